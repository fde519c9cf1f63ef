import { createHash, X509Certificate } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readTimestampAnswer, timestampOf, timestampRequest } from '@haidang/documents/timestamps/timestamps'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { allOffices } from '../platform/call.ts'
import type { Services } from '../platform/call.ts'
import { fetchHttp } from '../platform/fetch-http.ts'
import { lastInFile, rootsFile } from './roots.ts'
import { textOfRoot } from './signing.ts'

/** A root that somebody outside saw: the token says when, to whoever does not believe the clock of this machine. */
export type Witness = {
  readonly seq: number
  /** Of the root, so that a witness of another one is told. */
  readonly hash: string
  /** DER, base64 (RFC 3161). */
  readonly token: string
}

/** Beside the roots, in a file that the database cannot change. */
const witnessFile = ({ dataDir }: Pick<Services, 'dataDir'>, tenantId: number): string =>
  join(dataDir, 'audit-roots', `${tenantId}.witnesses.jsonl`)

export async function witnessesIn(services: Pick<Services, 'dataDir'>, tenantId: number): Promise<readonly (Witness | undefined)[]> {
  const text = await readFile(witnessFile(services, tenantId), 'utf8').catch((error: unknown) => {
    // Nobody was ever asked; a file that cannot be read is another matter than none.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(readWitness)
}

function readWitness(line: string): Witness | undefined {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read !== 'object' || read === null || !('seq' in read) || !('hash' in read) || !('token' in read)) return undefined
    return { seq: Number(read.seq), hash: String(read.hash), token: String(read.token) }
  } catch {
    return undefined // Cut off in mid-writing, or not ours; the check tells it.
  }
}

export type Witnessed = { readonly tenantId: number } & (
  | { readonly seq: number; readonly at: Date }
  /** Nothing was sealed since the last time. */
  | { readonly nothingNew: true }
  | { readonly refused: string }
)

const askingMs = 30_000

/** Has the newest root of every office seen by the timestamp authority, if one is set. It hears a hash and nothing of what was done. */
export async function witnessRoots(services: Services): Promise<readonly Witnessed[]> {
  const { timestamps } = services
  if (timestamps === undefined) return []
  const roots = await timestampRoots(timestamps.rootsFile)
  const results: Witnessed[] = []
  for (const tenantId of await allOffices(services)) {
    const result = await witnessNewest(services, timestamps.url, roots, tenantId)
    if ('refused' in result) services.log.error({ tenantId, refused: result.refused }, 'the newest audit root was not witnessed')
    results.push(result)
  }
  return results
}

async function witnessNewest(services: Services, url: string, roots: readonly Uint8Array[], tenantId: number): Promise<Witnessed> {
  const root = await lastInFile(rootsFile(services.dataDir, tenantId))
  const last = (await witnessesIn(services, tenantId)).at(-1)
  if (root === undefined || last?.seq === root.seq) return { tenantId, nothingNew: true }

  const text = textOfRoot(tenantId, root)
  const { bytes, nonce } = timestampRequest(createHash('sha256').update(text).digest())
  try {
    const answer = await fetchHttp({
      url,
      header: undefined,
      allowedHosts: services.feedHosts,
      signal: AbortSignal.timeout(askingMs),
      body: { bytes, mediaType: 'application/timestamp-query' },
    })
    const read = await readTimestampAnswer(answer.bytes, { text, nonce, roots })
    if ('refused' in read) return { tenantId, refused: read.refused }

    await appendWitness(witnessFile(services, tenantId), {
      seq: root.seq,
      hash: root.hash,
      token: Buffer.from(read.token).toString('base64'),
    })
    return { tenantId, seq: root.seq, at: read.at }
  } catch (error) {
    // The authority is away: the next root is witnessed tomorrow, and stands on this one.
    return { tenantId, refused: error instanceof Error ? error.message : String(error) }
  }
}

async function appendWitness(file: string, witness: Witness): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(`${canonicalJson(witness)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Every certificate of a PEM file, DER. */
export async function timestampRoots(file: string): Promise<readonly Uint8Array[]> {
  const pem = await readFile(file, 'utf8')
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []).map(
    (one) => new Uint8Array(new X509Certificate(one).raw),
  )
}

/**
 * Those that are not what they should be: of a root that is not there or is another, or by nobody that is vouched for. Where nobody is set to be
 * asked any more, who vouches is not known here, and only the roots are compared: the exported log is checked by whoever knows.
 */
export async function wrongWitnesses(
  services: Services,
  tenantId: number,
  rootOf: (seq: number) => { readonly at: string; readonly hash: string } | undefined,
): Promise<{ readonly count: number; readonly wrong: readonly number[] }> {
  const witnesses = await witnessesIn(services, tenantId)
  const roots =
    services.timestamps === undefined || witnesses.length === 0 ? undefined : await timestampRoots(services.timestamps.rootsFile)
  const wrong: number[] = []
  for (const [index, witness] of witnesses.entries()) {
    const root = witness === undefined ? undefined : rootOf(witness.seq)
    const isOfIt =
      witness !== undefined &&
      root?.hash === witness.hash &&
      (roots === undefined ||
        (await timestampOf(new Uint8Array(Buffer.from(witness.token, 'base64')), {
          text: textOfRoot(tenantId, { seq: witness.seq, ...root }),
          roots,
        })) !== undefined)
    if (!isOfIt) wrong.push(witness?.seq ?? index + 1)
  }
  return { count: witnesses.length, wrong }
}
