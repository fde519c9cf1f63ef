import { idSchema, periodSchema } from '@haidang/api/common'
import { putMappingSchema, savedMappingSchema, tableLookSchema, tableReadingSchema } from '@haidang/api/own-tables'
import { routes } from '@haidang/api/routes'
import { valueFileQuerySchema, valueListQuerySchema, valueListSchema, valuesWrittenSchema } from '@haidang/api/value-lists'
import { monthSavedSchema, putMonthSchema, workbookReadingSchema } from '@haidang/api/workbooks'
import { canEnterForAll, canImportValues } from '@haidang/domain/reports/policy'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile, sendMadeFile } from '../platform/transfers.ts'
import { checkTable, lookAtTable, saveMapping } from './own-tables.ts'
import { largestList, putValueList, receiveValueList } from './receive-values.ts'
import {
  checkMonthWorkbook,
  checkReportWorkbook,
  markMonthWorkbook,
  markReportWorkbook,
  saveMonth,
  workbookOfMonth,
  workbookOfReport,
} from './workbooks.ts'

const one = { params: z.object({ id: idSchema }) }
const month = { params: z.object({ period: periodSchema }), query: z.object({ planId: idSchema }), can: canEnterForAll }
/** The lines of a few hundred units. */
const monthLimit = 8 * 1024 * 1024

export function registerWorkbookRoutes(app: App): void {
  route(
    app,
    routes.reportWorkbook,
    { ...one, summary: 'The form of a report as a workbook (.xlsx), to be filled in offline' },
    async (call, { params }, http) => sendMadeFile(http, accepted(await workbookOfReport(call, params.id))),
  )

  route(
    app,
    routes.checkReportWorkbook,
    { ...one, reply: workbookReadingSchema, summary: 'What a filled workbook would change, or its faults; nothing is kept' },
    async (call, { params }, http) => accepted(await checkReportWorkbook(call, params.id, await receivedFile(http))),
  )

  route(
    app,
    routes.markReportWorkbook,
    { ...one, summary: 'The filled workbook with its faults written at their cells (.xlsx)' },
    async (call, { params }, http) => sendMadeFile(http, accepted(await markReportWorkbook(call, params.id, await receivedFile(http)))),
  )

  route(app, routes.monthWorkbook, { ...month, summary: 'One workbook for all units of a month' }, async (call, { params, query }, http) =>
    sendMadeFile(http, accepted(await workbookOfMonth(call, { ...params, ...query }))),
  )

  route(app, routes.checkMonthWorkbook, { ...month, reply: workbookReadingSchema }, async (call, { params, query }, http) =>
    accepted(await checkMonthWorkbook(call, { ...params, ...query }, await receivedFile(http))),
  )

  route(app, routes.markMonthWorkbook, month, async (call, { params, query }, http) =>
    sendMadeFile(http, accepted(await markMonthWorkbook(call, { ...params, ...query }, await receivedFile(http)))),
  )

  route(
    app,
    routes.putMonth,
    { ...month, body: putMonthSchema, reply: monthSavedSchema, bodyLimit: monthLimit, summary: 'Lines of many units: all of them or none' },
    async (call, { params, query, body }) => accepted(await saveMonth(call, { ...params, ...query }, body)),
  )

  route(
    app,
    routes.lookAtTable,
    { ...month, reply: tableLookSchema, summary: 'An office’s own table and how it might be read; nothing is kept' },
    async (call, { params, query }, http) => accepted(await lookAtTable(call, { ...params, ...query }, await receivedFile(http))),
  )

  route(
    app,
    routes.checkTable,
    {
      ...month,
      query: month.query.extend({ mappingId: idSchema, sheet: z.string().max(200) }),
      reply: tableReadingSchema,
      summary: 'What such a table would change by a saved mapping',
    },
    async (call, { params, query }, http) => accepted(await checkTable(call, { ...params, ...query }, await receivedFile(http))),
  )

  route(
    app,
    routes.putTableMapping,
    {
      params: z.object({ id: idSchema }),
      query: z.object({ planId: idSchema }),
      body: putMappingSchema,
      reply: savedMappingSchema,
      can: canEnterForAll,
    },
    async (call, { params, query, body }) => accepted(await saveMapping(call, { ...params, ...query }, body)),
  )

  const list = { ...one, can: canImportValues, reply: valuesWrittenSchema, bodyLimit: largestList + 64 * 1024, perMinute: 60 }

  route(
    app,
    routes.putValueList,
    { ...list, query: valueListQuerySchema, body: valueListSchema, summary: 'Many values for open reports; the id is the key of the list' },
    (call, { params, query, body }) => putValueList(call, params.id, query, body),
  )

  route(
    app,
    routes.receiveValueList,
    { ...list, query: valueFileQuerySchema, summary: 'The same of a file (.csv, .xlsx)' },
    async (call, { params, query }, http) => receiveValueList(call, params.id, query, await receivedFile(http)),
  )
}
