import { describe, expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { fuzz, reportOf } from './fuzz.ts'
import { mutant } from './mutate.ts'
import { originals } from './originals.ts'
import { read } from './reader.ts'

describe('mutated files', () => {
  test('the files that are mutated are sound, but for the scan, which has no text', async () => {
    const outcomes = await Promise.all(originals().map(({ bytes, fileName }) => read(bytes, fileName)))
    expect(outcomes.filter((one) => !('outcome' in one && one.outcome === 'read'))).toEqual([{ outcome: 'noTextLayer' }])
  })

  test('a seed makes the same mutant again', () => {
    for (let seed = 1; seed < 30; seed += 1) expect(mutant(originals(), chanceOf(seed))).toEqual(mutant(originals(), chanceOf(seed)))
  })

  test('500 of them are read or refused with their sentence; none crashes, hangs or grows', async () => {
    const seed = 7
    const result = await fuzz({ runs: 500, seed, children: 2, timeoutMs: 20_000, memoryMb: 768 })
    console.log(reportOf(result, seed))
    expect(result.faults).toEqual([])
    expect(result.runs).toBe(500)
    expect(result.outcomes.get('read')).toBeGreaterThan(150)
    expect(result.outcomes.get('corrupt')).toBeGreaterThan(50)
  }, 120_000)

  test('a reader that hangs, dies, grows or throws is found and named with the seed', async () => {
    const reader = new URL('./testing-reader.ts', import.meta.url).href
    const { faults, runs } = await fuzz({ runs: 10, seed: 1, children: 2, timeoutMs: 1500, memoryMb: 220, reader })
    expect(runs).toBe(10)
    const whats = faults.map(({ what }) => what.replace(/\d+ MB/u, 'too many MB'))
    expect(new Set(whats)).toEqual(
      new Set(['took more than 1500 ms', 'took too many MB', 'the process died: SIGKILL', 'the reader threw Error: an even length']),
    )
    for (const { seed, how } of faults) expect(how).toBe(mutant(originals(), chanceOf(seed)).how)
  }, 60_000)
})
