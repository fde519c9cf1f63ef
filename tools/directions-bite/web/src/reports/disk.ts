// bites: screens-run-in-the-browser
export { readFile } from 'node:fs/promises'
