import { readCommand } from '@haidang/documents/plans/read-command'

/** Needs no database: the reading of a file on standard output. */
export const run = (args: readonly string[]): Promise<number> => readCommand(args, process.stdout, process.stderr)
