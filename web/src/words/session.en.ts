import type { Translated } from './catalogue.ts'
import type { sessionVi } from './session.vi.ts'

export const sessionEn: Translated<typeof sessionVi> = {
  title: 'Sign in',
  about: 'The digital-transformation programme: targets, monthly reports, consolidation.',
  office: 'Office',
  login: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  enter: 'Sign in',
  entering: 'Signing in…',
  practice: 'sample city',
  needsLogin: 'Enter your user name.',
  needsPassword: 'Enter your password.',
  help: 'Forgot the password: your office’s administrator gives out a one-time sign-in link.',
  link: {
    title: 'Sign in by link',
    working: 'Checking the link…',
    missing: 'The link lacks the code at its end. Copy the whole link you received and open it again.',
    failed: 'This link does not sign you in',
    toPassword: 'Sign in with a password',
  },
  secret: {
    title: 'Set a password',
    changeTitle: 'Change password',
    first: (name) => `Welcome, ${name}. This is your first visit: set a password of your own.`,
    current: 'Current password',
    currentHint: 'Leave empty if you came in by a one-time link.',
    next: 'New password',
    hint: 'At least 12 characters. A sentence you remember beats a difficult word.',
    again: 'New password once more',
    tooShort: 'The password needs at least 12 characters.',
    differs: 'The two do not match yet.',
    save: 'Save password',
    saved: 'The new password is saved.',
    later: 'Later',
  },
}
