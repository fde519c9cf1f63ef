import './shell.css'
import { dayOf, timeOf } from '@haidang/domain/periods/day'
import type { Session } from '@haidang/api/session'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { seesRegister } from '../documents/sees-register.ts'
import { homeOf } from '../session/home.ts'
import { NoticeBell } from '../notices/notice-bell.tsx'
import { useSession, useSessionAccess } from '../session/session.tsx'
import { IconButton } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { appWords } from '../words/app.ts'
import type { appVi } from '../words/app.vi.ts'
import { useWords } from '../words/catalogue.ts'
import { setLanguage, useLanguage } from '../words/language.ts'
import { uiWords } from '../words/ui.ts'
import { ActingBar, ActingChoices } from './acting.tsx'
import { useNow } from './clock.ts'
import { formatInstant, shortDay } from './format.ts'
import { Link, navigate, useLocation } from './router.tsx'
import { setTheme, useTheme } from './theme.ts'

type Room = {
  readonly href: string
  readonly word: keyof typeof appVi.rooms
  readonly icon: IconName
  readonly seen: (session: Session) => boolean
}

const rooms: readonly Room[] = [
  { href: '/viec-cua-toi', word: 'myWork', icon: 'work', seen: () => true },
  { href: '/bang-dieu-hanh', word: 'board', icon: 'programme', seen: ({ can }) => can.seeBoard },
  { href: '/tra-cuu', word: 'explorer', icon: 'search', seen: () => true },
  { href: '/van-ban', word: 'documents', icon: 'document', seen: seesRegister },
  { href: '/chuong-trinh', word: 'programme', icon: 'link', seen: () => true },
  { href: '/nhiem-vu', word: 'tasks', icon: 'task', seen: () => true },
  { href: '/bao-cao', word: 'reports', icon: 'report', seen: ({ can }) => can.report || can.review || can.seeBoard || can.readAudit },
  { href: '/tong-hop', word: 'consolidation', icon: 'merge', seen: ({ can }) => can.consolidate || can.seeBoard },
  { href: '/don-vi', word: 'units', icon: 'units', seen: () => true },
  { href: '/nguon-du-lieu', word: 'feeds', icon: 'download', seen: ({ can }) => can.administer },
  { href: '/lich-lam-viec', word: 'calendar', icon: 'clock', seen: ({ can }) => can.administer || can.issuePlan },
  { href: '/nguoi-dung', word: 'people', icon: 'person', seen: ({ can }) => can.readAudit },
  {
    href: '/viec-hai-nguoi',
    word: 'secondPerson',
    icon: 'check',
    seen: ({ rules, can }) => rules.secondPersonActs.length > 0 && (can.administer || can.review || can.readAudit),
  },
  { href: '/bao-mat', word: 'security', icon: 'lock', seen: ({ can }) => can.readAudit },
  { href: '/nhat-ky', word: 'audit', icon: 'audit', seen: ({ can }) => can.readAudit },
]

/** The frame around every page: rooms at the left, office and person above. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  const words = useWords(appWords)
  const ui = useWords(uiWords)
  const { path } = useLocation()
  const now = useNow()
  const [folded, setFolded] = useState(() => localStorage.getItem('haidang.rail') === 'folded')
  // Open on this page only: going to a room closes the drawer.
  const [openOn, setOpenOn] = useState<string | null>(null)
  const fold = (): void => {
    localStorage.setItem('haidang.rail', folded ? 'open' : 'folded')
    setFolded(!folded)
  }
  return (
    <div className={folded ? 'shell shell-folded' : 'shell'}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <nav className="rail" aria-label={words.rooms.label}>
        <a className="brand" href={homeOf(session)}>
          <img src="/lighthouse.svg" alt="" width={26} height={26} />
          <span>{words.product}</span>
        </a>
        <Rooms session={session} folded={folded} />
        <div className="rail-foot">
          <IconButton icon={folded ? 'next' : 'fold'} label={folded ? words.unfoldRail : words.foldRail} onClick={fold} small />
        </div>
      </nav>
      <div className="shell-main">
        <header className="top-bar">
          <span className="top-menu">
            <IconButton icon="menu" label={words.menu} onClick={() => setOpenOn(path)} />
          </span>
          <div className="top-office">
            <span className="strong">{session.office.name}</span>
            <span className="soft top-unit">{session.unit.name}</span>
          </div>
          {session.office.practice ? (
            <Tooltip text={words.practiceExplained}>
              <button type="button" className="practice figures">
                <Icon name="clock" size={16} />
                <span className="practice-word">{words.practiceClock}:</span>
                <span>
                  {timeOf(now)} {shortDay(dayOf(now))}
                  <span className="practice-year">/{dayOf(now).slice(0, 4)}</span>
                </span>
              </button>
            </Tooltip>
          ) : null}
          <NoticeBell />
          <PersonMenu session={session} />
        </header>
        {session.acting === null ? null : <ActingBar session={session} acting={session.acting} />}
        <main id="content" className="page" tabIndex={-1}>
          {children}
          <footer className="print-only print-foot">
            {ui.printedAt(formatInstant(now), `${session.account.name}, ${session.account.post}`)}
          </footer>
        </main>
      </div>
      <Drawer open={openOn === path} onClose={() => setOpenOn(null)} title={session.office.name}>
        <nav aria-label={words.rooms.label}>
          <Rooms session={session} folded={false} />
        </nav>
      </Drawer>
    </div>
  )
}

function Rooms({ session, folded }: { readonly session: Session; readonly folded: boolean }) {
  const words = useWords(appWords)
  return (
    <ul className="rooms">
      {rooms
        .filter((room) => room.seen(session))
        .map((room) => (
          <li key={room.href}>
            <Link href={room.href} className="room" title={folded ? words.rooms[room.word] : undefined}>
              <Icon name={room.icon} />
              <span>{words.rooms[room.word]}</span>
            </Link>
          </li>
        ))}
    </ul>
  )
}

function PersonMenu({ session }: { readonly session: Session }) {
  const words = useWords(appWords).person
  const { leave } = useSessionAccess()
  const theme = useTheme()
  const language = useLanguage()
  return (
    <Menu
      trigger={
        <button type="button" className="person" aria-label={words.label(session.account.name)}>
          <Icon name="person" />
          <span className="person-name">{session.account.name}</span>
          <Icon name="down" size={14} />
        </button>
      }
    >
      <div className="person-card">
        <div className="strong">{session.account.name}</div>
        <div className="soft small">
          {session.account.post}, {session.unit.name}
        </div>
      </div>
      <MenuSeparator />
      <MenuChoice
        label={words.theme}
        value={theme}
        onChange={setTheme}
        choices={[
          { value: 'system', label: words.system },
          { value: 'light', label: words.light },
          { value: 'dark', label: words.dark },
        ]}
      />
      <MenuSeparator />
      <MenuChoice
        label={words.language}
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'vi', label: words.vietnamese },
          { value: 'en', label: words.english },
        ]}
      />
      <MenuSeparator />
      <ActingChoices session={session} />
      <MenuItem onSelect={() => navigate('/uy-quyen')} icon="link">
        {words.delegations}
      </MenuItem>
      <MenuItem onSelect={() => navigate('/phien-dang-nhap')} icon="person">
        {words.sessions}
      </MenuItem>
      <MenuItem onSelect={() => navigate('/xac-thuc-hai-buoc')} icon="audit">
        {words.factor}
      </MenuItem>
      <MenuItem onSelect={() => navigate('/ma-ket-noi')} icon="link">
        {words.tokens}
      </MenuItem>
      <MenuItem onSelect={() => navigate('/dang-nhap/mat-khau')} icon="lock">
        {words.changePassword}
      </MenuItem>
      <MenuItem onSelect={() => void leave()} icon="external">
        {words.signOut}
      </MenuItem>
    </Menu>
  )
}
