export type Role = 'leader'
