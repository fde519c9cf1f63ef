import './notices.css'
import type { Notices } from '@haidang/api/notices'
import { useEffect, useState } from 'react'
import { useQuery } from '../app/query.ts'
import { Drawer } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/catalogue.ts'
import { noticesWords } from '../words/notices.ts'
import { NoticeList } from './notice-list.tsx'

const everyTwoMinutes = 120_000
const mostShown = 99

/** How many reminders have not been read, in every page's head; pressed, they are listed. */
export function NoticeBell() {
  const words = useWords(noticesWords)
  const { data, reload } = useQuery<Notices>('/api/notices')
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (isOpen) return undefined
    const look = (): void => {
      if (document.visibilityState === 'visible') void reload()
    }
    const timer = setInterval(look, everyTwoMinutes)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isOpen, reload])
  const unread = data?.unread ?? 0
  const label = words.bell(unread)
  return (
    <>
      <button type="button" className="bell" aria-haspopup="dialog" aria-label={label} title={label} onClick={() => setOpen(true)}>
        <Icon name="bell" />
        {unread > 0 ? (
          <span className="bell-count figures" aria-hidden="true">
            {unread > mostShown ? `${mostShown}+` : unread}
          </span>
        ) : null}
      </button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={words.title}>
        <NoticeList onFollow={() => setOpen(false)} />
      </Drawer>
    </>
  )
}
