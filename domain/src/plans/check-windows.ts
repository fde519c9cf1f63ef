import type { Doubt, Reading, ReadReporting } from './reading.ts'

/** Windows of reporting that count a day twice or not at all, or that close after the report is due. */
export function windowDoubts({ reporting }: Reading): readonly Doubt[] {
  return reporting.flatMap((report) => {
    const message = faultOf(report)
    return message === undefined ? [] : [{ ...message, start: report.start, end: report.end }]
  })
}

function faultOf({ cutoff, due, frequency }: ReadReporting): Pick<Doubt, 'code' | 'message'> | undefined {
  if (!cutoff) return undefined
  const { raw, fromDay, toDay } = cutoff
  if (fromDay === toDay)
    return {
      code: 'overlappingWindow',
      message: `Kỳ số liệu "${raw}" tính ngày ${toDay} hai lần: vừa là ngày cuối của kỳ này, vừa là ngày đầu của kỳ sau.`,
    }
  // Only where the window runs from one month into the next do two windows meet; "từ ngày 01 đến ngày 25" lies within its month.
  const runsOn = /tháng\s+(?:trước|liền kề)/iu.test(raw)
  if (runsOn && fromDay < toDay)
    return {
      code: 'overlappingWindow',
      message: `Kỳ số liệu "${raw}" tính các ngày từ ${fromDay} đến ${toDay} hai lần, ở cuối kỳ này và ở đầu kỳ sau.`,
    }
  if (runsOn && fromDay > toDay + 1)
    return {
      code: 'gapInWindow',
      message: `Kỳ số liệu "${raw}" bỏ sót ${daysBetween(toDay + 1, fromDay - 1)}: không thuộc kỳ này, cũng không thuộc kỳ sau.`,
    }
  if (frequency === 'monthly' && due?.day !== undefined && due.day < toDay)
    return {
      code: 'dueBeforeWindowEnds',
      message: `Báo cáo phải gửi ngày ${due.day} trong khi số liệu "${raw}" đến ngày ${toDay} mới chốt.`,
    }
  return undefined
}

const daysBetween = (first: number, last: number): string => (first === last ? `ngày ${first}` : `các ngày từ ${first} đến ${last}`)
