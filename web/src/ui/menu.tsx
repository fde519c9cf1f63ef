import './menu.css'
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

/** `trigger` is a button of ours; the content is `MenuItem`, `MenuChoice` and `MenuGroup`. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="layer" sideOffset={6} align={align}>
          <Base.Popup className="listbox menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItem({
  onSelect,
  icon,
  keys,
  danger = false,
  disabled = false,
  children,
}: {
  readonly onSelect: () => void
  readonly icon?: IconName
  readonly keys?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
}) {
  return (
    <Base.Item className={danger ? 'option option-danger' : 'option'} disabled={disabled} onClick={onSelect}>
      {icon ? <Icon name={icon} size={16} /> : null}
      <span>{children}</span>
      {keys ? <kbd className="kbd push">{keys}</kbd> : null}
    </Base.Item>
  )
}

export function MenuChoice<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="menu-label">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className="option" closeOnClick={false}>
            <span>{choice.label}</span>
            <Base.RadioItemIndicator className="option-mark">
              <Icon name="check" size={16} />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="menu-separator" />
}
