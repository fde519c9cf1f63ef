import './indicators.css'
import type { OpenQuestions } from '@haidang/api/indicators'
import { openQuestions } from '@haidang/domain/indicators/definition'
import { useQuery } from '../app/query.ts'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'

/** Beside the figures in red: what the programme has not answered of its indicators. */
export function OpenQuestionsTally({ planId }: { readonly planId: string }) {
  const words = useWords(indicatorsWords).questions
  const { data } = useQuery<OpenQuestions>(`/api/plans/${planId}/open-questions`)
  if (!data) return null
  return (
    <section className="board-tally" aria-labelledby="tally-questions">
      <h2 id="tally-questions">
        <a href={`/ke-hoach/${planId}/cau-hoi`}>{words.title}</a>
      </h2>
      {data.indicators.length === 0 ? (
        <p className="soft small">{words.none}</p>
      ) : (
        <>
          <p className="small">{words.about(String(data.indicators.length), String(data.indicatorCount))}</p>
          <ul className="question-lines figures">
            {openQuestions
              .filter((question) => data.counts[question] > 0)
              .map((question) => (
                <li key={question}>
                  <span>{words.of[question]}</span>
                  <strong>{data.counts[question]}</strong>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  )
}
