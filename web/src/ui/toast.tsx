import './toast.css'
import { Toast as Base } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Icon } from './icon.tsx'

type Tone = 'plain' | 'good' | 'bad'
type Note = {
  readonly title: string
  readonly detail?: string
  readonly tone?: Tone
  readonly action?: { readonly label: string; readonly onClick: () => void }
}

const manager = Base.createToastManager()

/** Says what has just happened; never the only place of an error that must be acted on. */
export function toast({ title, detail, tone = 'plain', action }: Note): void {
  manager.add({
    title,
    description: detail,
    type: tone,
    priority: tone === 'bad' ? 'high' : 'low',
    ...(action ? { actionProps: { children: action.label, onClick: action.onClick } } : {}),
  })
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <Notes />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Notes() {
  const { toasts } = Base.useToastManager()
  const words = useWords(uiWords)
  return toasts.map((note) => (
    <Base.Root key={note.id} toast={note} className={`toast toast-${note.type ?? 'plain'}`}>
      <Base.Content className="toast-content">
        <Icon name={note.type === 'bad' ? 'warning' : note.type === 'good' ? 'check' : 'info'} />
        <div>
          <Base.Title className="toast-title" />
          <Base.Description className="toast-detail" />
          <Base.Action className="toast-action" />
        </div>
        <Base.Close className="toast-close" aria-label={words.close}>
          <Icon name="close" size={16} />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}
