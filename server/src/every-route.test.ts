import { createHash, randomUUID } from 'node:crypto'
import { analyticsFormats } from '@haidang/api/analytics'
import { routes } from '@haidang/api/routes'
import type { RouteName } from '@haidang/api/routes'
import { routeScopes } from '@haidang/api/route-scopes'
import { scopes, type Scope } from '@haidang/domain/access/scopes'
import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerConsolidationJobs } from './consolidation/jobs.ts'
import { featureRoutes } from './features.ts'
import { registerPlansJobs } from './plans/jobs.ts'
import { directiveText } from './plans/directive.test-data.ts'
import { upload } from './plans/testing.ts'
import { openSession, sessionCookie } from './platform/sessions.ts'
import { testOffice } from './platform/testing.ts'
import type { PersonName, TestOffice } from './platform/testing.ts'
import { inTransaction } from './platform/transaction.ts'
import { change, delivery, feedOf, furnish, giveToken, idsOf, period, programAddress, reorganisation, sent } from './testing-things.ts'
import { everyRoleEverywhere, mayAsk, nameOf, seedHoles } from './testing-matrix.ts'
import type { Hole, Somebody } from './testing-matrix.ts'
import type { SomeOffice, Things } from './testing-things.ts'

type Row = {
  /** Who may, on a thing of the office (Lan's unit owns the reports and the task). Everybody else is turned away. */
  readonly may: readonly PersonName[]
  readonly params?: (things: Things) => Readonly<Record<string, string>>
  readonly query?: (things: Things) => Readonly<Record<string, string>>
  readonly body?: (things: Things) => object
  readonly sendsFile?: string
  /** Other forms of the answer, each by its query. */
  readonly formats?: readonly Readonly<Record<string, string>>[]
  /** The thing is one person's own, whatever the role and unit of others. */
  readonly ofOne?: boolean
  /** The answer to them, which proves that the request was a sound one. */
  readonly answer: number
}

const everybody = ['minh', 'lan', 'hung', 'thu', 'quan', 'an'] as const satisfies readonly PersonName[]
const readers = ['minh', 'thu', 'quan', 'an'] as const satisfies readonly PersonName[]
const noMissing = (things: Things) => ({ missing: [{ indicatorId: things.indicator, reason: 'chưa có số liệu' }] })
const onlineFrom9 = {
  pillar: 'Chính quyền số',
  name: 'Tỷ lệ hồ sơ nộp trực tuyến toàn trình',
  numeratorLabel: 'hồ sơ toàn trình',
  denominatorLabel: 'hồ sơ tiếp nhận',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: '85', unit: '%' },
  rollUp: 'sumRatio',
  lineagePolicy: null,
  periodMethod: 'sum',
  formula: null,
  source: 'Cổng dịch vụ công',
  ownerUnitId: null,
  cascadeRule: 'each',
}
const newItems = [
  '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a01',
  '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a02',
  '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a03',
] as const

const remindersFrom2031 = {
  from: '2031-01-01',
  daysBefore: [3],
  onTheDay: true,
  daysAfter: [0],
  to: ['focalPoint'],
  quiet: { hours: null, daysOff: false },
}
const signedCopy = '%PDF-1.7\n% ký số\n'

/** Signing in and out, and what concerns only oneself, or answers to a token of its own (feeds.test.ts, verification.test.ts): no thing of an office is named. */
const ownAffairs = [
  'offices',
  'signIn',
  'signInByLink',
  'session',
  'signOut',
  'changePassword',
  'sessions',
  'endSession',
  'endOtherSessions',
  'factor',
  'beginFactor',
  'confirmFactor',
  'renewRecoveryCodes',
  'removeFactor',
  'prove',
  'actFor',
  'goToIssuer',
  'comeFromIssuer',
  'endedAtIssuer',
  'askKeyAtDoor',
  'signInByKey',
  'askKeyToProve',
  'proveByKey',
  'passkeys',
  'askForNewKey',
  'addKey',
  'renameKey',
  'removeKey',
  'tokens',
  'makeToken',
  'revokeToken',
  'receiveDelivery',
  'verifyPaper',
] as const satisfies readonly RouteName[]
const publicRoutes: readonly RouteName[] = [
  'offices',
  'signIn',
  'signInByLink',
  'goToIssuer',
  'comeFromIssuer',
  'endedAtIssuer',
  'verifyPaper',
  'askKeyAtDoor',
  'signInByKey',
]

type Guarded = Exclude<RouteName, (typeof ownAffairs)[number]>

/** Every route that says or does something of an office. A new route does not compile, and fails below, until it has its row. */
const rows: Readonly<Record<Guarded, Row>> = {
  securityRules: { may: ['quan', 'an'], answer: 200 },
  setSecurityRules: {
    may: ['an'],
    body: (t) => ({
      rules: { leastPasswordLength: 14, idleDays: 45, factorRoles: [], proofMinutes: 10 },
      source: 'Quy chế an toàn thông tin 12/QĐ-UBND',
      validFrom: '2026-01-01',
      // Only asked of our things is it the newest version.
      after: t === ours ? 0 : 7,
    }),
    answer: 200,
  },
  trustedRoots: { may: ['quan', 'an'], answer: 200 },
  // The file is no certificate, which is said to who may send one, and to nobody else.
  addTrustedRoot: {
    may: ['an'],
    query: () => ({ from: '2024-05-01', source: 'Quy chế 12/QĐ-UBND' }),
    sendsFile: 'không phải chứng thư',
    answer: 422,
  },
  endTrustedRoot: {
    may: ['an'],
    params: (t) => ({ id: t.root }),
    body: () => ({ until: '2024-06-01', reason: 'Khóa bị lộ' }),
    answer: 200,
  },
  setClock: { may: ['an'], body: () => ({ now: '2024-05-20T02:00:00.000Z' }), answer: 200 },
  myWork: { may: everybody, answer: 200 },
  notices: { may: everybody, answer: 200 },
  readNotices: { may: everybody, body: () => ({ upTo: '2024-05-11T00:00:00.000Z' }), answer: 200 },

  reminders: { may: readers, answer: 200 },
  previewReminders: { may: ['an'], body: () => remindersFrom2031, answer: 200 },
  setReminders: { may: ['an'], body: () => remindersFrom2031, answer: 201 },

  imports: { may: ['minh', 'quan'], answer: 200 },
  receiveDocument: { may: ['minh'], sendsFile: directiveText, answer: 202 },
  import: { may: ['minh', 'quan'], params: (t) => ({ id: t.import }), answer: 200 },
  importFile: { may: ['minh', 'quan'], params: (t) => ({ id: t.import }), answer: 200 },
  putItem: {
    may: ['minh'],
    params: (t) => ({ id: t.import, itemId: t.item.id }),
    body: (t) => ({ ...change, baseRevision: 1, kind: t.item.kind, state: 'accepted', value: t.item.value }),
    answer: 200,
  },
  splitItem: {
    may: ['minh'],
    params: (t) => ({ id: t.import, itemId: t.item.id }),
    body: (t) => ({ baseRevision: 2, at: t.item.middle, newIds: [newItems[0], newItems[1]] }),
    answer: 200,
  },
  mergeItems: { may: ['minh'], params: (t) => ({ id: t.import }), body: (t) => ({ itemIds: t.twins, newId: newItems[2] }), answer: 200 },
  setItemStates: {
    may: ['minh'],
    params: (t) => ({ id: t.import }),
    body: (t) => ({ changeKey: newItems[0], state: 'accepted', items: [{ id: t.reporting, revision: 1 }] }),
    answer: 200,
  },
  readingExamples: { may: ['minh', 'quan'], answer: 200 },
  forgetExample: { may: ['minh'], params: (t) => ({ id: t.example }), answer: 204 },
  // The draft is not reviewed to its end: the domain says so to who may issue it, and to nobody else.
  issuePlan: {
    may: ['minh'],
    params: (t) => ({ id: t.import }),
    body: () => ({ issuedOn: '2024-04-20', number: '70', title: 'Kế hoạch chuyển đổi số' }),
    answer: 422,
  },
  discardImport: { may: ['minh'], params: (t) => ({ id: t.discardable }), answer: 204 },

  plans: { may: everybody, answer: 200 },
  plan: { may: everybody, params: (t) => ({ id: t.plan }), answer: 200 },
  habits: { may: readers, params: (t) => ({ id: t.plan }), answer: 200 },
  askRound: {
    may: ['minh'],
    params: (t) => ({ id: t.plan }),
    body: (t) => ({
      name: 'Rà soát hạ tầng số',
      quote: 'Công văn 1570/UBND-VX',
      unitDue: '2031-06-06',
      cityDue: '2031-06-09',
      closingTime: '17:00',
      dayOff: 'next',
      window: null,
      unitIds: [t.unit],
      indicatorIds: [],
      outline: ['results'],
    }),
    answer: 201,
  },
  comparePlans: { may: everybody, params: (t) => ({ id: t.plan, before: t.plan }), answer: 200 },

  documents: { may: ['minh', 'quan'], query: () => ({ q: 'chuyển đổi số' }), answer: 200 },
  document: { may: ['minh', 'quan'], params: (t) => ({ id: t.import }), answer: 200 },

  documentSignatures: { may: ['minh', 'quan'], params: (t) => ({ id: t.import }), answer: 200 },

  reports: { may: everybody, query: () => ({ period }), answer: 200 },
  myReports: { may: everybody, answer: 200 },
  discipline: { may: readers, answer: 200 },
  report: { may: ['lan', ...readers], params: (t) => ({ id: t.openReport }), answer: 200 },
  putEntries: {
    may: ['lan'],
    params: (t) => ({ id: t.openReport }),
    body: (t) => ({
      changeKey: change.changeKey,
      entries: [{ indicatorId: t.indicator, numerator: '3', denominator: '4', note: '', baseRevision: 0 }],
    }),
    answer: 200,
  },
  cellHistory: { may: ['lan', ...readers], params: (t) => ({ id: t.openReport, indicatorId: t.indicator }), answer: 200 },
  dropTyped: {
    may: ['lan'],
    params: (t) => ({ id: t.openReport }),
    body: (t) => ({ indicatorId: t.indicator, typed: { numerator: '5', denominator: '9', note: '' }, revision: 1 }),
    answer: 200,
  },
  takeFeedFigures: {
    may: ['lan'],
    params: (t) => ({ id: t.openReport }),
    body: (t) => ({ changeKey: change.changeKey, cells: [{ indicatorId: t.indicator, runId: t.feedRun, baseRevision: 1 }] }),
    answer: 200,
  },
  askExtension: {
    may: ['lan'],
    params: (t) => ({ id: t.submittableReport }),
    body: () => ({ wantedDay: '2024-06-14', reason: 'Cổng dịch vụ công bảo trì' }),
    answer: 200,
  },
  answerExtension: {
    may: ['minh'],
    params: (t) => ({ id: t.openReport, extensionId: t.extension }),
    body: () => ({ grantedDay: '2024-05-30', reason: '' }),
    answer: 200,
  },
  putNarrative: {
    may: ['lan'],
    params: (t) => ({ id: t.openReport, heading: 'results' }),
    body: () => ({ ...change, text: 'Tốt' }),
    answer: 200,
  },
  submitReport: { may: ['lan'], params: (t) => ({ id: t.submittableReport }), body: noMissing, answer: 422 },
  returnReport: {
    may: ['minh'],
    params: (t) => ({ id: t.returnableReport }),
    body: () => ({ reason: 'Số liệu chưa khớp', cells: [] }),
    answer: 200,
  },
  approveReport: { may: ['minh'], params: (t) => ({ id: t.approvableReport }), body: () => ({}), answer: 200 },
  reportVersion: { may: ['lan', ...readers], params: (t) => ({ id: t.approvedReport, version: '1' }), answer: 200 },
  correctReport: {
    may: ['minh', 'lan'],
    params: (t) => ({ id: t.approvedReport }),
    body: () => ({ reason: 'Đếm sót hồ sơ' }),
    answer: 200,
  },
  locks: { may: readers, query: () => ({ period }), answer: 200 },
  sayLock: {
    may: ['minh'],
    body: (t) => ({ regimeId: t.regime, period: '2024-09', says: 'locked', reason: 'Đã báo cáo tỉnh' }),
    answer: 200,
  },
  exceptFromLock: {
    may: ['minh'],
    body: (t) => ({ regimeId: t.regime, period: '2024-09', unitId: t.unit, until: '2031-01-01T10:00:00.000Z', reason: 'Đếm sót hồ sơ' }),
    answer: 201,
  },
  lockRules: { may: readers, answer: 200 },
  setLockRule: { may: ['an'], body: () => ({ from: '2031-01-01', workingDays: 3 }), answer: 201 },
  reportWorkbook: { may: ['lan', 'minh'], params: (t) => ({ id: t.openReport }), answer: 200 },
  // The file is no workbook, which is said to who may send one, and to nobody else.
  checkReportWorkbook: { may: ['lan'], params: (t) => ({ id: t.openReport }), sendsFile: 'không phải bảng tính', answer: 422 },
  markReportWorkbook: { may: ['lan'], params: (t) => ({ id: t.openReport }), sendsFile: 'không phải bảng tính', answer: 422 },
  monthWorkbook: { may: ['minh'], params: () => ({ period }), query: (t) => ({ planId: t.plan }), answer: 200 },
  checkMonthWorkbook: {
    may: ['minh'],
    params: () => ({ period }),
    query: (t) => ({ planId: t.plan }),
    sendsFile: 'không phải bảng tính',
    answer: 422,
  },
  markMonthWorkbook: {
    may: ['minh'],
    params: () => ({ period }),
    query: (t) => ({ planId: t.plan }),
    sendsFile: 'không phải bảng tính',
    answer: 422,
  },
  putMonth: {
    may: ['minh'],
    params: () => ({ period }),
    query: (t) => ({ planId: t.plan }),
    body: (t) => ({
      changeKey: newItems[1],
      reports: [
        { reportId: t.openReport, entries: [{ indicatorId: t.indicator, numerator: '5', denominator: '9', note: '', baseRevision: 2 }] },
      ],
    }),
    answer: 200,
  },
  lookAtTable: {
    may: ['minh'],
    params: () => ({ period }),
    query: (t) => ({ planId: t.plan }),
    sendsFile: 'không phải bảng tính',
    answer: 200,
  },
  putTableMapping: {
    may: ['minh'],
    params: () => ({ id: newItems[0] }),
    query: (t) => ({ planId: t.plan }),
    body: (t) => ({
      name: 'Bảng tháng',
      heads: ['Đơn vị', 'Trực tuyến'],
      mapping: {
        headFrom: 0,
        headTo: 0,
        columns: [{ use: 'unit' }, { use: 'numerator', indicatorId: t.indicator }],
        numbers: 'vietnamese',
        units: {},
        indicators: {},
      },
    }),
    answer: 200,
  },
  // The text that is sent has other heads than the mapping that was saved above.
  checkTable: {
    may: ['minh'],
    params: () => ({ period }),
    query: (t) => ({ planId: t.plan, mappingId: newItems[0], sheet: 'Số liệu' }),
    sendsFile: 'không phải bảng tính',
    answer: 422,
  },
  // A list that names no report of the caller's says so, as one that names no column does.
  putValueList: {
    may: ['minh', 'lan', 'hung'],
    params: () => ({ id: newItems[0] }),
    body: (t) => ({ values: [{ reportId: t.plan, indicator: t.indicator, numerator: 3, denominator: 4 }] }),
    answer: 422,
  },
  receiveValueList: { may: ['minh', 'lan', 'hung'], params: () => ({ id: newItems[0] }), sendsFile: 'a;b\n1;2\n', answer: 422 },
  addReportEvidence: {
    may: ['lan'],
    params: (t) => ({ id: t.evidenceReport }),
    query: (t) => ({ indicatorId: t.indicator }),
    sendsFile: 'minh chứng mới',
    answer: 201,
  },
  evidenceFile: { may: ['lan', ...readers], params: (t) => ({ id: t.evidence }), answer: 200 },
  removeEvidence: { may: ['lan'], params: (t) => ({ id: t.evidenceReport, evidenceId: t.evidence }), answer: 200 },

  tasks: { may: ['lan', ...readers], query: (t) => ({ unitId: t.unit }), answer: 200 },
  putTask: {
    may: ['lan'],
    params: (t) => ({ taskId: t.task, unitId: t.unit }),
    body: () => ({ ...change, baseRevision: 1, state: 'inProgress', note: 'Đang khảo sát' }),
    answer: 200,
  },
  addTaskEvidence: { may: ['lan'], params: (t) => ({ taskId: t.task, unitId: t.unit }), sendsFile: 'ảnh hiện trường', answer: 201 },
  removeTaskEvidence: {
    may: ['lan'],
    params: (t) => ({ taskId: t.task, unitId: t.unit, evidenceId: t.taskEvidence }),
    answer: 200,
  },

  consolidation: { may: readers, params: () => ({ period }), query: (t) => ({ planId: t.plan }), answer: 200 },
  putEdits: { may: ['minh'], params: (t) => ({ id: t.city }), body: (t) => ({ ...change, baseRevision: 0, edits: t.edits }), answer: 200 },
  issueConsolidation: { may: ['minh'], params: (t) => ({ id: t.city }), body: () => ({ baseRevision: 1 }), answer: 202 },
  addSignedCopy: { may: ['minh'], params: (t) => ({ id: t.city, version: '1' }), sendsFile: signedCopy, answer: 201 },
  signedCopy: {
    may: readers,
    params: (t) => ({ id: t.city, version: '1', sha256: createHash('sha256').update(signedCopy).digest('hex') }),
    answer: 200,
  },
  recallIssue: { may: ['minh'], params: (t) => ({ id: t.city, version: '1' }), body: () => ({ reason: 'Ký nhầm bản' }), answer: 200 },
  issuedFile: { may: readers, params: (t) => ({ id: t.city, version: '1', file: 'report.docx' }), answer: 200 },
  indicator: { may: readers, params: (t) => ({ id: t.indicator }), answer: 200 },
  defineIndicator: {
    may: ['minh'],
    params: (t) => ({ id: t.indicator }),
    body: () => ({ baseVersion: 0, fromPeriod: '2024-09', definition: onlineFrom9, breaksSeries: true, reason: 'đổi cách tính' }),
    answer: 200,
  },
  setTargetPath: {
    may: ['minh'],
    params: (t) => ({ id: t.indicator }),
    body: () => ({ baseVersion: 0, path: { pace: 'steps', steps: [{ period, value: '50' }], thresholds: [] }, reason: 'lộ trình' }),
    answer: 200,
  },
  reviseUnitTargets: {
    may: ['minh'],
    params: (t) => ({ id: t.indicator }),
    body: (t) => ({
      baseVersion: 0,
      fromPeriod: '2024-09',
      targets: [{ unitId: t.unit, target: { op: '>=', value: '90', unit: '%' } }],
      reason: 'giao lại',
    }),
    answer: 200,
  },
  addComputed: {
    may: ['minh'],
    params: (t) => ({ id: t.plan }),
    body: () => ({
      code: '9.1',
      definition: {
        ...onlineFrom9,
        numeratorLabel: null,
        denominatorLabel: null,
        rollUp: 'formula',
        periodMethod: null,
        formula: '[online] / 2',
      },
      reason: 'chỉ tiêu tính toán',
    }),
    answer: 201,
  },
  openQuestions: { may: readers, params: (t) => ({ id: t.plan }), answer: 200 },
  scoreboard: { may: readers, query: (t) => ({ period, planId: t.plan }), answer: 200 },
  lenses: { may: readers, query: (t) => ({ period, planId: t.plan }), answer: 200 },
  proof: { may: readers, params: (t) => ({ id: t.indicator }), query: () => ({ period }), answer: 200 },

  unitBoundaries: { may: everybody, query: () => ({ on: '2024-05-10' }), answer: 200 },
  // The map names no unit of the register, which says so to who may import it, and to nobody else.
  importBoundaries: {
    may: ['an'],
    query: () => ({ on: '2024-05-10', source: 'Sở Nông nghiệp và Môi trường, 2024' }),
    sendsFile: '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten":"Xã Khác"}}]}',
    answer: 422,
  },
  unitAt: { may: everybody, query: () => ({ lon: '107.1', lat: '10.3', on: '2024-05-10' }), answer: 200 },
  units: { may: everybody, query: () => ({ on: '2024-05-10' }), answer: 200 },
  // The list has no column of names, which says so to who may import it, and to nobody else.
  importUnits: { may: ['an'], query: () => ({ since: '2024-05-10' }), sendsFile: 'ma;loai\n1;xã\n', answer: 422 },
  searchUnits: { may: everybody, query: () => ({ q: 'phuong 5' }), answer: 200 },
  unit: { may: everybody, params: (t) => ({ id: t.unit }), answer: 200 },
  recordPopulation: {
    may: ['an'],
    params: (t) => ({ id: t.unit }),
    body: () => ({ countedOn: '2023-12-31', people: 12_345, source: 'Công an thành phố' }),
    answer: 200,
  },
  changeParticulars: {
    may: ['an'],
    params: (t) => ({ id: t.unit }),
    body: () => ({
      title: 'Thay đổi thủ trưởng',
      documentNumber: '12/QĐ-UBND',
      effectiveOn: '2030-01-01',
      head: { name: 'Đỗ Thị Mai', post: 'Chủ tịch UBND xã' },
    }),
    answer: 201,
  },

  unitFigures: { may: ['lan', ...readers], params: (t) => ({ id: t.unit }), query: () => ({ period }), answer: 200 },
  figures: { may: readers, query: (t) => ({ indicatorId: t.indicator, from: period, to: period, group: 'ward' }), answer: 200 },
  analytics: {
    may: ['lan', ...readers],
    query: (t) => ({ indicatorIds: t.indicator, unitIds: t.unit, from: period, to: period }),
    formats: analyticsFormats.map((format) => ({ format })),
    answer: 200,
  },
  analyticsChoices: { may: everybody, answer: 200 },
  savedViews: { may: everybody, answer: 200 },
  saveView: { may: everybody, body: () => ({ name: `Ba tháng gần đây ${randomUUID()}`, question: 'tu=2024-05' }), answer: 201 },
  // One's own, and nobody else's.
  changeView: {
    may: ['lan'],
    ofOne: true,
    params: (t) => ({ id: t.view }),
    body: () => ({ name: 'Cả năm', question: 'tu=2024-01' }),
    answer: 200,
  },
  dropView: { may: ['lan'], ofOne: true, params: (t) => ({ id: t.view }), answer: 204 },
  changes: { may: everybody, answer: 200 },
  definitions: { may: everybody, answer: 200 },
  // Who does not see the board gets his own units' lines.
  planAnnex: {
    may: everybody,
    params: (t) => ({ id: t.plan }),
    query: () => ({ period }),
    formats: [{ format: 'csv' }, { format: 'xlsx' }],
    answer: 200,
  },
  reorganisations: { may: everybody, answer: 200 },
  prepareReorganisation: { may: ['an'], body: () => ({ ...reorganisation, heirs: {} }), answer: 201 },
  readReorganisationTable: { may: ['an'], sendsFile: 'old_code,new_code,new_name\n1,2,Phường Mới\n', answer: 200 },
  reorganisation: { may: ['an'], params: (t) => ({ id: t.draft }), answer: 200 },
  changeReorganisation: {
    may: ['an'],
    params: (t) => ({ id: t.draft }),
    body: () => ({ ...reorganisation, title: 'Sáp nhập hai phường', heirs: {}, revision: 1 }),
    answer: 200,
  },
  dropReorganisation: { may: ['an'], params: (t) => ({ id: t.draft }), answer: 200 },
  correctEdges: {
    may: ['an'],
    params: (t) => ({ id: t.appliedReorganisation }),
    body: (t) => ({
      fromId: t.mergedUnit,
      edges: [{ toId: t.heirUnit, extent: 'part', shares: { population: '1' } }],
      reason: 'Ghi lại theo nghị quyết',
    }),
    answer: 200,
  },
  // Undone before, it says so to who may undo it, and to nobody else.
  undoReorganisation: {
    may: ['an'],
    params: (t) => ({ id: t.undoneReorganisation }),
    body: () => ({ reason: 'Nhập nhầm ngày' }),
    answer: 422,
  },
  applyReorganisation: { may: ['an'], params: (t) => ({ id: t.draftToApply }), body: () => ({ revision: 1 }), answer: 200 },

  calendar: { may: everybody, answer: 200 },
  previewCalendar: { may: ['an'], body: () => ({ days: [{ day: '2030-02-01', kind: 'off', name: 'Tết Nguyên đán' }] }), answer: 200 },
  changeCalendar: {
    may: ['an'],
    body: (t) => ({
      days: [{ day: '2030-02-01', kind: 'off', name: 'Tết Nguyên đán' }],
      documentNumber: '9441/TB-BNV',
      documentDay: '2029-11-20',
      // Only asked of our things is it the newest change.
      after: t === ours ? null : t.unit,
    }),
    answer: 201,
  },

  feeds: { may: ['an'], answer: 200 },
  createFeed: { may: ['an'], body: (t) => feedOf(t, 'Hồ sơ mới', sent), answer: 201 },
  previewFeed: { may: ['an'], body: (t) => ({ ...feedOf(t, 'Hồ sơ', sent), sample: delivery, feedId: t.feed }), answer: 200 },
  feed: { may: ['an'], params: (t) => ({ id: t.feed }), answer: 200 },
  feedRun: { may: ['an'], params: (t) => ({ id: t.feed, runId: t.feedRun }), answer: 200 },
  feedRunFile: { may: ['an'], params: (t) => ({ id: t.feed, runId: t.feedRun }), answer: 200 },
  changeFeed: {
    may: ['an'],
    params: (t) => ({ id: t.feed }),
    body: (t) => ({ ...feedOf(t, 'Hồ sơ gửi đến hằng ngày', sent), revision: 1 }),
    answer: 200,
  },
  renewFeedToken: { may: ['an'], params: (t) => ({ id: t.feed }), answer: 200 },
  runFeed: { may: ['an'], params: (t) => ({ id: t.pulledFeed }), answer: 202 },
  setFeedState: { may: ['an'], params: (t) => ({ id: t.pulledFeed }), body: () => ({ state: 'paused' }), answer: 200 },

  auditLines: { may: ['quan', 'an'], query: (t) => ({ stream: `unit:${t.unit}` }), answer: 200 },
  auditVerification: { may: ['quan', 'an'], answer: 200 },
  auditExport: { may: ['quan', 'an'], answer: 200 },

  people: { may: ['quan', 'an'], answer: 200 },
  addPerson: {
    may: ['an'],
    body: (t) => ({
      login: `moi-${randomUUID()}`,
      name: 'Bùi Thị Mới',
      post: 'Công chức',
      unitId: t.unit,
      roles: ['focalPoint'],
      email: 'moi@vungtau.gov.vn',
    }),
    answer: 201,
  },
  // The list lacks columns, which says so to who may import it, and to nobody else.
  importPeople: { may: ['an'], sendsFile: 'ten dang nhap;ho ten\nmai;Mai\n', answer: 422 },
  peopleTemplate: { may: ['an'], answer: 200 },
  setRoles: {
    may: ['an'],
    params: (t) => ({ id: t.person }),
    body: () => ({ roles: ['focalPoint', 'auditor'], before: ['focalPoint'] }),
    answer: 200,
  },
  giveLink: { may: ['an'], params: (t) => ({ id: t.person }), answer: 201 },
  colleagues: { may: everybody, answer: 200 },
  delegations: { may: everybody, answer: 200 },
  giveRights: {
    may: ['an'],
    body: (t) => ({
      holderId: t.person,
      unitId: null,
      receiverId: (t === theirs ? neighbour : office).people.lan.id,
      roles: ['focalPoint'],
      from: '2040-01-01',
      until: '2040-01-14',
      reason: 'Nghỉ phép',
      document: '',
    }),
    answer: 201,
  },
  // Theirs who gave it, have it or hold it, and the administrator's.
  endDelegation: { may: ['an', 'hung', 'quan'], params: (t) => ({ id: t.delegation }), answer: 200 },
  secondPersonRequests: { may: everybody, answer: 200 },
  // Of nobody's office has this been declared, which is said to who may do it, and to nobody else.
  askSecondPerson: {
    may: ['an'],
    body: (t) => ({
      act: 'undoReorganisation',
      input: { id: t.appliedReorganisation, reason: 'Nhập nhầm ngày' },
      reason: 'Nhập nhầm ngày',
    }),
    answer: 422,
  },
  decideSecondPerson: {
    may: ['an'],
    params: (t) => ({ id: t.asked }),
    body: () => ({ approve: false, reason: 'Không đúng' }),
    answer: 200,
  },
  withdrawSecondPerson: { may: ['quan'], params: (t) => ({ id: t.askedByQuan }), answer: 200 },
  personPosts: { may: ['quan', 'an'], params: (t) => ({ id: t.person }), answer: 200 },
  movePerson: {
    may: ['an'],
    params: (t) => ({ id: t.person }),
    body: (t) => ({
      kind: 'move',
      from: '2040-01-01',
      unitId: t.unit,
      post: 'Phó Chủ tịch',
      roles: ['leader'],
      document: 'QĐ 12/QĐ-UBND',
    }),
    answer: 200,
  },
  withdrawMove: { may: ['an'], params: (t) => ({ id: t.person }), answer: 200 },
  closePerson: { may: ['an'], params: (t) => ({ id: t.person }), answer: 200 },
  reopenPerson: { may: ['an'], params: (t) => ({ id: t.person }), answer: 200 },
  // Neither was locked nor has a factor: it says so to who may, and to nobody else.
  unlockPerson: { may: ['an'], params: (t) => ({ id: t.person }), answer: 422 },
  resetFactor: { may: ['an'], params: (t) => ({ id: t.person }), answer: 422 },
  unlinkIssuers: { may: ['an'], params: (t) => ({ id: t.person }), answer: 422 },
  issuers: { may: ['quan', 'an'], answer: 200 },
  // One that is off need not answer.
  setIssuer: {
    may: ['an'],
    body: (t) => ({
      id: null,
      after: 0,
      settings: {
        name: `Cổng đăng nhập của tỉnh ${t.slug}`,
        issuer: 'https://dang-nhap.example',
        clientId: 'hai-dang',
        scope: 'openid',
        claim: 'preferred_username',
        isOn: false,
        standsForFactor: false,
        provision: null,
      },
      source: 'Quy chế an toàn thông tin 12/QĐ-UBND',
      validFrom: '2026-01-01',
    }),
    answer: 201,
  },

  serviceAccounts: { may: ['quan', 'an'], answer: 200 },
  addServiceAccount: {
    may: ['an'],
    body: (t) => ({ login: `kho-${t.slug}`, name: 'Kho dữ liệu', purpose: 'Lấy số liệu hằng đêm', unitId: t.unit, roles: ['leader'] }),
    answer: 201,
  },
  makeServiceToken: {
    may: ['an'],
    params: (t) => ({ id: t.program }),
    body: () => ({ name: 'Kho dữ liệu', scopes: ['figures:read'], expiresOn: dayOf(new Date().toISOString()) }),
    answer: 201,
  },
  revokeOfficeToken: { may: ['an'], params: (t) => ({ id: t.token }), answer: 200 },
}
const guarded = Object.keys(rows) as readonly Guarded[] // The keys of a complete record are exactly its type's.
/** Those that name a thing of an office where it would be found. */
const naming = guarded.filter(
  (name) => rows[name].params !== undefined && !['consolidation', 'putValueList', 'receiveValueList'].includes(name),
)

let office: TestOffice
let neighbour: Awaited<ReturnType<TestOffice['neighbour']>>
let ours: Things
let theirs: Things
let people: readonly Somebody[]

beforeAll(async () => {
  office = await testOffice({
    register: [seedHoles(() => office.units.ward5), ...featureRoutes],
    jobs: [registerPlansJobs, registerConsolidationJobs],
  })
  neighbour = await office.neighbour()
  people = await everyRoleEverywhere(office)
  ours = await furnish(office)
  theirs = await furnish(neighbour)
}, 120_000)
afterAll(() => office.close())

const ask = (from: SomeOffice, person: PersonName | undefined, name: Guarded, things: Things) =>
  askBy(from, person === undefined ? { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' } : from.signedIn(person), name, things)

function askBy(
  from: SomeOffice,
  headers: Readonly<Record<string, string>>,
  name: Guarded,
  things: Things,
  { format = {}, address = '127.0.0.1' }: { readonly format?: Readonly<Record<string, string>>; readonly address?: string } = {},
) {
  const { params, query, body, sendsFile } = rows[name]
  const [method = '', pattern = ''] = routes[name].split(' ')
  const path = pattern.replaceAll(/:(\w+)/gu, (_whole, key: string) => params?.(things)[key] ?? 'missing')
  const file = sendsFile === undefined ? undefined : upload('tệp.txt', sendsFile)
  return from.app.inject({
    method: method as 'GET', // One of those that inject takes: they are the routes' own.
    remoteAddress: address,
    url: query === undefined ? path : `${path}?${new URLSearchParams({ ...query(things), ...format }).toString()}`,
    headers: {
      ...headers,
      ...file?.headers,
    },
    ...(file === undefined ? (body === undefined ? {} : { payload: body(things) }) : { payload: file.payload }),
  })
}

/** Everything in the database but the moments at which sessions were last used; the log is part of it. */
async function fingerprint(): Promise<string> {
  const { rows: tables } = await office.services.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sessions' order by 1`,
  )
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from "${name}" t`,
  )
  const client = await office.services.owner.connect()
  try {
    // Tables that nobody has analysed look large enough for workers beside, whose start takes ten times as long as all the looking.
    await client.query('set max_parallel_workers_per_gather = 0')
    const { rows: told } = await client.query<{ name: string; sum: string }>(`${sums.join(' union all ')} order by 1`)
    return told.map(({ name, sum }) => `${name} ${sum}`).join('\n')
  } finally {
    await client.query('reset max_parallel_workers_per_gather')
    client.release()
  }
}

const changedTables = (before: string, after: string): readonly string[] => {
  const lines = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => line.split(' ')[0] ?? '')
}

/** What may change without a line in the log (beside sessions, which are left out above): that somebody has read a reminder. */
const unlogged: readonly string[] = ['audit_lines', 'audit_streams', 'notices']
/** What is kept in the log and nowhere else: a value that somebody typed and gave up. */
const logAlone: readonly RouteName[] = ['dropTyped', 'auditExport']

test('every route has its row', () => {
  expect(Object.keys(routes).toSorted()).toEqual([...guarded, ...ownAffairs].toSorted())
})

test.each(Object.keys(routes).filter((name) => !publicRoutes.includes(name as RouteName)) as RouteName[])(
  '%s answers nobody who has not signed in',
  async (name) => {
    const before = await fingerprint()
    const [method = '', path = ''] = routes[name].split(' ')
    const bare = await office.app.inject({
      method: method as 'GET', // As above.
      url: path.replaceAll(/:(\w+)/gu, () => randomUUID()),
      headers: { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' },
    })
    expect(bare.statusCode).toBe(401)
    if (name in rows) expect((await ask(office, undefined, name as Guarded, ours)).statusCode).toBe(401)
    expect(await fingerprint()).toBe(before)
  },
)

describe.each(naming)('%s', (name) => {
  test('knows nothing of the other office’s things, whoever asks, and writes nothing', async () => {
    const before = await fingerprint()
    for (const person of everybody) {
      const reply = await ask(office, person, name, theirs)
      expect([403, 404], `${person}: ${reply.statusCode} ${reply.body.slice(0, 200)}`).toContain(reply.statusCode)
      // Who may do this at home hears that it is not there, and not that it is forbidden: that would tell that it is there.
      if (rows[name].may.includes(person)) expect(reply.statusCode, `${person} by name`).toBe(404)
    }
    expect(await fingerprint()).toBe(before)
  })

  test('tells the same of what is another office’s and of what is nowhere', async () => {
    const nowhere = {
      ...theirs,
      import: newId(),
      discardable: newId(),
      plan: newId(),
      indicator: newId(),
      evidence: newId(),
      example: newId(),
      view: newId(),
      task: newId(),
      draft: newId(),
      draftToApply: newId(),
      appliedReorganisation: newId(),
      undoneReorganisation: newId(),
      feed: newId(),
      extension: newId(),
      feedRun: newId(),
      pulledFeed: newId(),
      person: newId(),
      program: newId(),
      token: newId(),
      root: newId(),
    }
    const nothing = { ...nowhere, openReport: newId(), evidenceReport: newId(), submittableReport: newId(), returnableReport: newId() }
    const absent = { ...nothing, approvableReport: newId(), approvedReport: newId(), city: newId(), unit: newId() }
    for (const person of everybody) {
      const [foreign, none] = [await ask(office, person, name, theirs), await ask(office, person, name, absent)]
      const told = ({ body }: { readonly body: string }) => ({ ...(JSON.parse(body) as object), requestId: '' })
      expect({ person, ...told(foreign) }).toEqual({ person, ...told(none) })
    }
  })
})

test.each(guarded.filter((name) => !naming.includes(name)))('%s shows nothing of the other office, whatever is asked', async (name) => {
  const ids = idsOf(theirs)
  for (const person of everybody) {
    const reply = await ask(office, person, name, name === 'setClock' || name === 'receiveDocument' ? ours : theirs)
    if (name === 'setClock' || name === 'receiveDocument') continue
    // What was asked for may be said back (a filter, what is unknown); nothing that was not.
    const asked = JSON.stringify([rows[name].query?.(theirs), rows[name].body?.(theirs)])
    const told = ids.filter((id) => id.length > 20 && reply.body.includes(id) && !asked.includes(id))
    expect(told, `${person}: ${reply.statusCode}`).toEqual([])
  }
})

const reads = (name: Guarded): boolean => routes[name].startsWith('GET ')
/** Nothing is issued before it is asked for below. */
const notYet: readonly Guarded[] = ['issuedFile', 'signedCopy']

/**
 * Where the matrix does not hold for a route: somebody who may not is answered, or told what only Lan's unit knows; somebody who may is turned away.
 * Acts are only asked by who may not.
 */
async function faultsOf(name: Guarded, hole?: Hole): Promise<readonly string[]> {
  const faults: string[] = []
  const row = rows[name]
  for (const one of people) {
    const may = mayAsk(row, one)
    if ((may && (!reads(name) || notYet.includes(name))) || (hole !== undefined && may)) continue
    const headers = { ...one.headers, ...(hole === undefined ? {} : { 'x-seeded-hole': hole }) }
    for (const format of row.formats ?? [{}]) {
      const { statusCode, body } = await askBy(office, headers, name, ours, { format, address: one.address })
      const isRight = may ? statusCode === row.answer : [403, 404].includes(statusCode)
      const told = one.role === 'focalPoint' && one.place !== 'own' ? ours.marks.filter((mark) => body.includes(mark)) : []
      if (!isRight || told.length > 0) faults.push([nameOf(one), statusCode, ...Object.values(format), ...told].join(' '))
    }
  }
  return faults
}

test.each(guarded)(
  '%s: each role at its own unit, another, one above and one below has its rights and no more, and writes nothing',
  async (name) => {
    const before = await fingerprint()
    expect(await faultsOf(name)).toEqual([])
    expect(await fingerprint()).toBe(before)
  },
)

describe('a check that is taken away is found', () => {
  const refuses = (name: Guarded, who: (one: Somebody) => boolean) =>
    people.filter((one) => who(one) && !mayAsk(rows[name], one)).map(nameOf)
  const found = async (name: Guarded, hole: Hole) => [
    ...new Set((await faultsOf(name, hole)).map((fault) => fault.replace(/ \d{3}.*$/u, ''))),
  ]
  const readings = guarded.filter((name) => reads(name) && !notYet.includes(name))

  test.each(readings.filter((name) => rows[name].may.includes('lan') && !rows[name].may.includes('hung')))(
    'that of the unit, by %s',
    async (name) => {
      expect(await found(name, 'unit')).toEqual(refuses(name, ({ role }) => role === 'focalPoint'))
    },
  )

  test.each(readings.filter((name) => !rows[name].may.includes('hung')))('that of the role, by %s', async (name) => {
    expect(await found(name, 'role')).toEqual(refuses(name, () => true))
  })
})

describe('by a token of a program', () => {
  const everyRoute = Object.keys(routes) as readonly RouteName[] // The keys are exactly its type's.
  const [narrow] = ['calendar:read'] as const satisfies readonly Scope[]

  test('what it was not let do is refused everywhere, and writes nothing', async () => {
    const { headers } = await giveToken(office, office.people.an.id, [narrow])
    const before = await fingerprint()
    for (const name of everyRoute) {
      if (routeScopes[name] === narrow || routeScopes[name] === 'public') continue
      const [method = '', path = ''] = routes[name].split(' ')
      const url = path.replaceAll(/:(\w+)/gu, () => randomUUID())
      // The cookie of who may do it all stands beside it, and is not read.
      const { cookie = '' } = office.signedIn('an')
      const replies = [
        await office.app.inject({ method: method as 'GET', url, remoteAddress: programAddress, headers: { ...headers, cookie } }),
        ...(name in rows ? [await askBy(office, headers, name as Guarded, ours, { address: programAddress })] : []),
      ]
      for (const reply of replies) expect(reply.json<{ code: string }>().code, `asked: ${name}`).toBe('tokenScope')
    }
    expect(await fingerprint()).toBe(before)
  })

  test('all that tokens can be let do opens nothing that its account may not', async () => {
    const before = async () => {
      const tokens = new Map<PersonName, { readonly authorization: string }>()
      for (const person of everybody) tokens.set(person, (await giveToken(office, office.people[person].id, scopes)).headers)
      return { tokens, sum: await fingerprint() }
    }
    const { tokens, sum } = await before()
    for (const name of guarded) {
      for (const person of everybody.filter((one) => !rows[name].may.includes(one))) {
        const reply = await askBy(office, tokens.get(person) ?? {}, name, ours, { address: programAddress })
        expect([403, 404], `${name}, ${person}: ${reply.statusCode}`).toContain(reply.statusCode)
      }
    }
    expect(await fingerprint()).toBe(sum)
  })

  test('what it was let read is answered, from no page of ours and without a cookie', async () => {
    const reading = guarded.filter((name) => reads(name) && !notYet.includes(name))
    for (const name of reading) {
      const needed = routeScopes[name]
      const [person = 'an'] = rows[name].may
      if (needed === 'session' || needed === 'public') continue
      const { headers } = await giveToken(office, office.people[person].id, [needed])
      const reply = await askBy(office, headers, name, ours, { address: programAddress })
      expect(reply.statusCode, `${name}: ${reply.body.slice(0, 200)}`).toBe(rows[name].answer)
    }
  })
})

// Last, since these do what they ask for; in the order of the table.
test.each(guarded)(
  '%s answers who may, and what it changes has its line in the log',
  async (name) => {
    if (name === 'issuedFile') await office.runJobs()
    // What only reads can be asked by all of them; an act is done once.
    const people = routes[name].startsWith('GET ') ? rows[name].may : rows[name].may.slice(0, 1)
    expect(people).not.toEqual([])
    const before = await fingerprint()
    for (const person of people) {
      const reply = await ask(office, person, name, ours)
      expect(reply.statusCode, `${person}: ${reply.body.slice(0, 300)}`).toBe(rows[name].answer)
    }
    const changed = changedTables(before, await fingerprint())
    if (logAlone.includes(name) || changed.some((table) => !unlogged.includes(table))) expect(changed).toContain('audit_lines')
    else expect(changed).not.toContain('audit_lines')
    if (routes[name].startsWith('GET ')) expect(changed).toEqual([])
  },
  60_000,
)

describe('who typed a moment ago types no more', () => {
  const account = () =>
    office.services.db.updateTable('accounts').where('tenant_id', '=', office.tenantId).where('id', '=', office.people.lan.id)
  const role = { role: 'focalPoint' as const }

  test.each<readonly [string, number, (token: string) => Promise<unknown>, () => Promise<unknown>]>([
    [
      'when the session has ended',
      401,
      (token) =>
        office.app.inject({
          method: 'DELETE',
          url: '/api/session',
          headers: { ...office.signedIn('lan'), cookie: `${sessionCookie}=${token}` },
        }),
      async () => undefined,
    ],
    [
      'when the account is closed',
      401,
      () => account().set({ disabled_at: '2024-01-01T00:00:00Z' }).execute(),
      () => account().set({ disabled_at: null }).execute(),
    ],
    [
      'when the role is taken away',
      404,
      () => office.services.db.deleteFrom('account_roles').where('account_id', '=', office.people.lan.id).execute(),
      () =>
        office.services.db
          .insertInto('account_roles')
          .values({ tenant_id: office.tenantId, account_id: office.people.lan.id, ...role })
          .execute(),
    ],
    [
      'when the person works in another unit',
      404,
      () => account().set({ unit_id: office.units.ward7 }).execute(),
      () => account().set({ unit_id: office.units.ward5 }).execute(),
    ],
  ])('%s', async (_when, status, take, giveBack) => {
    const token = await inTransaction(office, (tx) =>
      openSession(tx, { tenantId: office.tenantId, accountId: office.people.lan.id, device: { userAgent: '', address: '' } }),
    )
    const type = async (reportId: string, numerator: string, baseRevision: number) => {
      const entries = [{ indicatorId: ours.indicator, numerator, denominator: '100', note: '', baseRevision }]
      const reply = await office.app.inject({
        method: 'PUT',
        url: `/api/reports/${reportId}/entries`,
        headers: { ...office.signedIn('lan'), cookie: `${sessionCookie}=${token}` },
        payload: { changeKey: randomUUID(), entries },
      })
      return { status: reply.statusCode, body: reply.body }
    }
    const { revision } = await office.services.db
      .selectFrom('report_entries')
      .select('revision')
      .where('tenant_id', '=', office.tenantId)
      .where('report_id', '=', ours.openReport)
      .where('indicator_id', '=', ours.indicator)
      .executeTakeFirstOrThrow()
    expect((await type(ours.openReport, String(revision + 10), revision)).status).toBe(200)

    await take(token)
    const before = await fingerprint()
    // What would be written, what would be told as a conflict, as the same again, as no longer editable, and as not there.
    const tries = [
      await type(ours.openReport, '77', revision + 1),
      await type(ours.openReport, '77', revision),
      await type(ours.openReport, String(revision + 10), revision + 1),
      await type(ours.approvableReport, '77', 0),
      await type(theirs.openReport, '77', 0),
    ]
    const after = await fingerprint()
    await giveBack()
    expect(tries.map((reply) => reply.status)).toEqual([status, status, status, status, status === 401 ? 401 : 404])
    expect(tries.map((reply) => reply.body).join('')).not.toContain(`"numerator":"${revision + 10}"`)
    expect(after).toBe(before)
  })
})
