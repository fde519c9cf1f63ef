import { dayOf, formatDay } from '@haidang/domain/periods/day'

const seconds = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** "09/10/2024 08:12:42": where lines follow each other within a minute, the second matters. */
export const shortMoment = (at: string): string => `${formatDay(dayOf(at))} ${seconds.format(new Date(at))}`
