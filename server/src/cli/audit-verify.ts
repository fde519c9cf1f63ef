import { parseArgs } from 'node:util'
import { faultSentence } from '../audit/faults.ts'
import { verifyAudit } from '../audit/verify.ts'
import { officeOf, officesOf, type CommandContext } from './command.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { office: { type: 'string' } } })
  return withServices(async (services) => {
    const offices = values.office === undefined ? await officesOf(services) : [await officeOf(services, values.office)]
    let faults = 0
    for (const { tenantId, slug } of offices) {
      const verification = await verifyAudit(services, tenantId)
      const { streams, lines, roots, batches, witnesses } = verification
      faults += verification.faults.length
      print(
        `${slug}: ${lines} dòng, ${streams} chuỗi, ${roots} mốc niêm phong, ${witnesses} dấu thời gian, ${batches} lần nhập hàng loạt / ${lines} lines, ${streams} streams, ${roots} roots, ${witnesses} timestamps, ${batches} batches`,
      )
      for (const fault of verification.faults) {
        const { vi, en } = faultSentence(fault)
        print(`  ${fault.kind} ${fault.stream} #${fault.seq ?? '-'}: ${vi} / ${en}`)
      }
    }
    print(faults === 0 ? 'Nhật ký nguyên vẹn / The log is whole.' : `${faults} sai lệch / ${faults} faults.`)
    return faults === 0 ? 0 : 1
  })
}
