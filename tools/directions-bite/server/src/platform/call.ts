export type Call = string
