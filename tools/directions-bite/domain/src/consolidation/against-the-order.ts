// bites: domain-order-consolidation
export type * from '../scorecards/score.ts'
