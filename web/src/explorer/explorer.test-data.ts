import type { Analytics, AnalyticsChoices } from '@haidang/api/analytics'

const [online, meetings, ward5, ward7, area, plan] = [1, 2, 3, 4, 5, 6].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
export const ids = { online, meetings, ward5, ward7, area, plan }

const months = Array.from({ length: 24 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`)
export const choices: AnalyticsChoices = {
  plans: [
    {
      id: plan,
      title: 'Kế hoạch chuyển đổi số năm 2024',
      periods: months,
      indicators: [
        { id: online, code: '1.1', pillar: 'Chính quyền số', name: 'Hồ sơ trực tuyến' },
        { id: meetings, code: '1.2', pillar: 'Chính quyền số', name: 'Buổi tuyên truyền' },
      ],
    },
  ],
  period: '2024-05',
  seesAll: true,
  groups: ['department', 'ward', 'area'],
  units: [
    { id: ward5, name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', lastDay: null },
    { id: ward7, name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', lastDay: null },
    { id: area, name: 'Quận Đông', shortName: 'Quận Đông', group: 'area', lastDay: null },
  ],
}

const target = { op: '>=', value: '85', unit: '%' } as const
const indicator = {
  planId: plan,
  pillar: 'Chính quyền số',
  digits: 2,
  numeratorLabel: null,
  denominatorLabel: null,
  target,
  targetText: '≥ 85%',
} as const

/** Two wards over three months; of the count of meetings only ward 5 owes anything, and ward 7 said nothing in the second month. */
export const analytics: Analytics = {
  lens: { kind: 'asItWas', on: null, knownAt: null },
  indicators: [
    { ...indicator, id: online, code: '1.1', name: 'Hồ sơ trực tuyến', kind: 'ratio', unitOfMeasure: '%', rollUp: 'sumRatio' },
    { ...indicator, id: meetings, code: '1.2', name: 'Buổi tuyên truyền', kind: 'count', unitOfMeasure: 'buổi', rollUp: 'sum', digits: 0 },
  ],
  breaks: [],
  units: [
    { number: 5, id: ward5, name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: null },
    { number: 7, id: ward7, name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: null },
  ],
  periods: ['2023-05', '2024-04', '2024-05'].map((period) => ({ planId: plan, period, from: `${period}-01`, lastDay: `${period}-09` })),
  blocks: [
    blockOf(
      online,
      '2023-05',
      [5, 7],
      [
        ['80', '100'],
        ['1', '2'],
      ],
    ),
    blockOf(online, '2024-04', [5, 7], [['81.5', '100'], null]),
    blockOf(
      online,
      '2024-05',
      [5, 7],
      [
        ['90', '100'],
        ['3', '4'],
      ],
    ),
    blockOf(meetings, '2024-05', [5], [['3', null]]),
  ],
  withNobody: [],
}

function blockOf(
  indicatorId: string,
  period: string,
  at: readonly number[],
  figures: readonly (readonly [string, string | null] | null)[],
): Analytics['blocks'][number] {
  const values = figures.map((figure) => {
    if (figure === null) return null
    return figure[1] === null ? figure[0] : String((Number(figure[0]) / Number(figure[1])) * 100)
  })
  return {
    indicatorId,
    period,
    at: [...at],
    numerators: figures.map((figure) => figure?.[0] ?? null),
    denominators: figures.map((figure) => figure?.[1] ?? null),
    values,
    exact: values,
    pace: null,
    targets: [target],
    target: at.map(() => 0),
    attainments: at.map(() => 'reached'),
    expected: at.map(() => 1),
    reported: figures.map((figure) => (figure === null ? 0 : 1)),
    approved: figures.map((figure) => (figure === null ? 0 : 1)),
    states: figures.map((figure) => (figure === null ? 'returned' : 'approved')),
    estimated: [],
  }
}
