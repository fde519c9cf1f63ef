import './tooltip.css'
import { Popover } from '@base-ui/react/popover'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A word more about something that already has a name; nothing needed may live only here. */
export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }) {
  return (
    <Base.Provider delay={400}>
      <Base.Root>
        <Base.Trigger render={children} />
        <Base.Portal>
          <Base.Positioner className="layer" sideOffset={6}>
            <Base.Popup className="tooltip">{text}</Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Base.Provider>
  )
}

/** ⓘ that opens on press, so that it works by touch and keyboard too. */
export function Explain({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="explain screen-only" aria-label={label} title={label}>
        <Icon name="info" size={16} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} collisionPadding={12}>
          <Popover.Popup className="explain-card">{children}</Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
