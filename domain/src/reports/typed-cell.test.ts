import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { formatDecimal } from '../quantities/decimal.ts'
import { cellText, longestNote, parseYesOrNo, readFigureCell, readNoteCell } from './typed-cell.ts'
import type { NumberStyle, TypedCell } from './typed-cell.ts'

const share = { kind: 'count', unitOfMeasure: '%' } as const
const inRatio = (cell: TypedCell) => readFigureCell(onlinePayment, 'numerator', cell)

describe('a cell that asks for a number', () => {
  test('blank is missing, nought is nought', () => {
    expect(inRatio(null)).toEqual({ value: undefined })
    expect(inRatio('  ')).toEqual({ value: undefined })
    expect(inRatio({ number: '0' })).toEqual({ value: '0' })
    expect(inRatio('0')).toEqual({ value: '0' })
  })

  test.each<readonly [TypedCell, string]>([
    [{ number: '1234.5' }, '1234.5'],
    ['1.234,5', '1234.5'],
    ['1 234,5', '1234.5'],
    ['1.234', '1234'],
    [' 412 ', '412'],
  ])('%j is %s', (cell, number) => {
    expect(inRatio(cell)).toEqual({ value: number })
  })

  test.each<readonly [TypedCell, string]>([
    ['1.2a', 'notANumber'],
    ['98.27', 'notANumber'],
    ['chưa có', 'notANumber'],
    [{ date: '2024-05-12' }, 'dateNotNumber'],
    [{ error: '#REF!' }, 'formulaError'],
    ['98,27%', 'percentNotCount'],
    [{ number: '0.9827', isPercent: true }, 'percentNotCount'],
    [{ number: '0.33333333333333' }, 'tooManyDigits'],
    [{ number: '1234567890123450' }, 'tooManyDigits'],
    ['1'.padEnd(25, '0'), 'tooManyDigits'],
  ])('%j is refused as %s', (cell, fault) => {
    expect(inRatio(cell)).toMatchObject({ fault })
  })

  test('a percentage is taken where a percentage is asked, as a fraction with its format or in words', () => {
    expect(readFigureCell(share, 'numerator', { number: '0.9827', isPercent: true })).toEqual({ value: '98.27' })
    expect(readFigureCell(share, 'numerator', '98,27 %')).toEqual({ value: '98.27' })
    expect(readFigureCell(share, 'numerator', { number: '98.27' })).toEqual({ value: '98.27' })
  })

  test('the style of words is told and never guessed', () => {
    const read = (cell: string, numbers: NumberStyle) => readFigureCell(trainedOfficials, 'numerator', cell, numbers)
    expect(read('1.234', 'vietnamese')).toEqual({ value: '1234' })
    expect(read('1.234', 'machine')).toEqual({ value: '1.234' })
    expect(read('1.234,5', 'machine')).toMatchObject({ fault: 'notANumber' })
  })

  test('whatever a figure is, its cell reads as it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 9 }), (units, scale) => {
        const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
        const plain = `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale > 0 ? `.${digits.slice(digits.length - scale)}` : ''}`
        const read = inRatio({ number: plain })
        expect(read).toEqual(inRatio('value' in read ? formatDecimal(read.value ?? '0') : ''))
      }),
    )
  })

  test('a denominator is asked of a ratio only', () => {
    expect(readFigureCell(onlinePayment, 'denominator', { number: '5' })).toEqual({ value: '5' })
    expect(readFigureCell(trainedOfficials, 'denominator', { number: '5' })).toMatchObject({ fault: 'noSuchCell' })
    expect(readFigureCell(trainedOfficials, 'denominator', null)).toEqual({ value: undefined })
  })
})

describe('a cell that asks for yes or no', () => {
  test.each<readonly [TypedCell, string]>([
    ['Đã triển khai', '1'],
    ['x', '1'],
    [{ number: '1' }, '1'],
    ['Chưa', '0'],
    ['không có', '0'],
    [{ number: '0' }, '0'],
  ])('%j is %s', (cell, answer) => {
    expect(readFigureCell(meetingRooms, 'numerator', cell)).toEqual({ value: answer })
    expect(readFigureCell(operationsCentre, 'numerator', cell)).toEqual({ value: answer })
  })

  test('anything else is neither, and blank is not no', () => {
    expect(readFigureCell(meetingRooms, 'numerator', { number: '2' })).toMatchObject({ fault: 'notYesOrNo' })
    expect(readFigureCell(meetingRooms, 'numerator', 'đang làm')).toMatchObject({ fault: 'notYesOrNo', text: 'đang làm' })
    expect(readFigureCell(meetingRooms, 'numerator', { error: '#N/A' })).toMatchObject({ fault: 'formulaError' })
    expect(readFigureCell(meetingRooms, 'numerator', null)).toEqual({ value: undefined })
    expect(parseYesOrNo('')).toBeUndefined()
  })
})

test('a note is whatever stands there, to its length', () => {
  expect(readNoteCell({ number: '5' })).toEqual({ value: '5' })
  expect(readNoteCell(' chưa có máy quét ')).toEqual({ value: 'chưa có máy quét' })
  expect(readNoteCell({ error: '#NAME?' })).toMatchObject({ fault: 'formulaError' })
  expect(readNoteCell('x'.repeat(longestNote + 1))).toMatchObject({ fault: 'noteTooLong' })
})

test('a cell is said as it is seen', () => {
  expect(cellText({ number: '0.9827', isPercent: true })).toBe('98,27%')
  expect(cellText({ number: '23391.5' })).toBe('23.391,5')
})
