import './states.css'
import { Progress as BaseProgress } from '@base-ui/react/progress'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

/** Teaches what will be here and gives the way to the first one. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children ? <div className="soft">{children}</div> : null}
      {action}
    </div>
  )
}

/** What went wrong, in a sentence, with the remedy. `requestId` is what an administrator asks for. */
export function ErrorState({
  title,
  detail,
  requestId,
  onRetry,
}: {
  readonly title: string
  readonly detail?: string
  readonly requestId?: string | undefined
  readonly onRetry?: () => void
}) {
  const words = useWords(uiWords)
  return (
    <div className="empty" role="alert">
      <h2>{title}</h2>
      {detail ? <p className="soft">{detail}</p> : null}
      {requestId ? (
        <p className="soft small">
          {words.problemCode}: <code>{requestId}</code>
        </p>
      ) : null}
      {onRetry ? <Button onClick={onRetry}>{words.retry}</Button> : null}
    </div>
  )
}

/** In the place of what is coming; shown only when it takes longer than 100 ms. */
export function Skeleton({ rows = 6 }: { readonly rows?: number }) {
  const words = useWords(uiWords)
  const [visible, setVisible] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), 100)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{words.loading}</span>
      {visible ? Array.from({ length: rows }, (_, row) => <div key={row} className="skeleton-row" />) : null}
    </div>
  )
}

/** `value` null: how long is not known. Says what is being done. */
export function Progress({ label, value, max = 100 }: { readonly label: string; readonly value: number | null; readonly max?: number }) {
  return (
    <BaseProgress.Root className="progress" value={value} max={max}>
      <BaseProgress.Label className="progress-label">{label}</BaseProgress.Label>
      <BaseProgress.Track className="progress-track">
        <BaseProgress.Indicator className="progress-fill" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  )
}

const bannerMarks: Record<'plain' | 'good' | 'warn' | 'bad', IconName> = { plain: 'info', good: 'check', warn: 'warning', bad: 'warning' }

export function Banner({
  tone = 'plain',
  title,
  children,
  action,
}: {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad'
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={bannerMarks[tone]} />
      <div className="banner-text">
        {title ? <div className="strong">{title}</div> : null}
        {children}
      </div>
      {action ? <div className="banner-action">{action}</div> : null}
    </div>
  )
}
