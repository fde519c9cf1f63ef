// bites: packages-are-declared
export { test } from 'vitest'
