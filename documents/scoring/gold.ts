import type {
  Passage,
  PrintedDeadline,
  ReadCitation,
  ReadDocument,
  ReadIndicator,
  ReadTarget,
  ReadTask,
} from '@haidang/domain/plans/reading'
import type { ReadReporting } from '@haidang/domain/plans/reading'

/** What a person found in a document. An item that is `optional` neither helps nor hurts; `…Alt` are other right answers. */
export type Gold = {
  readonly id: string
  readonly source?: { readonly file?: string }
  /** Whether all items of a kind were written down, none, or only those of a passage. */
  readonly coverage?: Partial<Record<ItemKind | 'document', 'full' | 'none' | Passage>>
  /** What a reading may or may not find: numbers or words of citations. */
  readonly ignore?: { readonly citations?: readonly string[] }
  readonly document: GoldDocument
  readonly citations: readonly GoldCitation[]
  readonly indicators: readonly GoldIndicator[]
  readonly tasks: readonly GoldTask[]
  readonly reporting: readonly GoldReporting[]
}

export const itemKinds = ['citations', 'indicators', 'tasks', 'reporting'] as const
export type ItemKind = (typeof itemKinds)[number]

type Marks = {
  readonly id: string
  readonly optional?: boolean
  /** The text is not in the gold but in the document, at the item's offsets. */
  readonly cut?: boolean
  readonly quote?: string
  readonly also?: readonly (Passage & { readonly quote?: string })[]
}

export type GoldCitation = Omit<ReadCitation, 'issuer' | 'rule'> &
  Marks & {
    readonly issuer: string | null
    readonly numberAlt?: readonly string[]
    readonly typeAlt?: readonly string[]
    readonly dateAlt?: readonly (string | null)[]
    readonly relationAlt?: readonly string[]
  }
export type GoldIndicator = Omit<ReadIndicator, 'target' | 'rule'> &
  Marks & { readonly target: ReadTarget & { readonly alt?: readonly ReadTarget[] } }
export type GoldTask = Omit<ReadTask, 'rule'> &
  Marks & {
    readonly leadAlt?: readonly string[]
    readonly deadlineAlt?: readonly (PrintedDeadline | null)[]
    readonly coopOptional?: readonly string[]
  }
export type GoldReporting = Omit<ReadReporting, 'due' | 'cutoff' | 'rule'> &
  Marks & {
    readonly due: ReadReporting['due'] | null
    readonly cutoff: ReadReporting['cutoff'] | null
    readonly whoAlt?: readonly string[]
  }
export type GoldItem = GoldCitation | GoldIndicator | GoldTask | GoldReporting

type Offsets = readonly [start: number, end: number]
export type GoldMeeting = NonNullable<ReadDocument['meeting']> & {
  readonly subjectSpan?: Offsets
  readonly attendeesSpans?: readonly Offsets[]
}
export type GoldDocument = Omit<ReadDocument, 'meeting'> & {
  readonly meeting?: GoldMeeting
  readonly typeAlt?: readonly string[]
  readonly numberAlt?: readonly string[]
  readonly issuerAlt?: readonly string[]
  readonly titleSpan?: Offsets
  readonly recipientsSpans?: readonly Offsets[]
}

/** Gold of a text that may not be copied holds only offsets; the words are put in from the NFC text itself. */
export function completeGold(gold: Gold, text: string): Gold {
  const words = ({ start, end }: Passage) => text.slice(start, end).replace(/[*|#]/gu, ' ').replace(/\s+/gu, ' ').trim()
  const at = ([start, end]: Offsets) => words({ start, end })
  const whole = <Item extends GoldItem>(item: Item): Item => ({
    ...item,
    ...(item.cut === true ? { text: words(item) } : {}),
    ...(item.also === undefined ? {} : { also: item.also.map((place) => ({ ...place, quote: place.quote ?? words(place) })) }),
  })
  const { document } = gold
  const { meeting } = document
  return {
    ...gold,
    document: {
      ...document,
      ...(document.titleSpan === undefined ? {} : { title: at(document.titleSpan) }),
      ...(document.recipientsSpans === undefined ? {} : { recipients: document.recipientsSpans.map(at) }),
      ...(meeting === undefined
        ? {}
        : {
            meeting: {
              ...meeting,
              ...(meeting.subjectSpan === undefined ? {} : { subject: at(meeting.subjectSpan) }),
              ...(meeting.attendeesSpans === undefined ? {} : { attendees: meeting.attendeesSpans.map(at) }),
            },
          }),
    },
    citations: gold.citations.map(whole),
    indicators: gold.indicators.map(whole),
    tasks: gold.tasks.map(whole),
    reporting: gold.reporting.map(whole),
  }
}
