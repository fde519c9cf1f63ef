import { parseArgs } from 'node:util'
import { publicKeys, rotateKey } from '../audit/signing.ts'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { sealRoots } from '../audit/seal.ts'
import type { CommandContext } from './command.ts'

/** Prints the fingerprints of the keys that sign the roots; `--rotate` makes the next one, which every office's log tells. */
export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { rotate: { type: 'boolean', default: false } } })
  return withServices(async (services) => {
    if (values.rotate) {
      // What was written until now is sealed by the key that goes.
      await sealRoots(services)
      const { before, after } = await rotateKey(services)
      for (const tenantId of await allOffices(services)) {
        const call = await systemCall(services, tenantId, 'haidang audit keys')
        await inTransaction(call, (tx) =>
          audit(tx, call, {
            stream: 'office',
            action: 'auditKeyRotated',
            subject: after.id,
            detail: { before: before.id, after: after.id },
          }),
        )
      }
      await sealRoots(services)
    }
    for (const { at, id } of await publicKeys(services)) print(`${at} ${id}`)
    return 0
  })
}
