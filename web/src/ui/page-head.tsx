import './page-head.css'
import { useEffect } from 'react'
import type { ReactNode } from 'react'

type PageHeadProps = {
  readonly title: string
  /** Facts beside the title: window, due time, saved state. */
  readonly facts?: ReactNode
  readonly actions?: ReactNode
  readonly back?: { readonly href: string; readonly label: string }
  /** The tab's title where it must say more than the head. */
  readonly tabTitle?: string
}

export function PageHead({ title, facts, actions, back, tabTitle }: PageHeadProps) {
  useEffect(() => {
    document.title = `${tabTitle ?? title} · Hải Đăng`
  }, [tabTitle, title])
  return (
    <header className="page-head">
      {back ? (
        <a className="page-back screen-only" href={back.href}>
          ← {back.label}
        </a>
      ) : null}
      <div className="page-head-line">
        <h1 tabIndex={-1}>{title}</h1>
        {actions ? <div className="page-actions screen-only">{actions}</div> : null}
      </div>
      {facts ? <div className="page-facts">{facts}</div> : null}
    </header>
  )
}
