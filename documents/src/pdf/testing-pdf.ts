/** Makes PDFs for tests, object by object, so that no other library has to be trusted.
 * A PDF of the given objects, with a right cross-reference table. */
export function pdfOf(objects: readonly (string | Uint8Array)[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let length = parts[0]?.length ?? 0
  const add = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  for (const [index, object] of objects.entries()) {
    places.push(length)
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]))
  }
  const table = length
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`,
    ),
  )
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`))
  return Buffer.concat(parts)
}
/** A stream object; `dictionary` names its filter. */
export const pdfStream = (bytes: Uint8Array, dictionary = ''): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`), bytes, Buffer.from('\nendstream')])

type Placed = { readonly text: string; readonly x: number; readonly y: number }

/** Pages of words at places, in a font whose letters are known only by their Unicode table, as Word writes them. */
export function pdfOfPages(pages: readonly (readonly Placed[])[], size = 10): Uint8Array {
  const letters = [...new Set(pages.flat().flatMap((word) => [...word.text]))]
  const codes = new Map(letters.map((letter, index) => [letter, (index + 1).toString(16).padStart(4, '0')]))
  const utf16 = (letter: string) => Buffer.from(letter, 'utf16le').swap16().toString('hex')
  const maps: string[] = []
  for (let at = 0; at < letters.length; at += 90) {
    const some = letters.slice(at, at + 90)
    maps.push(`${some.length} beginbfchar\n${some.map((letter) => `<${codes.get(letter)}> <${utf16(letter)}>`).join('\n')}\nendbfchar`)
  }
  const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${maps.join('\n')}\nendcmap end end`
  const first = 6
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_page, index) => `${first + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>',
    pdfStream(Buffer.from(toUnicode)),
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + index * 2 + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      pdfStream(
        Buffer.from(
          page
            .map(
              (word) =>
                `BT /F1 ${size} Tf 1 0 0 1 ${word.x} ${word.y} Tm <${[...word.text].map((letter) => codes.get(letter)).join('')}> Tj ET`,
            )
            .join('\n'),
        ),
      ),
    ]),
  ])
}

/** Pages that are one image each, as a scanner makes them. */
export function pdfOfScans(pages: number): Uint8Array {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_value, index) => `${5 + index} 0 R`).join(' ')}] /Count ${pages} >>`,
    pdfStream(Buffer.from([0xff]), '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'),
    pdfStream(Buffer.from('q 500 0 0 700 40 60 cm /Im1 Do Q')),
    ...Array.from(
      { length: pages },
      () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im1 3 0 R >> >> >>',
    ),
  ])
}
