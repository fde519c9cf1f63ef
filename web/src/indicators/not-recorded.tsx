import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentences } from './sentences.ts'

/** Why nothing was recorded; what was typed stays in the dialog. */
export function NotRecorded({ error }: { readonly error: unknown }) {
  const words = useWords(indicatorsWords)
  const ui = useWords(uiWords)
  if (error === undefined) return null
  return (
    <Banner tone="bad" title={words.notSaved}>
      <ul className="plain-list">
        {refusalSentences(error, words, ui).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Banner>
  )
}
