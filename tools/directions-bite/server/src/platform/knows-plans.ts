// bites: platform-knows-no-feature
export type * from '../plans/actions.ts'
