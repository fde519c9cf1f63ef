import type { Session } from '@haidang/api/session'
import { firstRoom } from '@haidang/domain/access/roles'

/** The page that a person's day begins on. */
export function homeOf({ roles }: Pick<Session, 'roles'>): string {
  return firstRoom(roles) === 'board' ? '/bang-dieu-hanh' : '/viec-cua-toi'
}

/** Where to go after signing in: back to the page that was asked for if it is one of ours, else home. */
export function pageAfterSignIn(next: string | null, session: Pick<Session, 'roles'>): string {
  const isOurs = next !== null && /^\/(?![/\\])/u.test(next) && next !== '/' && !next.startsWith('/dang-nhap')
  return isOurs ? next : homeOf(session)
}

/** The page that comes before every other: a password of one's own, then the second factor that the office asks for. */
export function comesFirst({ account, mustSetUpFactor }: Pick<Session, 'account' | 'mustSetUpFactor'>): string | null {
  if (account.mustChangePassword) return '/dang-nhap/mat-khau'
  return mustSetUpFactor ? '/dang-nhap/hai-buoc' : null
}
