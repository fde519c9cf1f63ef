// bites: commands-do-not-speak-http
export { issue } from '../plans/routes.ts'
