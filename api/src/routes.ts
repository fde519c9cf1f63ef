/** Every endpoint: method, path, who it is for. The server registers these and no other; the OpenAPI document and the web's client come from here. */
export const routes = {
  offices: 'GET /api/offices', signIn: 'POST /api/session', signInByLink: 'POST /api/session/link', session: 'GET /api/session', signOut: 'DELETE /api/session', changePassword: 'PUT /api/session/password', setClock: 'PUT /api/office/clock',
  myWork: 'GET /api/my-work', myReports: 'GET /api/my-reports', notices: 'GET /api/notices', readNotices: 'POST /api/notices/read',
  imports: 'GET /api/imports', receiveDocument: 'POST /api/imports', import: 'GET /api/imports/:id', importFile: 'GET /api/imports/:id/file', putItem: 'PUT /api/imports/:id/items/:itemId', splitItem: 'POST /api/imports/:id/items/:itemId/split',
  mergeItems: 'POST /api/imports/:id/items/merge', issuePlan: 'POST /api/imports/:id/issue', discardImport: 'DELETE /api/imports/:id',
  plans: 'GET /api/plans', plan: 'GET /api/plans/:id',
  reports: 'GET /api/reports', report: 'GET /api/reports/:id', putEntries: 'PUT /api/reports/:id/entries', putNarrative: 'PUT /api/reports/:id/narratives/:heading', submitReport: 'POST /api/reports/:id/submit', returnReport: 'POST /api/reports/:id/return',
  approveReport: 'POST /api/reports/:id/approve', correctReport: 'POST /api/reports/:id/correct', reportVersion: 'GET /api/reports/:id/versions/:version', addReportEvidence: 'POST /api/reports/:id/evidence', removeEvidence: 'DELETE /api/reports/:id/evidence/:evidenceId',
  evidenceFile: 'GET /api/evidence/:id/file',
  tasks: 'GET /api/tasks', putTask: 'PUT /api/tasks/:taskId/units/:unitId', addTaskEvidence: 'POST /api/tasks/:taskId/units/:unitId/evidence',
  removeTaskEvidence: 'DELETE /api/tasks/:taskId/units/:unitId/evidence/:evidenceId',
  consolidation: 'GET /api/consolidations/:period', putEdits: 'PUT /api/consolidations/:id/edits', issueConsolidation: 'POST /api/consolidations/:id/issue', issuedFile: 'GET /api/consolidations/:id/issues/:version/:file',
  scoreboard: 'GET /api/scoreboard', proof: 'GET /api/scoreboard/indicators/:id',
  auditLines: 'GET /api/audit/lines', auditVerification: 'GET /api/audit/verification',
} as const
export type RouteName = keyof typeof routes
