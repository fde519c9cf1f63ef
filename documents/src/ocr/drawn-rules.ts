import type { Rule, Rules } from '../pdf/ruled-lines.ts'

/** Darker than this is ink. */
const ink = 140
/** Shorter than this may be part of a letter or a seal: at 300 dots an inch, 8 mm across and 5 mm upright. */
const leastAcross = 90
const leastUpright = 60
/** A worn line has holes. */
const maxHole = 3

/**
 * The straight lines of a page drawn in grey (PGM, one byte a point), in the measure of its words, y growing upwards. A line that is not quite
 * straight is found in pieces, which stand near enough to each other to be one.
 */
export function drawnRules(pgm: Uint8Array, scale: number): Rules {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(Buffer.from(pgm.subarray(0, 64)).toString('latin1'))
  if (!head) return { across: [], upright: [] }
  const [width, height] = [Number(head[1]), Number(head[2])]
  const points = pgm.subarray(head[0].length)
  if (points.length < width * height) return { across: [], upright: [] }

  const across = runs(height, width, (line, place) => (points[line * width + place] ?? 255) < ink, leastAcross)
  const upright = runs(width, height, (line, place) => (points[place * width + line] ?? 255) < ink, leastUpright)
  return {
    across: across.map(({ at, from, to }) => ({ at: (height - at) * scale, from: from * scale, to: to * scale })),
    upright: upright.map(({ at, from, to }) => ({ at: at * scale, from: (height - to) * scale, to: (height - from) * scale })),
  }
}

/** Runs of ink along each line of points; those of neighbouring lines are one, as thick as a pen. */
function runs(lines: number, length: number, isInk: (line: number, place: number) => boolean, least: number): readonly Rule[] {
  const found: { at: number; last: number; from: number; to: number }[] = []
  for (let line = 0; line < lines; line++) {
    let from = -1
    let hole = 0
    for (let place = 0; place <= length; place++) {
      if (place < length && isInk(line, place)) {
        if (from < 0) from = place
        hole = 0
        continue
      }
      if (from < 0 || (++hole <= maxHole && place < length)) continue
      const to = place - hole + 1
      if (to - from >= least) {
        const thick = found.findLast((one) => line - one.last <= 3 && one.from <= to + maxHole && one.to >= from - maxHole)
        if (thick) Object.assign(thick, { last: line, from: Math.min(thick.from, from), to: Math.max(thick.to, to) })
        else found.push({ at: line, last: line, from, to })
      }
      from = -1
      hole = 0
    }
  }
  // What is thicker than a pen is a picture or a stamp.
  return found.filter(({ at, last }) => last - at < 25).map(({ at, last, from, to }) => ({ at: (at + last) / 2, from, to }))
}
