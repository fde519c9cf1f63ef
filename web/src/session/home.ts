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
