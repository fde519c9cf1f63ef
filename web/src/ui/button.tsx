import './button.css'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: Look
  readonly small?: boolean
  readonly busy?: boolean
  readonly icon?: IconName
  readonly ref?: Ref<HTMLButtonElement>
}

/** One `primary` a screen. While `busy` it says so, keeps its width and cannot be pressed twice. */
export function Button({
  look = 'plain',
  small = false,
  busy = false,
  icon,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(look, small, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? undefined : onClick}
    >
      {icon ? <Icon name={icon} size={small ? 16 : 18} /> : null}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon'> & { readonly icon: IconName; readonly label: string }

export function IconButton({ icon, label, look = 'quiet', className, ...rest }: IconButtonProps) {
  return <Button {...rest} look={look} icon={icon} aria-label={label} title={label} className={`icon-button ${className ?? ''}`} />
}

type LinkButtonProps = {
  readonly href: string
  readonly look?: Look
  readonly small?: boolean
  readonly icon?: IconName
  readonly download?: boolean | string
  readonly children: ReactNode
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ href, look = 'plain', small = false, icon, download, children }: LinkButtonProps) {
  return (
    <a href={href} download={download} className={classes(look, small)}>
      {icon ? <Icon name={icon} size={small ? 16 : 18} /> : null}
      {children}
    </a>
  )
}

function classes(look: Look, small: boolean, more = ''): string {
  return `button button-${look}${small ? ' button-small' : ''} ${more}`.trim()
}
