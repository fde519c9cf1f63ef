import { verdictOf } from './statistics.ts'
import type { Figure, Goal, Verdict } from './statistics.ts'

const words: Readonly<Record<Verdict, string>> = { met: 'met', missed: 'MISSED', reported: 'reported' }

/** For a person at the terminal: one line a figure, notes below. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { measure, unit, value, floor, ratio, goal } = figure
    return [
      measure,
      `${shown(value)} ${unit}`,
      floor === undefined ? '' : `${shown(floor)} ${unit}`,
      ratio === undefined ? '' : `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}, ${ratio.rounds} rounds)`,
      goal === undefined ? '' : goalText(goal),
      words[verdictOf(figure)],
    ]
  })
  const lines = [['measure', 'value', 'floor', 'ratio', 'goal', 'verdict'], ...rows]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...table, ...figures.flatMap(({ measure, note }) => (note === undefined ? [] : [`${measure}: ${note}`]))].join('\n')
}

export const goalText = (goal: Goal): string => ('atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`)

/** Three figures are what such a measurement bears. */
const shown = (value: number): string => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3))
