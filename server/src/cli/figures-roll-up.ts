import { parseArgs } from 'node:util'
import { rollUpAgain } from '../figures/store.ts'
import { inTransaction } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

/** Makes all kept sums of an office anew: after figures came in by another way than an approval. */
export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { office: { type: 'string' } } })
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    await inTransaction({ services, tenantId }, async (tx) => {
      await holdRegister(tx, tenantId)
      await rollUpAgain(tx, tenantId)
    })
    print('Đã cộng lại số liệu của các cấp / The sums of all levels are made anew.')
    return 0
  })
}
