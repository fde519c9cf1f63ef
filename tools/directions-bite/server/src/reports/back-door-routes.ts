// bites: a-feature-has-two-doors
export { issue } from '@haidang/server/plans/routes'
