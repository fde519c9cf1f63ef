export { connect as issue } from '../platform/http.ts'
