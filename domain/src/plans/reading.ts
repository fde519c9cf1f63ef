/** What was understood of a directive: every item keeps the passage it came from, as UTF-16 offsets into the NFC text. */
export type Passage = { readonly start: number; readonly end: number }

export type Precision = 'minute' | 'day' | 'month' | 'quarter' | 'year'

/** A deadline as printed; `iso` is the last day of what was printed. What "trước" means is decided by `tasks/deadline.ts`. */
export type PrintedDeadline = {
  readonly raw: string
  readonly iso: string | null
  readonly time?: string
  readonly precision?: Precision
}

export type TargetOperator = '=' | '>=' | '>' | '<=' | '<' | 'range' | 'milestone'

export type ReadTarget = {
  readonly op: TargetOperator
  readonly value: number | null
  readonly value2?: number
  readonly outOf?: number
  readonly unit: string | null
}

export type ReadDocument = {
  readonly type: string | null
  readonly number: string | null
  readonly symbol: string | null
  /** As precise as printed: `2023-07-27`, `2023-07` or `2023`. */
  readonly date: string | null
  readonly issuer: string | null
  readonly place: string | null
  readonly title: string | null
  readonly signer: string | null
  readonly signerRole: string | null
  readonly signerAuthority: readonly string[]
  readonly recipients: readonly string[]
  readonly meeting?: {
    readonly date: string | null
    readonly dateEnd?: string
    readonly chair: string | null
    readonly chairRole: string | null
    readonly place: string | null
    readonly subject: string | null
    readonly attendees: readonly string[]
  }
}

/** Where each document field was read; a field that was not found has no entry. */
export type DocumentPassages = Partial<Record<keyof ReadDocument, Passage>>

/** Which rule of the reader found a fact: stable names, by which a person sees why, and by which its faults can be counted. */
export type CitationRule =
  /** A kind with number and symbol: "Quyết định số 12/QĐ-UBND". */
  | 'citation.numbered'
  /** A kind with a number to which no symbol was given: "Công điện số 1409 ngày …". */
  | 'citation.bareNumber'
  /** A law by its name: "Luật Giao dịch điện tử". */
  | 'citation.namedLaw'

export type IndicatorRule =
  /** A figure in an item or a sentence that sets a target. */
  | 'indicator.sentence'
  /** Something to be finished by a day, listed among the targets. */
  | 'indicator.milestone'
  /** A row of a table of targets. */
  | 'indicator.table'

export type TaskRule =
  /** The item itself says who: "Sở X chủ trì …", "Giao Sở X …". */
  | 'task.assigned'
  /** An item under words that say who: "Giao Sở X:", "2. Sở X". */
  | 'task.leadIn'
  /** An item with lines of its own below it or at its end: "Cơ quan chủ trì: Sở X", "Thời gian: Quý II". */
  | 'task.detailLines'
  /** An item of a chapter of tasks that says nobody: it is assigned to nobody. */
  | 'task.unaddressed'
  /** An order within running text: "… đồng thời đề nghị Sở X …". */
  | 'task.spoken'
  /** Running text that names nobody, behind words that tell somebody what to do: it goes on with them. */
  | 'task.goesOn'
  /** A row of a table of tasks. */
  | 'task.table'

export type ReportingRule =
  /** The sentence itself says who reports. */
  | 'reporting.sentence'
  /** Who reports stands in the words above. */
  | 'reporting.leadIn'

export type FactRule = CitationRule | IndicatorRule | TaskRule | ReportingRule

export type Relation = 'basis' | 'supersedes' | 'amends' | 'implements' | 'mentions'

export type ReadCitation = Passage & {
  readonly rule: CitationRule
  readonly type: string
  readonly number: string | null
  readonly name?: string
  readonly date: string | null
  readonly issuer: string | null
  readonly relation: Relation
  readonly text: string
}

export type ReadIndicator = Passage & {
  readonly rule: IndicatorRule
  readonly text: string
  readonly target: ReadTarget
  readonly scope?: string
  readonly pillar?: string
  readonly deadline?: PrintedDeadline
  readonly lead?: string
}

export type ReadTask = Passage & {
  readonly rule: TaskRule
  readonly text: string
  readonly lead: string | readonly string[] | null
  readonly cooperating: readonly string[]
  readonly deadline: PrintedDeadline | null
  readonly section: string
}

/** How often as a document says it; `as-required` is "khi có yêu cầu". */
export type ReadFrequency = 'weekly' | 'monthly' | 'quarterly' | 'semiannual' | 'annual' | 'once' | 'as-required'

export type ReadReporting = Passage & {
  readonly rule: ReportingRule
  readonly text: string
  readonly who: string | readonly string[] | null
  readonly to: string | readonly string[] | null
  readonly via?: string
  readonly frequency: ReadFrequency
  readonly due?: { readonly raw: string; readonly day?: number; readonly dates?: readonly string[] }
  readonly cutoff?: { readonly raw: string; readonly fromDay: number; readonly toDay: number }
}

export type DoubtCode =
  | 'missingNumber'
  | 'missingDate'
  | 'repeatedChapter'
  | 'skippedNumber'
  | 'impossibleDate'
  | 'deadlineBeforeDocument'
  | 'contradictingTargets'
  | 'contradictsPlan'
  | 'repeatedIndicator'
  | 'repeatedTask'
  | 'overlappingWindow'
  | 'gapInWindow'
  | 'dueBeforeWindowEnds'
  | 'indicatorWithoutUnit'
  | 'indicatorWithoutMeasure'
  | 'percentWithoutDenominator'
  | 'taskWithoutDeadline'
  | 'unknownUnit'
  | 'unitOfAnotherDay'
  | 'unreadableTable'
  | 'missingAnnex'
  | 'unknownKind'
  | 'noTextLayer'
  | 'recognisedText'

export type Doubt = Passage & {
  readonly code: DoubtCode
  /** One Vietnamese sentence that names the thing and the values. */
  readonly message: string
  /** All the passages that a doubt speaks of where the document is simply written so ("42 tasks have no deadline"); it holds up none of them. */
  readonly places?: readonly Passage[]
}

export type Reading = {
  readonly document: ReadDocument
  readonly documentPassages: DocumentPassages
  readonly citations: readonly ReadCitation[]
  readonly indicators: readonly ReadIndicator[]
  readonly tasks: readonly ReadTask[]
  readonly reporting: readonly ReadReporting[]
  readonly doubts: readonly Doubt[]
}

/** A fact with how sure its reading is, from 0 to 1: how often its rule is right, lowered by what can be seen against it. */
export type Rated<Fact> = Fact & { readonly confidence: number }

export type RatedReading = Omit<Reading, 'citations' | 'indicators' | 'tasks' | 'reporting'> & {
  readonly citations: readonly Rated<ReadCitation>[]
  readonly indicators: readonly Rated<ReadIndicator>[]
  readonly tasks: readonly Rated<ReadTask>[]
  readonly reporting: readonly Rated<ReadReporting>[]
}

/** A block of the document as a person sees it, with its place in the NFC text. */
export type Block = Passage & {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'table' | 'signature'
  /** Outline number as printed or computed ("1.", "a)", "II.", "-"), if any. */
  readonly mark?: string
  readonly level?: number
  readonly page?: number
  /** For tables: rows of cells, each cell a passage; a merged cell spans. */
  readonly rows?: readonly (readonly (Passage & { readonly colSpan?: number; readonly rowSpan?: number })[])[]
}

/** A document after its bytes were decoded: NFC text and blocks over it. */
export type ReadableDocument = {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly pages?: number
  /** Pages that are only an image, so that nothing on them was read. */
  readonly imagePages?: number
  /** Pages whose words were recognised from their image, and may be wrong. */
  readonly recognisedPages?: number
}
