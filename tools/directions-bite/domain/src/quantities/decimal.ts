export type Decimal = string
