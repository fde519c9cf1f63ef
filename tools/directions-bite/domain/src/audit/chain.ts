export type Link = string
