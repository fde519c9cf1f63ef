import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const secretsSchema = z.array(z.object({ issuer: z.url(), clientId: z.string().min(1), secret: z.string().min(1) }))
export type IssuerSecret = z.infer<typeof secretsSchema>[number]
export type IssuerSecrets = () => Promise<readonly IssuerSecret[]>

/**
 * What issuers know this program by: from the environment or a file, and never from a page. Each stands with the issuer that it is for, so that
 * no administrator of an office can have it sent elsewhere. The file is read anew each time: a secret changes without a start.
 */
export const issuerSecretsFrom =
  ({ text, file }: { readonly text?: string | undefined; readonly file?: string | undefined }): IssuerSecrets =>
  async () => [
    ...(text === undefined ? [] : secretsIn(text, 'OIDC_SECRETS')),
    ...(file === undefined ? [] : secretsIn(await readFile(file, 'utf8'), file)),
  ]

function secretsIn(text: string, place: string): readonly IssuerSecret[] {
  // What a parser says of it would say what stands there.
  const read = secretsSchema.safeParse(jsonOf(text))
  if (read.success) return read.data
  throw new Error(`${place} is not a list of {"issuer", "clientId", "secret"}`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // It is no list, which is said above without its words.
  }
}
