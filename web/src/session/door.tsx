import './session.css'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { setLanguage, useLanguage } from '../words/language.ts'

type DoorProps = { readonly title: string; readonly wide?: boolean; readonly children: ReactNode }

/** The frame of the pages before one is in. */
export function Door({ title, wide = false, children }: DoorProps) {
  const words = useWords(appWords)
  const language = useLanguage()
  useEffect(() => {
    document.title = `${title} · Hải Đăng`
  }, [title])
  return (
    <main className="door">
      <div className="door-brand">
        <img src="/lighthouse.svg" alt="" width={40} height={40} />
        <span>{words.product}</span>
      </div>
      <section className={wide ? 'door-card door-wide' : 'door-card'}>
        <h1>{title}</h1>
        {children}
      </section>
      <button
        type="button"
        className="door-language"
        lang={language === 'vi' ? 'en' : 'vi'}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {language === 'vi' ? words.person.english : words.person.vietnamese}
      </button>
    </main>
  )
}
