import type { PlanSummary } from '@haidang/api/imports'
import { formatDay } from '@haidang/domain/periods/day'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'

export function PlansTable({ plans }: { readonly plans: readonly PlanSummary[] }) {
  const words = useWords(plansWords)
  return (
    <Table
      caption={words.documents.plans}
      rows={plans}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'plan',
          head: words.plans.plan,
          rowHead: true,
          width: 'wide',
          cell: ({ id, title }) => <a href={`/ke-hoach/${id}`}>{title}</a>,
        },
        {
          key: 'number',
          head: words.plans.number,
          width: 'narrow',
          cell: ({ document }) => numberOfPlan(document) ?? words.plan.withoutNumber,
        },
        { key: 'issuedOn', head: words.plans.issuedOn, width: 'narrow', cell: ({ issuedOn }) => formatDay(issuedOn) },
        { key: 'indicators', head: words.plans.indicators, number: true, cell: ({ indicatorCount }) => indicatorCount },
        { key: 'tasks', head: words.plans.tasks, number: true, cell: ({ taskCount }) => taskCount },
        { key: 'units', head: words.plans.units, number: true, cell: ({ unitCount }) => unitCount },
      ]}
    />
  )
}

/** "28/KH-UBND"; `undefined` while the clerk has given no number. */
export function numberOfPlan({ number, symbol }: PlanSummary['document']): string | undefined {
  if (number === null || number === '') return undefined
  return symbol === null || symbol === '' || number.includes('/') ? number : `${number}/${symbol}`
}
