import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { matchKeys } from '@haidang/domain/units/match-boundaries'
import type { Position } from '@haidang/domain/units/ring'
import type { Unit } from '@haidang/domain/units/unit'
import { systemCall } from '../platform/call.ts'
import { importBoundaries } from '../units/import-boundaries.ts'
import type { BoundariesImported, BoundariesRefusal } from '../units/import-boundaries.ts'
import { mistake, officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

/** Of one sort of fault or finding so many are printed one by one. */
const listedAtMost = 20

type Print = CommandContext['print']

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      office: { type: 'string' },
      on: { type: 'string' },
      source: { type: 'string' },
      key: { type: 'string' },
      property: { type: 'string' },
      'skip-unknown': { type: 'boolean', default: false },
      'accept-overlaps': { type: 'boolean', default: false },
      preview: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [file] = positionals
  const { on, source, preview, property } = values
  const key = matchKeys.find((one) => one === values.key)
  if (file === undefined || positionals.length > 1 || on === undefined || !isDay(on) || !source || (values.key !== undefined && !key))
    throw mistake(
      'Cách dùng: haidang units boundaries FILE --on YYYY-MM-DD --source NGUỒN [--key code|name] [--property TÊN] [--skip-unknown] [--accept-overlaps] [--preview] [--office SLUG].',
      'Usage: haidang units boundaries FILE --on YYYY-MM-DD --source SOURCE [--key code|name] [--property NAME] [--skip-unknown] [--accept-overlaps] [--preview] [--office SLUG].',
    )
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const stream = createReadStream(file).on('error', () => undefined) // Told by whoever reads it.
    const outcome = await importBoundaries(await systemCall(services, tenantId, 'haidang units boundaries'), stream, {
      on,
      source,
      key,
      property,
      preview,
      skipUnknown: values['skip-unknown'],
      acceptOverlaps: values['accept-overlaps'],
    }).catch((error: unknown) => {
      if (error instanceof Error && 'syscall' in error)
        throw mistake(`Không mở được tệp "${file}" (${error.message}).`, `Cannot open file "${file}" (${error.message}).`)
      throw error
    })
    if ('refused' in outcome) {
      printRefusal(print, outcome)
      return 1
    }
    printFindings(print, outcome)
    const { matching, came, unchanged, skipped } = outcome
    print(
      `${matching.property} → ${matching.key}`,
      preview
        ? `Xem trước: ${came} ranh giới từ ${on}, ${unchanged} không đổi, ${skipped} bỏ qua; chưa có gì được ghi / Preview: ${came} boundaries from ${on}, ${unchanged} unchanged, ${skipped} left out; nothing was written.`
        : `Đã nhập ${came - unchanged} ranh giới từ ${on}, ${unchanged} không đổi, ${skipped} bỏ qua / Imported ${came - unchanged} boundaries from ${on}, ${unchanged} unchanged, ${skipped} left out.`,
    )
    return 0
  })
}

function printRefusal(print: Print, refusal: BoundariesRefusal): void {
  if (refusal.refused === 'unreadableMap') print(`Không đọc được tệp bản đồ / The map file cannot be read: ${refusal.fault}.`)
  else if (refusal.refused === 'noMatch')
    print(
      `Không thuộc tính nào của tệp trùng với mã hoặc tên đơn vị trong ngày / No property of the file is the code or name of a unit of the day: ${refusal.properties.join(', ')}`,
    )
  else if (refusal.refused === 'featuresAtFault') {
    printSome(
      print,
      refusal.faults.map(({ number, label, fault, at }) => `${number}: ${label}: ${fault}${at === null ? '' : ` ${placeOf(at)}`}`),
    )
    print(`${refusal.faults.length} chỗ chưa đúng; chưa có gì được ghi / ${refusal.faults.length} faults; nothing was written.`)
  } else {
    printSome(print, lines(refusal.overlaps, refusal.units))
    print(
      `${refusal.overlaps.length} chỗ hai đơn vị chồng lên nhau; chưa có gì được ghi. Chấp nhận: --accept-overlaps / ${refusal.overlaps.length} places are claimed by two units; nothing was written. To accept them: --accept-overlaps.`,
    )
  }
}

function printFindings(print: Print, { findings: { overlaps, gaps, missing }, units }: BoundariesImported): void {
  if (overlaps.length > 0) print(`Chồng lên nhau / Overlaps: ${overlaps.length}`)
  printSome(print, lines(overlaps, units))
  if (gaps.length > 0) print(`Khoảng trống / Gaps: ${gaps.length}`)
  printSome(print, lines(gaps, units))
  if (missing.length > 0) print(`Chưa có ranh giới / Without a boundary: ${missing.length}`)
  printSome(print, missing.map(namesIn(units)))
}

const lines = (
  findings: readonly { readonly unitIds: readonly string[]; readonly area: number; readonly at: Position }[],
  units: readonly Unit[],
): readonly string[] =>
  findings.map(({ unitIds, area, at }) => `  ${(area / 10_000).toFixed(2)} ha ${placeOf(at)}: ${unitIds.map(namesIn(units)).join(' · ')}`)

function namesIn(units: readonly Unit[]): (id: string) => string {
  const byId = new Map(units.map(({ id, name, code }) => [id, code === undefined ? name : `${name} (${code})`]))
  return (id) => byId.get(id) ?? id
}

const placeOf = ([lon = 0, lat = 0]: Position): string => `${lon.toFixed(5)}, ${lat.toFixed(5)}`

function printSome(print: Print, all: readonly string[]): void {
  if (all.length > 0) print(...all.slice(0, listedAtMost))
  if (all.length > listedAtMost) print(`  … ${all.length - listedAtMost} nữa / more`)
}
