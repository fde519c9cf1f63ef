import { expect, test } from 'vitest'
import { printedDayText, readPrintedDay, readQuantity, readTime, readWhole, readWholeDay } from './read-text.ts'

test.each([
  ['27/7/2023', '2023-07-27'],
  ['03/08/2023', '2023-08-03'],
  ['7/2023', '2023-07'],
  ['2023', '2023'],
  [' ', ''],
])('a day as precise as it is written: %s', (text, iso) => {
  expect(readPrintedDay(text)).toBe(iso)
})

test.each(['31/2/2024', '13/2024', 'quý II', '1/1/24', '27-7'])('no day is made of %s', (text) => {
  expect(readPrintedDay(text)).toBeUndefined()
})

test('what is read is shown the Vietnamese way and read again', () => {
  for (const iso of ['2023-07-27', '2023-07', '2023', '2024-02-05']) expect(readPrintedDay(printedDayText(iso))).toBe(iso)
  expect(printedDayText('2024-05-09')).toBe('09/5/2024')
})

test('a whole day, an hour', () => {
  expect([readWholeDay('20/4/2024'), readWholeDay('4/2024')]).toEqual(['2024-04-20', undefined])
  expect(['17:00', '17g00', '7h30', '17 giờ', '25:00'].map(readTime)).toEqual(['17:00', '17:00', '07:30', '17:00', undefined])
  expect([readWhole('28', 1, 28), readWhole('29', 1, 28), readWhole('hai', 1, 28)]).toEqual([28, undefined, undefined])
})

test('a figure is read the Vietnamese way and never longer than the wire carries', () => {
  expect([readQuantity('98,27'), readQuantity('1.234'), readQuantity(''), readQuantity('12.5'), readQuantity('9'.repeat(25))]).toEqual([
    '98.27',
    '1234',
    null,
    undefined,
    undefined,
  ])
})
