// bites: journeys-use-only-the-wire
export type { Day } from '@haidang/domain/plans/plan'
