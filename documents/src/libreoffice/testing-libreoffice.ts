import { execFileSync } from 'node:child_process'

/** Whether the tests that print or convert with the real LibreOffice can run here. */
export const hasLibreOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
})()
