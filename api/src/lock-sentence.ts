import { dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import { formatPeriod } from '@haidang/domain/periods/period'
import type { Lock } from '@haidang/domain/reports/lock'
import type { Words } from './problem-words.ts'

/** Since when a unit's report is locked, why, and whom to ask: in a refusal, and on the report's page. */
export function lockSentence({
  lock,
  unit,
  period,
  ask,
}: {
  readonly lock: Lock
  readonly unit: string
  readonly period: string
  readonly ask: readonly string[]
}): Words {
  const [at, people] = [inWords(lock.since), ask.join(', ')]
  const vi = `Báo cáo ${formatPeriod(period)} của ${unit} đã khóa từ ${at.vi}`
  const en = `The report of ${period} of ${unit} has been locked since ${at.en}`
  const remedy = {
    vi: `Cần nhập hay sửa thì đề nghị ${people === '' ? 'cán bộ tổng hợp' : people} mở riêng cho đơn vị.`,
    en: `To enter or mend something, ask ${people === '' ? 'the synthesis officer' : people} for an exception.`,
  }
  return lock.because === 'word'
    ? { vi: `${vi}. Lý do: ${ended(lock.reason)} ${remedy.vi}`, en: `${en}. Reason: ${ended(lock.reason)} ${remedy.en}` }
    : {
        vi: `${vi}, theo quy định khóa kỳ của cơ quan. ${remedy.vi}`,
        en: `${en}, by the office’s rule for closed periods. ${remedy.en}`,
      }
}

const inWords = (instant: Instant): Words => {
  const [time, day] = [timeOf(instant), dayOf(instant)]
  return { vi: `${time} ngày ${formatDay(day)}`, en: `${day} ${time}` }
}

const ended = (sentence: string): string => (/[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`)
