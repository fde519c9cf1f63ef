import type { Evidence } from '@haidang/api/common'
import type { Ward } from './office.ts'

export type Uploaded = { readonly reportId: string; readonly text: string }

/** Every ward puts a file of its own behind its report now and then, until stopped; what was acknowledged goes into `kept`, by its id. */
export function startUploads(
  wards: readonly Ward[],
  kept: Map<string, Uploaded>,
): { readonly failures: readonly string[]; readonly stop: () => Promise<void> } {
  let stopping = false
  const failures: string[] = []
  const upload = async ({ person, unit, reportId }: Ward): Promise<void> => {
    while (!stopping) {
      const text = `Minh chứng của ${unit}: ${crypto.randomUUID()}\n`.repeat(200)
      try {
        const { id } = await person.upload<Evidence>(`/api/reports/${reportId}/evidence`, 'minh-chung.txt', Buffer.from(text))
        kept.set(id, { reportId, text })
      } catch (error) {
        failures.push(`${unit}: ${String(error)}`)
        return
      }
      await new Promise((done) => setTimeout(done, 400))
    }
  }
  const all = Promise.all(wards.map(upload))
  return {
    failures,
    stop: async () => {
      stopping = true
      await all
    },
  }
}
