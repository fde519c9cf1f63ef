export { issue } from './plans/routes.ts'
export { readDocument } from './plans/jobs.ts'
