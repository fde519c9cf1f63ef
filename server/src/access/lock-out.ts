/** Wrong passwords that cost nothing: people mistype. */
const freeAttempts = 4
const longestMinutes = 60

/** How long an account stays locked after its n-th wrong password in a row: half a minute, then twice as long each time, up to an hour. */
export function lockSeconds(failedInARow: number): number {
  if (failedInARow <= freeAttempts) return 0
  return Math.min(30 * 2 ** (failedInARow - freeAttempts - 1), longestMinutes * 60)
}
