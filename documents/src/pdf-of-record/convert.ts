import { convertByLibreOffice, type ConversionLimits } from '../libreoffice/convert.ts'

export type PdfOfRecord = { readonly pdf: Uint8Array } | { readonly missing: 'libreoffice' }

/** The PDF of record, made once and kept by its hash. */
export async function convertToPdf(docx: Uint8Array, limits: ConversionLimits & { readonly timeoutMs: number }): Promise<PdfOfRecord> {
  const conversion = await convertByLibreOffice(docx, { from: 'docx', to: 'pdf' }, limits)
  if ('refused' in conversion) throw new Error(`LibreOffice wrote no PDF: ${conversion.refused}`)
  return 'missing' in conversion ? conversion : { pdf: conversion.file }
}
