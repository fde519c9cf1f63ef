import type { Passage } from '@haidang/domain/plans/reading'
import type { DraftValue, ShapedItem } from '@haidang/api/draft-shape'
import { idFor } from '../chance.ts'
import { milestoneDeadline, unitsOf } from '../indicators.ts'
import type { SampleIndicator } from '../indicators.ts'
import { reportingClause } from '../plan-document.ts'
import type { PlanDocument, SamplePlan } from '../plan-document.ts'
import { regime } from '../regime.ts'
import { taskId } from '../tasks.ts'
import type { SampleTask } from '../tasks.ts'
import { reportingUnits } from '../units.ts'

/** A plan of the sample as the items of its review, each with its passage. */
export function planItems(plan: SamplePlan, document: PlanDocument): readonly ShapedItem[] {
  const { year, title, indicators, tasks, citations, firstPeriod, lastPeriod } = plan
  const passageOf = (passages: readonly Passage[], index: number): Passage => passages[index] ?? document.head
  const at = (index: number, kind: string): string => idFor('vung-tau', kind, String(year), String(index))
  return [
    item(at(0, 'document'), document.head, {
      kind: 'document',
      value: {
        type: 'kế hoạch',
        number: '',
        symbol: 'KH-UBND',
        date: '',
        issuer: 'UBND thành phố Vũng Tàu',
        place: 'Vũng Tàu',
        title,
        signer: '',
        signerRole: 'Phó Chủ tịch',
        recipients: [
          'UBND tỉnh (báo cáo)',
          'Ban Chỉ đạo Chuyển đổi số thành phố',
          'Các phòng, ban, đơn vị; UBND các phường, xã (thực hiện)',
          'Lưu: VT',
        ],
      },
    }),
    ...citations.map(({ about: _about, ...cited }, index) => {
      const passage = passageOf(document.citations, index)
      return item(at(index, 'citation'), passage, {
        kind: 'citation',
        value: { ...cited, text: document.text.slice(passage.start, passage.end) },
      })
    }),
    ...indicators.map((indicator, index) =>
      item(indicator.id, passageOf(document.indicators, index), { kind: 'indicator', value: indicatorValue(indicator) }),
    ),
    ...tasks.map((task, index) => item(taskId(task), passageOf(document.tasks, index), { kind: 'task', value: taskValue(task) })),
    item(at(0, 'reporting'), document.reporting, {
      kind: 'reporting',
      value: {
        name: regime.name,
        frequency: regime.frequency,
        makesRegime: true,
        whoText: 'Các phòng chuyên môn, đơn vị; UBND các phường, xã',
        unitIds: reportingUnits.map(({ id }) => id),
        toText: 'UBND thành phố Vũng Tàu, qua Phòng Văn hóa và Thông tin',
        windowFrom: regime.window.from,
        windowTo: regime.window.to,
        unitDue: regime.due.unit,
        cityDue: regime.due.city,
        rounds: [],
        asksFigures: regime.asksFigures,
        closingTime: regime.closingTime,
        dayOff: regime.dayOff,
        firstPeriod,
        lastPeriod,
        outline: [...regime.outline],
        text: reportingClause,
      },
    }),
  ]
}

function item(id: string, source: Passage, value: DraftValue): ShapedItem {
  return { id, state: 'unseen', source, rule: null, confidence: null, ...value }
}

function indicatorValue(indicator: SampleIndicator): Extract<DraftValue, { kind: 'indicator' }>['value'] {
  const { pillar, name, kind, op, value, outOf, unitOfMeasure, numerator, denominator, clause } = indicator
  return {
    pillar,
    name,
    kind,
    numeratorLabel: numerator,
    denominatorLabel: denominator,
    unitOfMeasure,
    digits: kind === 'ratio' ? 2 : 0,
    target: {
      op,
      value,
      ...(outOf === undefined ? {} : { outOf }),
      unit: unitOfMeasure === '' ? null : unitOfMeasure,
      ...(kind === 'milestone' ? { deadline: { ...milestoneDeadline } } : {}),
    },
    rollUp: kind === 'ratio' ? 'sumRatio' : kind === 'unitCount' ? 'unitsReached' : 'milestone',
    unitIds: unitsOf(indicator).map(({ id }) => id),
    text: clause,
  }
}

function taskValue({
  text,
  section,
  leadText,
  lead,
  cooperatingText,
  cooperating,
  deadline,
}: SampleTask): Extract<DraftValue, { kind: 'task' }>['value'] {
  const idsOf = (names: readonly string[]): string[] =>
    reportingUnits.filter((unit) => names.includes(unit.key) || names.includes(unit.group)).map(({ id }) => id)
  const leadUnitIds = idsOf(lead)
  return {
    text,
    section,
    leadText,
    leadUnitIds,
    cooperatingText,
    cooperatingUnitIds: idsOf(cooperating).filter((id) => !leadUnitIds.includes(id)),
    deadline: deadline === null ? null : { ...deadline },
  }
}
