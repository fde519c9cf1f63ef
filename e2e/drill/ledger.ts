import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

export type Cell = { readonly reportId: string; readonly indicatorId: string }
export type Change = Cell & { readonly value: number; readonly changeKey: string; readonly baseRevision: number }

/**
 * What the clients know: the last acknowledged value of every cell, and what was under way when the line broke. Each acknowledgement is on the
 * disk, outside the program's data, before the next change is sent.
 */
export class Ledger {
  readonly #file: number
  readonly #acknowledged = new Map<string, { readonly value: number; readonly revision: number }>()
  readonly #underWay = new Map<string, Change>()
  readonly #countByReport = new Map<string, number>()
  acknowledgements = 0

  constructor(path: string) {
    this.#file = openSync(path, 'a')
  }

  begins(change: Change): void {
    this.#underWay.set(keyOf(change), change)
  }

  acknowledged(change: Change, revision: number): void {
    const line = Buffer.from(`${JSON.stringify({ ...change, revision })}\n`)
    writeSync(this.#file, line)
    fsyncSync(this.#file)
    this.#acknowledged.set(keyOf(change), { value: change.value, revision })
    this.#underWay.delete(keyOf(change))
    this.#countByReport.set(change.reportId, (this.#countByReport.get(change.reportId) ?? 0) + 1)
    this.acknowledgements += 1
  }

  /** Refused, and so surely not written. */
  refused(change: Change): void {
    this.#underWay.delete(keyOf(change))
  }

  /** A change of unknown fate, to be sent again with the same key. */
  unsettled(cell: Cell): Change | undefined {
    return this.#underWay.get(keyOf(cell))
  }

  last(cell: Cell): { readonly value: number; readonly revision: number } | undefined {
    return this.#acknowledged.get(keyOf(cell))
  }

  /** Undefined where what stands is what was acknowledged last or what was under way after it; else the loss in words. */
  fault(cell: Cell, standing: number | undefined): string | undefined {
    const last = this.last(cell)?.value
    const later = this.unsettled(cell)?.value
    if (standing === last || (later !== undefined && standing === later)) return undefined
    return `cell ${cell.indicatorId} of report ${cell.reportId}: acknowledged ${last ?? 'nothing'}, under way ${later ?? 'nothing'}, standing ${standing ?? 'nothing'}`
  }

  writesOf(reportId: string): number {
    return this.#countByReport.get(reportId) ?? 0
  }

  get writtenReports(): readonly string[] {
    return [...this.#countByReport.keys()]
  }

  close(): void {
    closeSync(this.#file)
  }
}

const keyOf = ({ reportId, indicatorId }: Cell): string => `${reportId}/${indicatorId}`
