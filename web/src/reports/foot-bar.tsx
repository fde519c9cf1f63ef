import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { findingSentence } from './finding-note.tsx'
import type { Field } from './paste-plan.ts'
import { fieldOf } from './sheet.ts'
import type { Readiness, SheetRow } from './sheet.ts'

type FootBarProps = {
  readonly readiness: Readiness
  readonly conflicts: readonly SheetRow[]
  readonly onGo: (slot: string, field: Field) => void
  readonly children: ReactNode
}

/** What the checks found, each a press away from its cell, and what one may do next. */
export function FootBar({ readiness, conflicts, onGo, children }: FootBarProps) {
  const words = useWords(reportsWords)
  const { errors, questions, warnings, missing } = readiness
  const first = errors[0] ?? warnings[0]
  const isComplete = [errors, questions, warnings, missing, conflicts].every(({ length }) => length === 0)
  const [conflict, question, blank] = [conflicts[0], questions[0], missing[0]]
  return (
    <section className="foot-bar screen-only" aria-label={words.foot.label}>
      <div className="foot-findings" role="status">
        {isComplete ? (
          <span className="foot-good">
            <Icon name="check" size={16} /> {words.foot.complete}
          </span>
        ) : null}
        {conflict ? (
          <button type="button" className="foot-link foot-warn" onClick={() => onGo(conflict.line.id, fieldOf(conflict.line, 'numerator'))}>
            <Icon name="warning" size={16} /> {words.conflict.count(conflicts.length)}
          </button>
        ) : null}
        {errors.length > 0 && first ? (
          <button
            type="button"
            className="foot-link foot-bad"
            title={words.foot.first}
            onClick={() => onGo(first.row.line.id, fieldOf(first.row.line, first.finding.cell))}
          >
            <Icon name="warning" size={16} /> {words.foot.errors(errors.length)}
            {errors.length === 1
              ? `: ${findingSentence(first.finding, first.row.line, first.row.text[fieldOf(first.row.line, first.finding.cell)] ?? '', words.findings)}`
              : ''}
          </button>
        ) : null}
        {question ? (
          <button
            type="button"
            className="foot-link foot-warn"
            title={words.foot.first}
            onClick={() => onGo(question.row.line.id, fieldOf(question.row.line, question.finding.cell))}
          >
            {words.foot.questions(questions.length)}
          </button>
        ) : null}
        {warnings.length > 0 && warnings[0] ? (
          <button
            type="button"
            className="foot-link foot-warn"
            title={words.foot.first}
            onClick={() => warnings[0] && onGo(warnings[0].row.line.id, fieldOf(warnings[0].row.line, warnings[0].finding.cell))}
          >
            {words.foot.warnings(warnings.length)}
          </button>
        ) : null}
        {blank ? (
          <button
            type="button"
            className="foot-link"
            title={words.foot.first}
            onClick={() => onGo(blank.line.id, fieldOf(blank.line, 'numerator'))}
          >
            {words.foot.missing(missing.length)}
          </button>
        ) : null}
      </div>
      <div className="foot-acts">{children}</div>
    </section>
  )
}
