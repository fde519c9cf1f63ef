export { issue } from './actions.ts'
