import type { Translated } from './catalogue.ts'
import type { verificationVi } from './verification.vi.ts'

export const verificationEn: Translated<typeof verificationVi> = {
  title: 'Verify a document',
  states: {
    genuine: 'Genuine, and in force',
    superseded: 'Genuine, but replaced',
    recalled: 'This document was recalled',
  },
  about: {
    genuine: 'The office below issued this document and has issued none after it.',
    superseded: 'The office below issued this document, and then another in its place. Use the newer one.',
    recalled: (on: string) => `The office below recalled this document on ${on}. Do not use the figures in it.`,
  },
  unknown: 'No such document',
  unknownAbout:
    'This address belongs to no document that was issued here. If it was typed, compare it letter by letter; if it was scanned from a printed code, the document may be forged.',
  practice: 'This is a practice office: its people and figures are invented, and this is no real document.',
  number: 'Number and symbol',
  numberByHand: (symbol: string) => `written by hand on the paper, symbol ${symbol}`,
  date: 'Date of the document',
  dateByHand: 'written by hand on the paper',
  issuer: 'Issued by',
  subject: 'Subject',
  version: 'Issue',
  versionOn: (version: string, on: string) => `version ${version}, ${on}`,
  supersededBy: 'Replaced by',
  openNewer: 'Open the newer document',
  reason: 'Reason for the recall',
  compare: {
    title: 'Compare the file you have',
    about: 'The file is read on this device only and sent nowhere.',
    choose: 'Choose a file to compare',
    hint: 'or drop it here',
    working: 'Computing its hash…',
    same: {
      docx: 'The same: this is the Word file that was issued.',
      xlsx: 'The same: this is the Excel annex that was issued.',
      pdf: 'The same: this is the PDF that was issued.',
      signed: 'The same: this is the signed copy that the office keeps.',
    },
    other: 'Not one of the files that were issued',
    otherAbout: 'This file was changed, is another one, or is a signed copy that the office has not attached.',
    unreadable: 'This file could not be read. Choose it again.',
    insecure: 'A browser computes hashes on https pages only. Compute the SHA-256 of your file yourself and compare it with those below.',
    hash: (fileName: string) => `SHA-256 of ${fileName}`,
  },
  hashes: 'SHA-256 of the files that were issued',
  files: { docx: 'Report (Word)', xlsx: 'Annex (Excel)', pdf: 'PDF', signed: 'Signed copy' },
}
