export type { Unit } from '../tasks/task.ts'
