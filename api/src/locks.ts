import { z } from 'zod'
import { daySchema, idSchema, instantSchema, periodSchema } from './common.ts'

/** A period that nobody enters any more: since when, by whose word or by the office's rule. */
export const lockSchema = z.discriminatedUnion('because', [
  z.object({ because: z.literal('word'), since: instantSchema, by: z.string(), reason: z.string() }),
  z.object({ because: z.literal('rule'), since: instantSchema }),
])
export type WireLock = z.infer<typeof lockSchema>

/** In the reply of GET /api/reports/:id: the lock of its period with whom to ask, and what lets the unit in all the same. */
export const reportLockSchema = z.object({
  lock: lockSchema,
  ask: z.array(z.string()),
  exception: z.object({ until: instantSchema, by: z.string(), reason: z.string(), isForAll: z.boolean() }).nullable(),
})
export type ReportLock = z.infer<typeof reportLockSchema>

const reasonSchema = z.string().max(2000)

/** GET /api/locks?period=: how each regime of a period stands, with all that was said of it, the newest first. */
export const periodLocksSchema = z.object({
  period: periodSchema,
  regimes: z.array(
    z.object({
      regimeId: idSchema,
      planTitle: z.string(),
      name: z.string(),
      lock: lockSchema.nullable(),
      /** When it locks by the office's rule; null where no rule holds. */
      ruleAt: instantSchema.nullable(),
      exceptions: z.array(
        z.object({
          id: idSchema,
          /** Null lets every unit in. */
          unit: z.string().nullable(),
          from: instantSchema,
          until: instantSchema,
          by: z.string(),
          reason: z.string(),
          holds: z.boolean(),
        }),
      ),
      words: z.array(z.object({ says: z.enum(['locked', 'unlocked']), at: instantSchema, by: z.string(), reason: z.string() })),
      units: z.array(z.object({ id: idSchema, name: z.string() })),
    }),
  ),
  can: z.object({ lock: z.boolean() }),
})
export type PeriodLocks = z.infer<typeof periodLocksSchema>
export type RegimeLock = PeriodLocks['regimes'][number]

const ofPeriod = { regimeId: idSchema, period: periodSchema }
/** POST /api/locks: locks a regime's period, or opens it to everybody again. */
export const sayLockSchema = z.object({ ...ofPeriod, says: z.enum(['locked', 'unlocked']), reason: reasonSchema })
export type SayLock = z.infer<typeof sayLockSchema>
/** POST /api/locks/exceptions: lets one unit (null: every one) into a locked period until an instant. */
export const exceptSchema = z.object({ ...ofPeriod, unitId: idSchema.nullable(), until: instantSchema, reason: reasonSchema })
export type Except = z.infer<typeof exceptSchema>

/** GET /api/lock-rules: from a day on, how many working days after the city's due a period locks by itself (null: never); the newest first. */
export const lockRulesSchema = z.object({
  rules: z.array(
    z.object({ from: daySchema, workingDays: z.number().int().nullable(), recordedAt: instantSchema, recordedBy: z.string() }),
  ),
  can: z.object({ change: z.boolean() }),
})
export type LockRules = z.infer<typeof lockRulesSchema>
/** POST /api/lock-rules: from a day that is still to come. */
export const setLockRuleSchema = z.object({ from: daySchema, workingDays: z.number().int().min(0).max(60).nullable() })
export type SetLockRule = z.infer<typeof setLockRuleSchema>
