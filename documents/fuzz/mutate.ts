import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Chance } from './chance.ts'
import type { FileKind, Original } from './originals.ts'

/** Without a time of its own an archive bears the clock's, and a seed would make another mutant a second later. */
const packing = { level: 1, mtime: new Date(1980, 0, 1, 12) } as const

type Mutation = (bytes: Uint8Array, chance: Chance) => Uint8Array

/** A place in the file and a length that may reach over all of it. */
function stretch(length: number, chance: Chance): readonly [from: number, to: number] {
  const from = chance.below(length)
  return [from, Math.min(length, from + 1 + chance.below(chance.oneOf([4, 64, 1024, length])))]
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

const anyFile: Readonly<Record<string, Mutation>> = {
  flipBytes: (bytes, chance) => {
    const flipped = Uint8Array.from(bytes)
    for (let times = 1 + chance.below(20); times > 0; times -= 1) {
      const at = chance.below(flipped.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8))
    }
    return flipped
  },
  cutOff: (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  cutOut: (bytes, chance) => {
    const [from, to] = stretch(bytes.length, chance)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  repeat: (bytes, chance) => {
    const [from, to] = stretch(bytes.length, chance)
    const times = 1 + chance.below(Math.max(1, Math.floor(2_000_000 / (to - from + 1)) % 40))
    return joined(bytes.subarray(0, to), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to))
  },
}

// --- archives

const onEntries =
  (change: (entries: Record<string, Uint8Array>, chance: Chance) => Record<string, Uint8Array>): Mutation =>
  (bytes, chance) =>
    zipSync(change(unzipSync(bytes), chance), packing)
const onXml = (change: (xml: string, chance: Chance) => string): Mutation =>
  onEntries((entries, chance) => {
    const xmlNames = Object.keys(entries).filter((name) => name.endsWith('.xml'))
    if (xmlNames.length === 0) return entries
    const name = chance.below(3) > 0 && entries['word/document.xml'] !== undefined ? 'word/document.xml' : chance.oneOf(xmlNames)
    return { ...entries, [name]: strToU8(change(strFromU8(entries[name] ?? new Uint8Array()), chance)) }
  })

type Range = readonly [from: number, to: number]

/** Every element from its first sign to its last. */
function elementsOf(xml: string): readonly Range[] {
  const open: number[] = []
  const found: Range[] = []
  for (const tag of xml.matchAll(/<(\/?)[\w:]+[^<>]*?(\/?)>/gu)) {
    const end = tag.index + tag[0].length
    if (tag[2] === '/') found.push([tag.index, end])
    else if (tag[1] === '/') found.push([open.pop() ?? 0, end])
    else open.push(tag.index)
  }
  return found
}
const onElement = (change: (xml: string, element: Range, chance: Chance) => string): Mutation =>
  onXml((xml, chance) => {
    const elements = elementsOf(xml)
    return elements.length === 0 ? xml : change(xml, chance.oneOf(elements), chance)
  })
const withElement = (xml: string, [from, to]: Range, instead: string): string => xml.slice(0, from) + instead + xml.slice(to)

const archives: Readonly<Record<string, Mutation>> = {
  deleteNode: onElement((xml, element) => withElement(xml, element, '')),
  duplicateNode: onElement((xml, [from, to], chance) =>
    withElement(xml, [from, to], xml.slice(from, to).repeat(1 + Math.min(1 + chance.below(30), Math.floor(2_000_000 / (to - from))))),
  ),
  swapNodes: onElement((xml, [from, to], chance) => {
    const other = chance.oneOf(elementsOf(xml))
    if (other[0] < to) return withElement(xml, [from, to], xml.slice(...other))
    return xml.slice(0, from) + xml.slice(...other) + xml.slice(to, other[0]) + xml.slice(from, to) + xml.slice(other[1])
  }),
  nestDeep: onElement((xml, [from, to], chance) => {
    const name = chance.oneOf(['w:p', 'w:tbl', 'w:tc', 'w:r', 'w:ins', 'w:txbxContent', 'mc:AlternateContent', 'x'])
    const deep = chance.oneOf([10, 200, 5000, 120_000])
    return withElement(xml, [from, to], `<${name}>`.repeat(deep) + xml.slice(from, to) + `</${name}>`.repeat(deep))
  }),
  wrongAttribute: onXml((xml, chance) => {
    const values = [...xml.matchAll(/="[^"]*"/gu)]
    if (values.length === 0) return xml
    const { index, 0: value } = chance.oneOf(values)
    const instead = chance.oneOf(['-1', '0', '99999999999', '1e308', '', 'NaN', 'rId1', '__proto__', 'ă'.repeat(5000), '&x;', '<'])
    return `${xml.slice(0, index)}="${instead}"${xml.slice(index + value.length)}`
  }),
  oddText: onXml((xml, chance) => {
    const texts = [...xml.matchAll(/>[^<]+</gu)]
    return texts.length === 0 ? xml : withElement(xml, rangeOf(chance.oneOf(texts)), `>${oddWords(chance)}<`)
  }),
  documentType: onXml((xml) => xml.replace(/\?>\n?/u, '?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>')),
  truncateEntry: onEntries((entries, chance) => {
    const name = chance.oneOf(Object.keys(entries))
    const content = entries[name] ?? new Uint8Array()
    return { ...entries, [name]: content.subarray(0, chance.below(content.length + 1)) }
  }),
  dropEntry: onEntries((entries, chance) => {
    const gone = chance.oneOf(Object.keys(entries))
    return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== gone))
  }),
  strangeEntries: onEntries((entries, chance) => ({
    ...entries,
    ...Object.fromEntries(Array.from({ length: chance.oneOf([1, 10, 500]) }, (_value, at) => [`../../${at}/x`, new Uint8Array(at % 7)])),
  })),
}

/** Of the archive's bytes: what comes after can no longer open it. */
const archiveBytes: Readonly<Record<string, Mutation>> = {
  duplicateEntry: (bytes, chance) => {
    const entries = unzipSync(bytes)
    const half = entries['word/document.xml']?.subarray(0, chance.below(2000)) ?? new Uint8Array()
    const twice = zipSync({ ...entries, 'word/documenT.xml': half }, packing)
    return Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('word/documenT.xml', 'word/document.xml'), 'latin1')
  },
  lieAboutSize: (bytes, chance) => {
    const lying = Buffer.from(bytes)
    const heads = placesOf(lying, chance.oneOf(['PK\u0001\u0002', 'PK\u0003\u0004']))
    if (heads.length === 0) return bytes
    const head = chance.oneOf(heads)
    const isCentral = lying[head + 2] === 1
    const field = head + (isCentral ? chance.oneOf([20, 24, 42]) : chance.oneOf([18, 22]))
    if (field + 4 <= lying.length) lying.writeUInt32LE(chance.oneOf([0, 1, 1000, 50_000_000, 0xffff_fff0]), field)
    return lying
  },
}

const rangeOf = (found: RegExpMatchArray): Range => [found.index ?? 0, (found.index ?? 0) + found[0].length]

function placesOf(bytes: Buffer, words: string): readonly number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(words, 0, 'latin1'); at >= 0; at = bytes.indexOf(words, at + 1, 'latin1')) places.push(at)
  return places
}

// --- pages

const onPage =
  (change: (html: string, element: Range, chance: Chance) => string): Mutation =>
  (bytes, chance) => {
    const html = Buffer.from(bytes).toString('utf8')
    const elements = elementsOf(html)
    return elements.length === 0 ? bytes : Buffer.from(change(html, chance.oneOf(elements), chance))
  }

const pages: Readonly<Record<string, Mutation>> = {
  deletePart: onPage((html, element) => withElement(html, element, '')),
  duplicatePart: onPage((html, [from, to], chance) =>
    withElement(html, [from, to], html.slice(from, to).repeat(1 + Math.min(1 + chance.below(200), Math.floor(2_000_000 / (to - from))))),
  ),
  nestPart: onPage((html, [from, to], chance) => {
    const name = chance.oneOf(['div', 'table', 'td', 'ol', 'li', 'p', 'b', 'main', 'script', 'pre', 'svg'])
    return withElement(html, [from, to], `<${name}>`.repeat(chance.oneOf([1, 10, 400, 120_000])) + html.slice(from, to))
  }),
  neverClosed: onPage((html, [, to], chance) => {
    const end = html.lastIndexOf('</', to)
    return end < 0 ? html : html.slice(0, end) + chance.oneOf(['', '<!--', '<![CDATA[', '<p title="', '&#x', '<']) + html.slice(to)
  }),
  wrongSpan: onPage((html, _element, chance) =>
    html.replace(
      /(?:rowspan|colspan)="1"/u,
      () => `${chance.oneOf(['rowspan', 'colspan'])}="${chance.oneOf(['0', '-3', '7', '100000', '1e9', 'x'])}"`,
    ),
  ),
  hidePart: onPage((html, [from, to]) => withElement(html, [from, to], html.slice(from, to).replace(/>/u, ' style="display:none">'))),
}

// --- PDFs

const onLatin1 =
  (change: (text: string, chance: Chance) => string): Mutation =>
  (bytes, chance) =>
    Buffer.from(change(Buffer.from(bytes).toString('latin1'), chance), 'latin1')
const onObject = (change: (pdf: string, object: Range, chance: Chance) => string): Mutation =>
  onLatin1((pdf, chance) => {
    const objects = [...pdf.matchAll(/\d+ 0 obj[^]*?endobj\n?/gu)].map(rangeOf)
    return objects.length === 0 ? pdf : change(pdf, chance.oneOf(objects), chance)
  })

const pdfs: Readonly<Record<string, Mutation>> = {
  cutObject: onObject((pdf, object) => withElement(pdf, object, '')),
  halveObject: onObject((pdf, [from, to], chance) => withElement(pdf, [from + chance.below(to - from), to], '')),
  duplicateObject: onObject((pdf, [from, to], chance) => withElement(pdf, [from, to], pdf.slice(from, to).repeat(2 + chance.below(20)))),
  wrongNumber: onLatin1((pdf, chance) => {
    const numbers = [...pdf.matchAll(/\d+/gu)]
    if (numbers.length === 0) return pdf
    return withElement(pdf, rangeOf(chance.oneOf(numbers)), chance.oneOf(['0', '-1', '3', '99999', '1e400', '4294967296', '2 0 R']))
  }),
  wrongName: onLatin1((pdf, chance) => {
    const names = [...pdf.matchAll(/\/[A-Z]\w+/gu)]
    return names.length < 2 ? pdf : withElement(pdf, rangeOf(chance.oneOf(names)), chance.oneOf(names)[0])
  }),
  deepArrays: onLatin1((pdf, chance) => pdf.replace('/MediaBox [', `/MediaBox ${'['.repeat(chance.oneOf([5, 1000, 100_000]))}`)),
  ownParent: onLatin1((pdf) => pdf.replace(/\/Kids \[[^\]]*\]/u, '/Kids [2 0 R 2 0 R]')),
}

// --- texts

function oddWords(chance: Chance): string {
  const some = [
    'Giao Phòng chủ trì, phối hợp với ',
    'trước ngày 31/02/2025',
    'Căn cứ Quyết định số ',
    '((((',
    '| a |'.repeat(300),
    '1.1.1.1.1.1.1.',
    '- - - ',
    '\u0000',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\u0301'.repeat(200),
    '100%'.repeat(50),
    'Điều 1. ',
    'Nơi nhận:',
    'ngày tháng năm ',
    '/QĐ-UBND',
    'a;'.repeat(500),
  ]
  return Array.from({ length: 1 + chance.below(6) }, () => chance.oneOf(some)).join(chance.oneOf(['', ' ', '\n', '\n\n']))
}
const onLines =
  (change: (lines: readonly string[], chance: Chance) => readonly string[]): Mutation =>
  (bytes, chance) =>
    Buffer.from(change(Buffer.from(bytes).toString('utf8').split('\n'), chance).join('\n'))
/** Mostly short, so that many are tried; some as long as a whole book. */
const lengthOf = (chance: Chance): number => chance.oneOf([2000, 5000, 20_000, 20_000, 200_000])
const inserted = (lines: readonly string[], chance: Chance, line: string): readonly string[] =>
  lines.toSpliced(chance.below(lines.length), 0, line)

const texts: Readonly<Record<string, Mutation>> = {
  shuffle: onLines((lines, chance) => {
    const shuffled = [...lines]
    for (let at = shuffled.length - 1; at > 0; at -= 1) {
      const other = chance.below(at + 1)
      ;[shuffled[at], shuffled[other]] = [shuffled[other] ?? '', shuffled[at] ?? '']
    }
    return shuffled
  }),
  joinLines: onLines((lines, chance) => [lines.join(chance.oneOf(['', ' ', '; ', ', ']))]),
  hugeLine: onLines((lines, chance) =>
    inserted(
      lines,
      chance,
      chance
        .oneOf([...lines, oddWords(chance)])
        .repeat(1 + chance.below(3000))
        .slice(0, lengthOf(chance)),
    ),
  ),
  oddLine: onLines((lines, chance) => inserted(lines, chance, oddWords(chance))),
  deepNumbers: onLines((lines, chance) =>
    lines.map((line, at) => (chance.below(3) === 0 ? `${Array.from({ length: 1 + (at % 40) }, () => at).join('.')}. ${line}` : line)),
  ),
  oneLineManyTimes: onLines((lines, chance) => {
    const line = chance.oneOf(lines)
    const times = Math.min(chance.below(2000), Math.floor(lengthOf(chance) / (line.length + 1)))
    return lines.toSpliced(chance.below(lines.length), 0, ...Array.from({ length: times }, () => line))
  }),
}

const ofKind: Readonly<Record<FileKind, Readonly<Record<string, Mutation>>>> = {
  docx: { ...archives, ...archiveBytes },
  pdf: pdfs,
  html: pages,
  text: texts,
}

export type Mutant = { readonly fileName: string; readonly bytes: Uint8Array; readonly how: string }

/** Those that know the inside come first: they open what they change, and a broken archive takes its opener gigabytes. */
const turn = (name: string): number => (name in anyFile ? 2 : name in archiveBytes ? 1 : 0)

/** One to three mutations of one of the files, as the seed decides. */
export function mutant(files: readonly Original[], chance: Chance): Mutant {
  const { kind, fileName, bytes } = chance.oneOf(files)
  // Three in four know the format: blind ones mostly make what is refused at the first look.
  const chosen = Array.from({ length: 1 + chance.below(3) }, () =>
    chance.oneOf(Object.entries(chance.below(4) > 0 ? ofKind[kind] : anyFile)),
  )
  const inTurn = chosen.toSorted(([one], [other]) => turn(one) - turn(other))
  return {
    fileName,
    bytes: inTurn.reduce((changed, [, mutate]) => (changed.length === 0 ? changed : attempt(mutate, changed, chance)), bytes),
    how: `${fileName}: ${inTurn.map(([name]) => name).join(', ')}`,
  }
}

function attempt(mutate: Mutation, bytes: Uint8Array, chance: Chance): Uint8Array {
  try {
    return mutate(bytes, chance)
  } catch {
    // An archive that was broken twice cannot be written again: it stays as it is.
    return bytes
  }
}
