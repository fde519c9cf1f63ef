import './dialog.css'
import { Dialog as Base } from '@base-ui/react/dialog'
import { useEffect } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Button, IconButton } from './button.tsx'

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

/** `above`: asked in the middle of something else, whose layer stays open under it. */
export function Dialog({ wide = false, ...layer }: LayerProps & { readonly wide?: boolean; readonly above?: boolean }) {
  return <Layer {...layer} className={wide ? 'dialog dialog-wide' : 'dialog'} />
}

/** A sheet from the right (from below on a phone) that leaves the page in view. */
export function Drawer({ wide = false, ...layer }: LayerProps & { readonly wide?: boolean }) {
  return <Layer {...layer} className={wide ? 'drawer drawer-wide' : 'drawer'} />
}

/** How many layers lie above those that were open: a press or an Escape there is none in these. */
let layersAbove = 0

function Layer({
  open,
  onClose,
  title,
  description,
  children,
  foot,
  finalFocus,
  className,
  above = false,
}: LayerProps & { readonly className: string; readonly above?: boolean }) {
  const words = useWords(uiWords)
  useEffect(() => {
    if (!open || !above) return undefined
    layersAbove += 1
    return () => void (layersAbove -= 1)
  }, [above, open])
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && (above || layersAbove === 0) && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={above ? 'veil veil-above' : 'veil'} />
        <Base.Popup className={above ? `${className} layer-above` : className} {...(finalFocus ? { finalFocus } : {})}>
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

/** What a dialog that records something ends with: leave it, or record. */
export function SaveFoot({
  label,
  busy,
  onClose,
  onSave,
}: {
  readonly label: string
  readonly busy: boolean
  readonly onClose: () => void
  readonly onSave: () => void
}) {
  const words = useWords(uiWords)
  return (
    <>
      <Button onClick={onClose}>{words.cancel}</Button>
      <Button look="primary" icon="check" busy={busy} onClick={onSave}>
        {label}
      </Button>
    </>
  )
}
