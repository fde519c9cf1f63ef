// bites: the-wire-runs-anywhere
export { readFile } from 'node:fs/promises'
