import { targetSchema } from './common.ts'
import type { WireTarget } from './common.ts'
import type { Target } from '@haidang/domain/indicators/indicator'

/** A stored target (the wire's shape) as the domain reckons with it. */
export function targetOf(stored: unknown): Target {
  const { op, value, value2, outOf, unit, deadline, direction } = targetSchema.parse(stored)
  return {
    op,
    value,
    unit,
    ...(value2 === undefined || value2 === null ? {} : { value2 }),
    ...(outOf === undefined ? {} : { outOf: String(outOf) }),
    ...(direction === undefined ? {} : { direction }),
    ...(deadline === undefined
      ? {}
      : {
          deadline: {
            raw: deadline.raw,
            iso: deadline.iso,
            ...(deadline.time === undefined ? {} : { time: deadline.time }),
            ...(deadline.precision === undefined ? {} : { precision: deadline.precision }),
          },
        }),
  }
}

export function wireTarget(target: Target): WireTarget {
  const { op, value, value2, outOf, unit, deadline, direction } = target
  return {
    op,
    value,
    unit,
    ...(value2 === undefined ? {} : { value2 }),
    ...(outOf === undefined ? {} : { outOf: Number(outOf) }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(direction === undefined ? {} : { direction }),
  }
}
