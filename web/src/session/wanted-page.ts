const key = 'haidang.wanted-page'

/** The page that somebody wanted waits in this tab while they sign in elsewhere: no address that comes back can name another. */
export function keepWanted(next: string | null): void {
  if (next === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, next)
}

export const wantedPage = (): string | null => sessionStorage.getItem(key)
