export { issue } from '../plans/actions.ts'
export { planById } from '../plans/store.ts'
export type { Day } from '@haidang/api/reports'
