#!/usr/bin/env node
/**
 * Checks the exported log of an office (`npx haidang audit export`, or “Tải nhật ký” on its page) without Hải Đăng: this one file and Node 20 or
 * newer. Every line must be the one that was hashed after the line before it, every root must be over lines that are there, and every root
 * must be signed by a key that holds. `--key FINGERPRINT` says by which key the chain of keys must begin or go on: the fingerprint that
 * you wrote down earlier; without it the keys are printed, for you to compare. Where a timestamp authority saw roots (RFC 3161), each token must
 * be of its root, rightly signed, by a certificate for timestamps; `--tsa-ca FILE.pem` says who must vouch for it, without it the certificate is
 * printed.
 *
 *   node verify-audit-export.mjs FILE.jsonl [--key FINGERPRINT] [--tsa-ca FILE.pem]
 *
 * Exit code 0: whole. 1: it is not, and where. 2: not a file that can be checked.
 */
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** The second has witnesses in it. */
const formats = ['haidang-audit-1', 'haidang-audit-2']
const start = '0'.repeat(64)
const shownAtMost = 50
const sha256 = (text) => createHash('sha256').update(text).digest('hex')
/** JSON with the keys of each object in order; what is checked here has no numbers but whole ones. */
const canonical = (value) => JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))

const { values, positionals } = parseArgs({ options: { key: { type: 'string' }, 'tsa-ca': { type: 'string' } }, allowPositionals: true })
const [file] = positionals
if (file === undefined) {
  console.error('node verify-audit-export.mjs FILE.jsonl [--key FINGERPRINT] [--tsa-ca FILE.pem]')
  process.exit(2)
}

/** Object identifiers, as DER writes them. */
const oids = {
  timestamp: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  timestamping: '1.3.6.1.5.5.7.3.8',
}
const hashes = { '608648016503040201': 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' }

const faults = []
let faultCount = 0
const report = (where, vi, en) => {
  faultCount += 1
  if (faults.length < shownAtMost) faults.push(`${where}: ${vi} / ${en}`)
}

let office
const keys = new Map()
let newestKey = -1
let [roots, signed, previousRoot] = [0, 0, start]
/** By number, what a witness saw of a root; and who saw how many. */
const rootTexts = new Map()
const witnesses = { count: 0, newest: undefined, by: new Map() }
/** By stream and number, the hash that a root seals. */
const sealed = new Map()
let [lines, after, ended] = [0, 0, false]
let stream = { name: undefined, seq: 0, hash: start, lastSealed: 0 }
const streams = new Set()

const readers = {
  office(one) {
    office = one
  },
  key({ id, key, at, signedBy, signature }) {
    const bytes = Buffer.from(key, 'base64')
    const opened = createPublicKey({ key: bytes, format: 'der', type: 'spki' })
    const signer = signedBy === null && keys.size === 0 ? opened : keys.get(signedBy)?.key
    const text = Buffer.from(canonical({ at, id, key, what: 'haidang audit key' }))
    if (sha256(bytes) !== id || signer === undefined || !verify(null, text, signer, Buffer.from(String(signature), 'base64')))
      report(`key ${id}`, 'khóa không do khóa trước ký', 'the key is not signed by the one before')
    else keys.set(id, { at, place: keys.size, key: opened })
  },
  root({ seq, at, heads, hash, key: id, signature }) {
    const where = `root ${seq}`
    roots += 1
    if (seq !== roots) report(where, 'thiếu mốc niêm phong', 'a root is missing')
    const tree = Array.isArray(heads) ? treeRoot(heads) : ''
    if (sha256(`${previousRoot}\n${canonical({ at, seq, stream: 'roots', tree })}`) !== hash)
      report(where, 'mốc niêm phong đã bị sửa', 'the root was changed')
    const signer = keys.get(id)
    if (id === undefined ? newestKey >= 0 : !isRightlySigned({ seq, at, hash, signature }, signer))
      report(where, 'chữ ký không đúng', 'the signature is not right')
    else if (signer !== undefined) {
      signed += 1
      newestKey = signer.place
    }
    rootTexts.set(seq, canonical({ at, hash, office: office?.office, seq, what: 'haidang audit root' }))
    for (const head of heads ?? []) sealed.set(`${head.stream}\n${head.seq}`, head.hash)
    previousRoot = hash
  },
  witness({ seq, token }) {
    const text = rootTexts.get(seq)
    const seen = text === undefined ? undefined : openTimestamp(Buffer.from(String(token), 'base64'), Buffer.from(text))
    if (seen === undefined) return report(`root ${seq}`, 'dấu thời gian không đúng', 'the timestamp is not right')
    witnesses.count += 1
    witnesses.newest = seen.at
    witnesses.by.set(seen.certificate.fingerprint256, seen.certificate.subject.replaceAll('\n', ', '))
  },
  line({ stream: name, seq, payload, hash }) {
    if (name !== stream.name) startStream(name)
    const where = `${name} #${seq}`
    lines += 1
    if (seq !== stream.seq + 1) report(where, 'thiếu, thừa hoặc đổi chỗ dòng', 'a line is missing, too many or out of order')
    const told = read(payload)
    if (told?.stream !== name || told.seq !== seq || sha256(`${stream.hash}\n${payload}`) !== hash)
      report(where, 'dòng đã bị sửa', 'the line was changed')
    const seal = sealed.get(`${name}\n${seq}`)
    if (seal !== undefined) {
      if (seal !== hash) report(where, 'không khớp mốc niêm phong', 'it does not match its root')
      sealed.delete(`${name}\n${seq}`)
      after = 0
    } else after += 1
    stream = { ...stream, seq, hash }
  },
  end({ lines: count, roots: rootCount }) {
    ended = true
    if (rootCount !== roots) report('end', `tệp ghi ${rootCount} mốc, có ${roots}`, `the file says ${rootCount} roots and has ${roots}`)
    if (count !== lines) report('end', `tệp ghi ${count} dòng, có ${lines}`, `the file says ${count} lines and has ${lines}`)
  },
}

let unsealed = 0
function startStream(name) {
  if (stream.name !== undefined && name <= stream.name)
    report(name, 'các chuỗi không đứng theo thứ tự', 'the streams do not stand in their order')
  streams.add(name)
  unsealed += after
  after = 0
  stream = { name, seq: 0, hash: start }
}

function isRightlySigned({ seq, at, hash, signature }, signer) {
  if (signer === undefined || signer.place < newestKey) return false
  const text = canonical({ at, hash, office: office?.office, seq, what: 'haidang audit root' })
  return verify(null, Buffer.from(text), signer.key, Buffer.from(String(signature), 'base64'))
}

/**
 * When an authority saw the text, and by which certificate; undefined where the token is not of this text, not rightly signed, or by nobody who
 * may. RFC 3161 and RFC 5652, as far as a timestamp needs them.
 */
function openTimestamp(token, text) {
  const [, wrapped] = partsOf(derAt(token, 0))
  const [, , content, ...rest] = partsOf(partsOf(wrapped)[0])
  const [contentType, eContent] = partsOf(content)
  const info = partsOf(eContent)[0].body
  const [, , imprint, , genTime] = partsOf(derAt(info, 0))
  const [algorithm, digest] = partsOf(imprint)
  const [, sid, digestAlgorithm, attributes, , signature] = partsOf(partsOf(rest.at(-1))[0])
  const hash = hashes[oidOf(partsOf(digestAlgorithm)[0])]
  const certificates = rest[0].tag === 0xa0 ? partsOf(rest[0]).map(({ whole }) => new X509Certificate(whole)) : []
  const certificate = certificates.find((one) => isNamedBy(one, sid))
  const attribute = (oid) =>
    partsOf(attributes)
      .map((one) => partsOf(one))
      .find(([type]) => oidOf(type) === oid)?.[1]
  const says = attribute(oids.messageDigest)
  const signedText = Buffer.from(attributes.whole)
  // What is signed is the set of attributes, not the field that holds it.
  signedText[0] = 0x31
  const isRight =
    oidOf(contentType) === oids.timestamp &&
    oidOf(partsOf(attribute(oids.contentType))[0]) === oids.timestamp &&
    hashes[oidOf(partsOf(algorithm)[0])] === 'sha256' &&
    digest.body.equals(createHash('sha256').update(text).digest()) &&
    partsOf(says)[0].body.equals(createHash(hash).update(info).digest()) &&
    certificate?.keyUsage?.includes(oids.timestamping) === true &&
    verify(hash, signedText, certificate.publicKey, signature.body)
  const at = timeOf(genTime)
  return isRight && isVouchedFor(certificate, certificates, at) ? { at, certificate } : undefined
}

/** A chain to one of the certificates that were given, each in force at the instant; true where none were. */
function isVouchedFor(certificate, others, at) {
  const given = values['tsa-ca']
  if (given === undefined) return true
  const roots = (readFileSync(given, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []).map(
    (one) => new X509Certificate(one),
  )
  const isInForce = (one) => new Date(one.validFrom) <= new Date(at) && new Date(at) <= new Date(one.validTo)
  const issued = (one, issuer) => issuer.ca && isInForce(issuer) && one.checkIssued(issuer) && one.verify(issuer.publicKey)
  let current = certificate
  for (let steps = 0; steps < 5 && current !== undefined && isInForce(current); steps += 1) {
    const one = current
    if (roots.some((root) => issued(one, root))) return true
    current = others.find((other) => other !== one && issued(one, other))
  }
  return false
}

/** Whether a signer is named by issuer and number of this certificate. */
function isNamedBy({ raw }, sid) {
  const [, number, , issuer] = partsOf(partsOf(derAt(raw, 0))[0])
  const [wantedIssuer, wantedNumber] = partsOf(sid)
  return issuer.whole.equals(wantedIssuer.whole) && number.whole.equals(wantedNumber.whole)
}

const timeOf = ({ body }) =>
  body.toString('latin1').replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)((?:\.\d+)?)Z$/u, '$1-$2-$3T$4:$5:$6$7Z')

/** One value of DER: its tag, what is in it, and all of it. */
function derAt(bytes, at) {
  const short = bytes[at + 1]
  const size = short < 0x80 ? 0 : short & 0x7f
  const length = size === 0 ? short : bytes.readUIntBE(at + 2, size)
  const from = at + 2 + size
  if (from + length > bytes.length) throw new RangeError('cut off')
  return { tag: bytes[at], body: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) }
}

function partsOf({ body }) {
  const parts = []
  for (let at = 0; at < body.length; at += parts.at(-1).whole.length) parts.push(derAt(body, at))
  return parts
}

const oidOf = ({ body }) => body.toString('hex')

/** The Merkle tree over the heads of all streams, leaves and nodes told apart as in RFC 6962. */
function treeRoot(heads) {
  let level = heads
    .toSorted((a, b) => (a.stream < b.stream ? -1 : 1))
    .map(({ stream: name, seq, hash }) => sha256(`leaf\n${canonical({ hash, seq, stream: name })}`))
  if (level.length === 0) return sha256('')
  while (level.length > 1)
    level = level.flatMap((left, at) => {
      if (at % 2 === 1) return []
      const right = level[at + 1]
      return [right === undefined ? left : sha256(`node\n${left}\n${right}`)]
    })
  return level[0]
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    // Told as changed by who asked.
    return undefined
  }
}

/** By line feeds alone: what was typed may have other separators in it (U+2028). */
async function* linesOf(path) {
  let rest = ''
  for await (const piece of createReadStream(path, 'utf8')) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

/** The parts of the file, one after the other. */
const order = ['office', 'key', 'root', 'witness', 'line', 'end']
let part = 0
let number = 0
for await (const text of linesOf(file)) {
  number += 1
  const one = read(text)
  if (number === 1 && !formats.includes(one?.format)) {
    console.error(`${file}: không phải nhật ký xuất từ Hải Đăng (${formats.join(', ')}) / not an exported log`)
    process.exit(2)
  }
  const place = order.indexOf(one?.kind)
  const reader = place < part || (place === 0 && number > 1) ? undefined : readers[one.kind]
  part = Math.max(part, place)
  if (reader === undefined || ended) report(`${number}`, 'dòng lạ trong tệp', 'a line that does not belong in the file')
  else
    try {
      reader(one)
    } catch {
      report(`${number}`, 'dòng không đọc được', 'the line cannot be read')
    }
}
unsealed += after
if (!ended) report('end', 'tệp bị cắt ở cuối', 'the end of the file is cut off')
for (const place of sealed.keys()) report(place.replace('\n', ' #'), 'dòng đã niêm phong không còn', 'a line that was sealed is gone')
if (values.key !== undefined && !keys.has(values.key)) report('key', 'không có khóa đã cho', 'the key that was given is not among them')

console.log(`${office?.name ?? ''} (${office?.slug ?? ''}), ${office?.exportedAt ?? ''}`)
console.log(
  `${lines} dòng, ${streams.size} chuỗi, ${roots} mốc, ${signed} chữ ký / ${lines} lines, ${streams.size} streams, ${roots} roots, ${signed} signatures`,
)
console.log(`${unsealed} dòng sau mốc cuối / lines after the last root`)
if (witnesses.count > 0)
  console.log(`${witnesses.count} dấu thời gian, mới nhất ${witnesses.newest} / timestamps, the newest ${witnesses.newest}`)
for (const [fingerprint, name] of witnesses.by) console.log(`  ${name} ${fingerprint}`)
for (const [id, { at }] of keys) console.log(`  ${at} ${id}`)
for (const fault of faults) console.log(fault)
if (faultCount > faults.length) console.log(`… ${faultCount - faults.length}`)
console.log(faultCount === 0 ? 'Nhật ký nguyên vẹn / The log is whole.' : `${faultCount} sai lệch / ${faultCount} faults.`)
process.exitCode = faultCount === 0 ? 0 : 1
