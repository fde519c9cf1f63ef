import { checkAnnexes } from './check-annexes.ts'
import { checkBody } from './check-body.ts'
import { checkHead } from './check-head.ts'
import { checkPages } from './check-pages.ts'
import { checkSignature } from './check-signature.ts'
import { finding, firstOfEach } from './finding.ts'
import type { Finding } from './finding.ts'
import { readPaper } from './read-paper.ts'

export type { Decree30Rule, Finding } from './finding.ts'

/**
 * Checks a named paper (report, plan, notice, …) against the form of Decree 30/2020/NĐ-CP, Annex I. An empty answer means
 * that nothing was found against it; each finding names one rule once.
 */
export function checkDecree30(docx: Uint8Array): readonly Finding[] {
  const paper = readPaper(docx)
  const [main, ...annexes] = paper.sections
  if (main === undefined) return [finding('pageSize', 'no section')]

  const head = checkHead(main)
  const signature = checkSignature(main)
  return firstOfEach([
    ...checkPages(paper),
    ...head.findings,
    ...checkBody(main, head.bodyFrom, signature.bodyTo),
    ...signature.findings,
    ...checkAnnexes(annexes),
  ])
}
