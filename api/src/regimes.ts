import { frequencies, repeatingFrequencies } from '@haidang/domain/periods/period'
import { z } from 'zod'
import { daySchema, headingSchema, idSchema, instantSchema, periodSchema, unitRefSchema } from './common.ts'

export const frequencySchema = z.enum(frequencies)
/** A clock time in Vietnam. */
export const closingTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** A day counted from a period: `date` of the month `shift` months after its last one (31: the last day of any month); of a week its weekday, 1 Monday to 7 Sunday. */
export const countedDaySchema = z.object({ shift: z.number().int().min(-24).max(24), date: z.number().int().min(1).max(31) })
export const dueRuleSchema = z.discriminatedUnion('kind', [
  countedDaySchema.extend({ kind: z.literal('day') }),
  z.object({ kind: z.literal('workingDays'), count: z.number().int().min(1).max(60) }),
])
/** Half open: `to` is the first day that no longer counts. */
export const windowSchema = z.object({ from: daySchema, to: daySchema })
export const dayOffSchema = z.enum(['next', 'stay', 'previous'])

const settings = {
  id: idSchema,
  name: z.string().max(500),
  closingTime: closingTimeSchema,
  dayOff: dayOffSchema,
  quote: z.string().max(20_000),
  outline: z.array(headingSchema).max(3),
  asksFigures: z.boolean(),
}

/** Who reports when: our reading of a plan's words, as `@haidang/domain/periods/regime` has it. */
export const regimeSchema = z.discriminatedUnion('frequency', [
  z.object({
    ...settings,
    frequency: z.enum(repeatingFrequencies),
    window: z.object({ from: countedDaySchema, to: countedDaySchema }),
    due: z.object({ unit: dueRuleSchema, city: dueRuleSchema }),
  }),
  z.object({
    ...settings,
    frequency: z.enum(['once', 'adHoc']),
    rounds: z
      .array(
        z.object({
          due: z.object({ unit: daySchema, city: daySchema }),
          closingTime: closingTimeSchema.exactOptional(),
          window: windowSchema.exactOptional(),
        }),
      )
      .max(60),
  }),
])

/** A regime as the table keeps it, under its id. */
export const regimeFrom = (id: string, definition: unknown): z.infer<typeof regimeSchema> =>
  regimeSchema.parse({ ...z.record(z.string(), z.unknown()).parse(definition), id })

const dueDatesSchema = z.object({ nominal: daySchema, at: instantSchema, movedBecause: z.string().nullable() })
/** The days of a period as they are owed. Without a window no days were said that the report covers. */
export const periodDatesSchema = z.object({
  period: periodSchema,
  window: windowSchema.nullable(),
  unit: dueDatesSchema,
  city: dueDatesSchema,
})
export type PeriodDates = z.infer<typeof periodDatesSchema>

/** GET /api/plans/:id/habits: the units that owe reports by a plan, and when they usually hand in. */
export const habitsSchema = z.object({
  units: z.array(
    z.object({
      unit: unitRefSchema,
      /** How many first submissions say so, the newest 24 of any plan. */
      count: z.number().int(),
      /** From the end of the window, the middle of them; null where there is none. */
      minutesAfter: z.number().int().nullable(),
    }),
  ),
})
export type Habits = z.infer<typeof habitsSchema>

/** POST /api/plans/:id/rounds: a report asked for outside the regimes, by its day; without indicators it is words by the outline only. */
export const askRoundSchema = z.object({
  name: z.string().trim().min(3).max(500),
  quote: z.string().trim().max(20_000),
  unitDue: daySchema,
  cityDue: daySchema,
  closingTime: closingTimeSchema,
  dayOff: dayOffSchema,
  window: windowSchema.nullable(),
  unitIds: z.array(idSchema).min(1).max(2000),
  indicatorIds: z.array(idSchema).max(500),
  outline: z.array(headingSchema).min(1).max(3),
})
export type AskRound = z.infer<typeof askRoundSchema>
export const roundMadeSchema = z.object({ regimeId: idSchema, period: periodSchema, dueAt: instantSchema, reports: z.number().int() })
export type RoundMade = z.infer<typeof roundMadeSchema>
