import type { Call } from '@haidang/server/platform/call'
import { prepareReorganisation, submitReorganisation } from '@haidang/server/units/reorganisation-drafts'
import { newWards, reorganisationId, reorganisedOn } from '../units.ts'
import { settled } from './settled.ts'

/** The table of the resolution, an old unit a row; Long Sơn stays and is not in it. The bodies of the city's level ended on that day too; in the exercise they go on. */
export async function prepareSampleReorganisation(call: Call): Promise<void> {
  const rows = newWards
    .flatMap((heir) => (heir.parts ?? []).map((ward) => ({ heir, ward })))
    .map(({ heir, ward }, index) => ({
      line: index + 2,
      oldCode: ward.officialCode ?? '',
      oldName: ward.name,
      newCode: heir.officialCode ?? '',
      newName: heir.name,
      newKind: '',
      newParentCode: '',
      ...(heir.head === undefined ? {} : { newHead: heir.head.name, newHeadPost: heir.head.post }),
      extent: '',
      shares: {},
    }))
  await prepareReorganisation(
    call,
    {
      title: 'Sắp xếp 17 phường, xã thành 05 phường, xã (bài tập: cấp thành phố và 23 cơ quan, đơn vị giữ nguyên)',
      documentNumber: '1685/NQ-UBTVQH15',
      effectiveOn: reorganisedOn,
      rows,
      heirs: {},
    },
    reorganisationId,
  )
}

export async function applySampleReorganisation(call: Call): Promise<void> {
  settled(await submitReorganisation(call, reorganisationId, 1))
}
