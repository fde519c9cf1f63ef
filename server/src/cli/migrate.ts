import type { CommandContext } from './command.ts'

/** Opening the database migrates it, for every command as for the program; this one does nothing else. */
export const run = (_args: readonly string[], { print, withServices }: CommandContext): Promise<number> =>
  withServices(async (_services, migrated) => {
    print(...migrated.map((name) => `${name}: xong / done`), 'Lược đồ đã ở bản mới nhất / The schema is up to date.')
    return 0
  })
