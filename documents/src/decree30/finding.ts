export type Decree30Rule =
  | 'pageSize'
  | 'pageOrientation'
  | 'margins'
  | 'font'
  | 'colour'
  | 'firstPageNumber'
  | 'pageNumber'
  | 'headTable'
  | 'superiorForm'
  | 'issuerForm'
  | 'issuerRule'
  | 'countryName'
  | 'countryNameForm'
  | 'motto'
  | 'mottoForm'
  | 'mottoRule'
  | 'numberPattern'
  | 'numberForm'
  | 'datePattern'
  | 'dateForm'
  | 'typeNameForm'
  | 'subjectForm'
  | 'subjectRule'
  | 'legalBasisPunctuation'
  | 'legalBasisForm'
  | 'addresseePunctuation'
  | 'headingForm'
  | 'bodyForm'
  | 'bodyAlignment'
  | 'bodyIndent'
  | 'bodySpacing'
  | 'bodyLineSpacing'
  | 'bodyEnd'
  | 'signatureTable'
  | 'signerForm'
  | 'signerNameForm'
  | 'recipientsLabel'
  | 'recipientsForm'
  | 'recipientsPunctuation'
  | 'recipientsArchive'
  | 'annexLabel'
  | 'annexLabelForm'
  | 'annexTitleForm'
  | 'annexReference'
  | 'annexOrientation'
  | 'annexNumbering'
  | 'tableTextSize'

/** A departure from Decree 30/2020: which rule, what was found, and the words it was found at. */
export type Finding = { readonly code: Decree30Rule; readonly found: string; readonly at: string }

export const finding = (code: Decree30Rule, found: string, at = ''): Finding => ({ code, found, at: at.trim().slice(0, 80) })

/** One finding a rule is enough for a reader; the first is kept. */
export function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
  const codes = new Set<Decree30Rule>()
  return findings.filter(({ code }) => !codes.has(code) && codes.add(code))
}
