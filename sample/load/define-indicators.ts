import { defineIndicator, setTargetPath } from '@haidang/server/indicators/define'
import { indicatorsOfPlan, wireDefinition } from '@haidang/server/indicators/store'
import type { Call } from '@haidang/server/platform/call'
import { inReading } from '@haidang/server/platform/transaction'
import type { SamplePlan } from '../plan-document.ts'
import type { SampleIndicator } from '../sample-indicator.ts'
import { allUnits } from '../units.ts'
import { settled } from './settled.ts'

const sources: Readonly<Record<string, string>> = {
  'Chính quyền số': 'Cổng Dịch vụ công của tỉnh',
  'Kinh tế số': 'Chi cục Thuế, số liệu gửi hằng tháng',
  'Xã hội số': 'Phường, xã đếm theo tổ dân phố',
}
const owners: Readonly<Record<string, string>> = { 'Chính quyền số': 'van-phong', 'Kinh tế số': 'kinh-te', 'Xã hội số': 'van-hoa' }

/** Those of information security nobody has settled yet: the board asks for them. */
const isSettled = ({ pillar }: SampleIndicator): boolean => pillar in sources

/** After the plan is issued the synthesis officer says where figures come from, who answers for them and how months come together, and sets two paths. */
export async function defineIndicators(call: Call, plan: SamplePlan, planId: string): Promise<void> {
  const { firstPeriod: first, lastPeriod: last } = plan
  const indicators = await inReading(call, (tx) => indicatorsOfPlan(tx, call.tenantId, planId))
  const byId = new Map(plan.indicators.map((one) => [one.id, one]))
  for (const indicator of indicators) {
    const ours = byId.get(indicator.id)
    if (ours === undefined || !isSettled(ours)) continue
    const owner = allUnits.find(({ key }) => key === owners[ours.pillar])
    settled(
      await defineIndicator(call, indicator.id, {
        baseVersion: 0,
        fromPeriod: first,
        definition: {
          ...wireDefinition(indicator),
          source: sources[ours.pillar] ?? '',
          ownerUnitId: owner?.id ?? null,
          periodMethod: ours.figures.course === 'flow' ? 'sum' : 'last',
          cascadeRule: indicator.kind === 'ratio' ? 'each' : null,
        },
        breaksSeries: false,
        reason: 'Thống nhất nguồn số liệu và cách tính với các đơn vị đầu mối',
      }),
    )
  }
  for (const ours of plan.indicators.filter(({ kind, op }) => kind === 'ratio' && op === '=').slice(2, 5)) {
    const goal = Number(ours.value)
    settled(
      await setTargetPath(call, ours.id, {
        baseVersion: 0,
        path: {
          pace: 'linear',
          steps: [
            { period: first, value: String(Math.round(goal * 0.7)) },
            { period: last, value: String(goal) },
          ],
          thresholds: [{ name: 'cần chú ý', percent: '90' }],
        },
        reason: 'Lộ trình theo tháng',
      }),
    )
  }
}
