// Plans make obligations and reports answer them; the rule lives below both.
export { obligationsFor } from '../periods/obligation.ts'
export type { Obligation } from '../periods/obligation.ts'
