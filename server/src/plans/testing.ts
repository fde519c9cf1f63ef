import { randomUUID } from 'node:crypto'
import type { DraftItem, Import, ImportSummary } from '@haidang/api/imports'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { directiveText } from './directive.test-data.ts'

/** A multipart body with one file in the field `file`, as a browser sends it. */
export function upload(
  fileName: string,
  content: string | Uint8Array,
): { readonly payload: Buffer; readonly headers: Readonly<Record<string, string>> } {
  const boundary = `----haidang${randomUUID()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

/** Requests of a named person, against the running app. */
export function requestsOf(office: Pick<TestOffice, 'app' | 'signedIn'>, person: PersonName) {
  const send = async <Reply>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: Reply }> => {
    const response = await office.app.inject({
      method,
      url,
      headers: office.signedIn(person),
      ...(body === undefined ? {} : { payload: body }),
    })
    const text = response.body
    return { status: response.statusCode, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as Reply } // The caller says what it asked for.
  }
  const sendFile = async (
    fileName: string,
    content: string | Uint8Array,
  ): Promise<{ readonly status: number; readonly body: ImportSummary }> => {
    const { payload, headers } = upload(fileName, content)
    const response = await office.app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...office.signedIn(person), ...headers },
      payload,
    })
    return { status: response.statusCode, body: response.json() }
  }
  return { send, sendFile }
}

/** Minh sends the test directive, the job reads it. */
export async function readDirective(office: TestOffice, text: string = directiveText): Promise<Import> {
  const { send, sendFile } = requestsOf(office, 'minh')
  const sent = await sendFile('ke-hoach.txt', text)
  await office.runJobs()
  return (await send<Import>('GET', `/api/imports/${sent.body.id}`)).body
}

/** What Minh sends when he accepts an item as it stands, or as he corrects it. */
export function change(
  item: DraftItem,
  correction: Partial<{ state: DraftItem['state']; value: object; baseRevision: number; changeKey: string }> = {},
): object {
  return { changeKey: randomUUID(), baseRevision: item.revision, kind: item.kind, state: 'accepted', value: item.value, ...correction }
}

/** Accepts everything that can be issued, with the two wards assigned. */
export async function acceptAll(office: TestOffice, draft: Import): Promise<void> {
  const { send } = requestsOf(office, 'minh')
  const { ward5, ward7, culture } = office.units
  for (const item of draft.items) {
    const value =
      item.kind === 'indicator'
        ? { ...item.value, pillar: item.value.pillar || 'Chính quyền số', unitIds: [ward5, ward7] }
        : item.kind === 'task'
          ? { ...item.value, leadUnitIds: [culture], cooperatingUnitIds: [ward5] }
          : item.kind === 'reporting'
            ? { ...item.value, unitIds: [ward5, ward7] }
            : item.value
    await send('PUT', `/api/imports/${draft.id}/items/${item.id}`, change(item, { value }))
  }
}
