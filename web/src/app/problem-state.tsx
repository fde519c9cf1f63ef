import { ErrorState } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { ProblemError } from './fetch.ts'
import { uiSentence } from './problem-sentence.ts'

/** Any error of a call, as a page shows it. */
export function ProblemState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords(uiWords)
  const { title, detail } = uiSentence(error, words)
  // Asking again changes nothing about what is not there or not one's own.
  const isFinal = error instanceof ProblemError && (error.problem.status === 403 || error.problem.status === 404)
  return (
    <ErrorState
      title={title}
      detail={detail}
      requestId={error instanceof ProblemError && error.problem.status >= 500 ? error.problem.requestId : undefined}
      {...(onRetry && !isFinal ? { onRetry } : {})}
    />
  )
}
