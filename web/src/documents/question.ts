/** What is asked of the register, as the address says it: `/van-ban?tim=968&loai=kế hoạch&nam=2024&tu=25`. */
export type Question = { readonly q: string; readonly kind: string | null; readonly year: string | null; readonly from: number }

export function questionIn(query: URLSearchParams): Question {
  const from = Number(query.get('tu') ?? 0)
  return {
    q: query.get('tim') ?? '',
    kind: query.get('loai'),
    year: query.get('nam'),
    from: Number.isInteger(from) && from > 0 ? from : 0,
  }
}

export const isOpen = ({ q, kind, year }: Question): boolean => q.trim() === '' && kind === null && year === null

/** The page's address. Whatever is asked anew begins on its first page. */
export function addressOf(question: Question, change: Partial<Question> = {}): string {
  const { q, kind, year, from } = { ...question, from: 0, ...change }
  const search = written({ tim: q.trim() === '' ? null : q, loai: kind, nam: year, tu: from === 0 ? null : String(from) })
  return search === '' ? '/van-ban' : `/van-ban?${search}`
}

export function requestOf({ q, kind, year, from }: Question): string {
  const search = written({ q: q.trim() === '' ? null : q.trim().slice(0, 200), kind, year, from: from === 0 ? null : String(from) })
  return search === '' ? '/api/documents' : `/api/documents?${search}`
}

function written(parts: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== null) query.set(name, value)
  return query.toString()
}
