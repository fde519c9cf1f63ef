import type { OfficeCalendar } from '@haidang/api/calendar'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import type { Calendar } from '@haidang/domain/periods/calendar'
import { useMemo } from 'react'
import { useQuery } from '../app/query.ts'

/** The office's working calendar: its own days over the nation's. Until it has come, the nation's alone. */
export function useCalendar(): Calendar {
  const own = useQuery<OfficeCalendar>('/api/calendar').data?.own
  return useMemo(() => [...nationalCalendar, ...(own ?? [])], [own])
}
