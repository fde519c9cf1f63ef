import type { Session } from '@haidang/api/session'
import { formatDay } from '@haidang/domain/periods/day'
import { homeOf } from '../session/home.ts'
import { useSessionAccess } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuItem } from '../ui/menu.tsx'
import { toast } from '../ui/toast.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { put } from './fetch.ts'
import { uiSentence } from './problem-sentence.ts'
import { useMutation } from './query.ts'

/** By another's rights from now on, or by one's own: nothing on the screen holds then, so the page is loaded anew. */
function useActing() {
  const { tellTabs } = useSessionAccess()
  const ui = useWords(uiWords)
  const change = useMutation((delegationId: string | null) =>
    put<Session>('/api/session/acting', { delegationId }).catch((error: unknown) => {
      toast({ title: uiSentence(error, ui).detail, tone: 'bad' })
      return undefined
    }),
  )
  const act = async (delegationId: string | null): Promise<void> => {
    const session = await change.run(delegationId)
    if (session === undefined) return
    tellTabs()
    location.assign(homeOf(session))
  }
  return { busy: change.busy, act }
}

/** Over every page, while one acts for another. */
export function ActingBar({ session, acting }: { readonly session: Session; readonly acting: NonNullable<Session['acting']> }) {
  const words = useWords(appWords).person
  const { busy, act } = useActing()
  const until = formatDay(acting.until)
  const { name } = session.unit
  return (
    <div className="acting-bar" role="status">
      <Icon name="person" size={18} />
      <span>
        <span className="strong">
          {acting.holder === null ? words.actingAsHead(name, until) : words.actingFor(acting.holder, name, until)}
        </span>{' '}
        {words.actingTold}
      </span>
      <Button small busy={busy} onClick={() => void act(null)}>
        {words.backToOwn}
      </Button>
    </div>
  )
}

export function ActingChoices({ session: { acting, mayActFor } }: { readonly session: Session }) {
  const words = useWords(appWords).person
  const { act } = useActing()
  return (
    <>
      {acting === null ? null : (
        <MenuItem icon="undo" onSelect={() => void act(null)}>
          {words.backToOwn}
        </MenuItem>
      )}
      {mayActFor
        .filter(({ id }) => id !== acting?.id)
        .map(({ id, holder, unit }) => (
          <MenuItem key={id} icon="next" onSelect={() => void act(id)}>
            {holder === null ? words.actAsHead(unit) : words.actFor(holder, unit)}
          </MenuItem>
        ))}
    </>
  )
}
