export type { Unit } from '../units/unit.ts'
