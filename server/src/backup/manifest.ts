import { z } from 'zod'
import { partSchema } from './parts.ts'

/** Everything that a backup holds, with counts and hashes; sealed as the rest. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** The moment of the snapshot: what was committed before it is there, and nothing after it. */
  at: z.iso.datetime(),
  program: z.string(),
  postgresql: z.string(),
  /** The names of the migrations, in order. */
  schema: z.array(z.string()).min(1),
  offices: z.array(
    z.strictObject({
      tenantId: z.number().int(),
      slug: z.string(),
      name: z.string(),
      /** Of the audit log: lines, the newest root, and one hash over the heads of all streams. */
      lines: z.number().int(),
      root: z.strictObject({ seq: z.number().int(), hash: z.string() }).nullable(),
      heads: z.string(),
    }),
  ),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), part: partSchema })),
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string() })),
  /** Background work that waited or ran; it is begun again. */
  jobs: z.strictObject({ count: z.number().int(), part: partSchema }),
  files: z.strictObject({
    count: z.number().int(),
    bytes: z.number().int(),
    /** One line a file: office, sha256, size. */
    list: partSchema,
    /** Named by the database, and not there or with other bytes when the backup was taken. */
    damaged: z.array(z.strictObject({ tenantId: z.number().int(), sha256: z.string(), fault: z.enum(['missing', 'changed']) })),
  }),
  /** Small files of DATA_DIR, by their path there: audit roots and keys. */
  beside: z.array(z.strictObject({ path: z.string().regex(/^(audit-roots|keys)\/[\w.-]+$/u), part: partSchema })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** How the schema of a backup stands to that of this program. */
export function schemaAgainst(inBackup: readonly string[], known: readonly string[]): 'same' | 'older' | { readonly unknown: string } {
  const strange = inBackup.find((name, index) => name !== known[index])
  if (strange !== undefined) return { unknown: strange }
  return inBackup.length === known.length ? 'same' : 'older'
}
