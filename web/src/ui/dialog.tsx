import './dialog.css'
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { IconButton } from './button.tsx'

type LayerProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  /** A sentence that says what will happen. */
  readonly description?: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly finalFocus?: RefObject<HTMLElement | null>
}

export function Dialog({ wide = false, ...layer }: LayerProps & { readonly wide?: boolean }) {
  return <Layer {...layer} className={wide ? 'dialog dialog-wide' : 'dialog'} />
}

/** A sheet from the right (from below on a phone) that leaves the page in view. */
export function Drawer({ wide = false, ...layer }: LayerProps & { readonly wide?: boolean }) {
  return <Layer {...layer} className={wide ? 'drawer drawer-wide' : 'drawer'} />
}

function Layer({ open, onClose, title, description, children, foot, finalFocus, className }: LayerProps & { readonly className: string }) {
  const words = useWords(uiWords)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="veil" />
        <Base.Popup className={className} {...(finalFocus ? { finalFocus } : {})}>
          <header className="layer-head">
            <Base.Title className="layer-title">{title}</Base.Title>
            <Base.Close render={<IconButton icon="close" label={words.close} small />} />
          </header>
          <div className="layer-body">
            {description ? <Base.Description className="layer-description">{description}</Base.Description> : null}
            {children}
          </div>
          {foot ? <footer className="layer-foot">{foot}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
