// bites: the-sample-is-data, the-program-knows-no-measures
export type * from '../bench/main.ts'
