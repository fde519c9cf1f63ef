// bites: imports-are-found
export { nothing } from './not-there.ts'
