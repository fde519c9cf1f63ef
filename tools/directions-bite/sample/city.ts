export type { Day } from '@haidang/domain/plans/plan'
