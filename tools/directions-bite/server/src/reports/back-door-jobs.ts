// bites: a-feature-has-two-doors
export { readDocument } from '../plans/jobs.ts'
