/** A scale from numbers to places, with round numbers to mark it by. Only for drawing: amounts themselves stay exact. */
export type Scale = { readonly low: number; readonly high: number; readonly marks: readonly number[] }

/** Around these numbers; what is never below nothing is not drawn below it. */
export function scaleOf(numbers: readonly number[], { fromZero = false }: { readonly fromZero?: boolean } = {}): Scale {
  if (numbers.length === 0) return { low: 0, high: 1, marks: [0, 1] }
  const [least, most] = [Math.min(...numbers, ...(fromZero ? [0] : [])), Math.max(...numbers, ...(fromZero ? [0] : []))]
  const step = roundStep((most - least || Math.abs(most) || 1) / 4)
  const low = least >= 0 ? Math.max(0, Math.floor(least / step) * step) : Math.floor(least / step) * step
  const high = Math.max(Math.ceil(most / step) * step, low + step)
  const count = Math.round((high - low) / step)
  return { low, high, marks: Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12))) }
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const times = rough / power
  return (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power
}

/** Labels at the ends of lines, moved apart so that none covers another; in the order given. */
export function movedApart(
  places: readonly number[],
  gap: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).toSorted((a, b) => a.place - b.place)
  const moved: number[] = []
  for (const { place } of order) moved.push(Math.max(place, (moved.at(-1) ?? Number.NEGATIVE_INFINITY) + gap))
  for (let index = moved.length - 1, limit = to; index >= 0; index -= 1) {
    moved[index] = Math.max(from + index * gap, Math.min(moved[index] ?? limit, limit))
    limit = (moved[index] ?? limit) - gap
  }
  const answer: number[] = []
  for (const [at, { index }] of order.entries()) answer[index] = moved[at] ?? 0
  return answer
}
