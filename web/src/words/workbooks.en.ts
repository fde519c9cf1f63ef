import type { Translated } from './catalogue.ts'
import type { workbooksVi } from './workbooks.vi.ts'

export const workbooksEn: Translated<typeof workbooksVi> = {
  title: 'Enter from Excel',
  forMonth: (month) => `Enter from Excel, ${month}`,
  tabs: { label: 'Ways to enter', workbook: 'Form workbook', paste: 'Paste cells' },
  take: 'Take the pre-filled form',
  takeAbout:
    'It holds the indicators, targets, last period’s figures and what stands here now. Fill it in with Excel or LibreOffice, offline.',
  takeForMonth:
    'One workbook for all units that have not handed in: first the list of units, then a row per indicator, filtered by unit or by indicator.',
  download: 'Download the workbook',
  bring: 'Bring the filled form back',
  bringForMonth: 'Bring a filled form back (of all units, or one that a unit has sent)',
  drop: 'Drop an .xlsx file here',
  choose: 'Choose a file',
  safe: 'Nothing is saved until you have seen the changes and agreed.',
  dropHere: 'Drop the form workbook here to have it checked',
  reading: (name) => `Reading ${name}…`,
  another: 'Choose another file',
  plan: 'Plan',
  unsent: 'Some figures on this page have not reached the server yet. Wait for "saved", then drop the file again.',
  refusedTitle: 'This file is not taken',
  refused: {
    notASpreadsheet: (name) =>
      `"${name}" does not open as an .xlsx spreadsheet. If it has a password, or is .xls or .ods, save it as .xlsx without one and drop it again.`,
    notAForm: (name) =>
      `"${name}" is not a form from this system, or lost its stamp when it was copied. Take a new form and copy the figures into its yellow cells.`,
    tooMuch: (name) =>
      `"${name}" holds far more than a form and was not read further. Take a new form and copy the figures into its yellow cells.`,
    manyUnits:
      'This form is of many units. The synthesis officer drops it on the page of the month; here a form of this unit alone is needed.',
    otherOffice: (workbook, here) => `This form is of "${workbook}", and this is "${here}". Take the form at the right office.`,
    otherPeriod: (workbook, here) =>
      `This form is for ${workbook}, and this is the report of ${here}. Open the report of ${workbook} to drop it, or take the form of ${here}.`,
    otherUnit: (workbook, here) => `This form is of "${workbook}", and this report is of "${here}". Take the form of "${here}".`,
    otherPlan: (workbook, here) => `This form follows "${workbook}", and this report "${here}". Take a new form on this page.`,
    planChanged: (workbook, here) =>
      `This form follows version ${workbook} of the plan, which is at version ${here} now. Take a new form and copy the figures over.`,
    formChanged: (units) => `The indicators of ${units} have changed since the form was taken. Take a new form and copy the figures over.`,
    notEditable: (units) =>
      `The report cannot be changed: ${units}. One that was handed in must be returned or opened for correction first; a locked period needs an exception.`,
    oldCopy: (at, count) =>
      `This form was taken at ${at}; since then ${count} of its lines below were changed here and differ. Take a new form and enter again, so that newer figures are not overwritten.`,
    nothingToFill: 'Nothing is left to fill in: all units have handed in, or the period is locked.',
    changedMeanwhile: 'While you were looking, somebody changed a line of the form. Nothing was saved; drop the file again.',
  },
  changedBy: (indicator, by, at) => `${indicator} (${by}, ${at})`,
  changedByOfUnit: (unit, indicator, by, at) => `${unit}: ${indicator} (${by}, ${at})`,
  someone: 'somebody else',
  more: (count) => `and ${count} more`,
  locked: 'period locked',
  unitAndState: (unit, state) => `${unit} (${state})`,
  faultsTitle: (count) => `${count} cells to mend. Nothing was saved.`,
  faultsAbout:
    'Take the marked file: its first sheet lists every cell and leads there; all that was filled in is kept. Mend, save and drop it again.',
  marked: 'Download the marked file',
  markedName: (name) => `${name} (to mend).xlsx`,
  columns: {
    cell: 'Cell',
    unit: 'Unit',
    indicator: 'Indicator',
    typed: 'Now says',
    sentence: 'To mend',
    field: 'Column',
    before: 'Here now',
    after: 'In the file',
  },
  fields: { numerator: 'Numerator', denominator: 'Denominator', value: 'Figure', words: 'Answer', note: 'Note' },
  yes: 'In place',
  no: 'Not yet',
  empty: 'empty',
  sameTitle: 'Nothing to save',
  same: (cells) => `All ${cells} cells of the file are as they stand here. Entering it again changes nothing.`,
  changesTitle: (cells) => `${cells} cells will change`,
  changesOf: (cells, units) => `${cells} cells of ${units} units will change`,
  unchanged: (cells) => `${cells} cells as they stand here`,
  missingRows: (rows) => `${rows} lines of the form are not in the file and stay`,
  ofUnit: (unit, cells) => `${unit}: ${cells} cells`,
  clears: (cells) => `Clear the figures of ${cells} cells that are empty in the file`,
  clearsHint: 'Unless it is ticked, those cells keep what they have.',
  clearMark: 'cleared if agreed above',
  save: (cells) => `Save ${cells} cells`,
  saved: (cells) => `Saved ${cells} cells from the workbook.`,
  savedOf: (cells, units) => `Saved ${cells} lines of ${units} units from the workbook.`,
  undo: 'Undo',
}
