import { registerAccessJobs } from './access/jobs.ts'
import { registerAccessRoutes } from './access/routes.ts'
import { looseningByTwo } from './access/rules.ts'
import { registerAnalyticsRoutes } from './analytics/routes.ts'
import { registerAuditJobs } from './audit/jobs.ts'
import { registerAuditRoutes } from './audit/routes.ts'
import { registerCalendarRoutes } from './calendar/routes.ts'
import { registerConsolidationJobs } from './consolidation/jobs.ts'
import { registerConsolidationRoutes } from './consolidation/routes.ts'
import { registerDocumentsRoutes } from './documents/routes.ts'
import { registerFeedsJobs } from './feeds/jobs.ts'
import { registerFeedsRoutes } from './feeds/routes.ts'
import { registerFiguresJobs } from './figures/jobs.ts'
import { registerFiguresRoutes } from './figures/routes.ts'
import { registerIndicatorsRoutes } from './indicators/routes.ts'
import { exceptingByTwo, unlockingByTwo } from './locks/actions.ts'
import { registerLocksRoutes } from './locks/routes.ts'
import { registerMyWorkJobs } from './my-work/jobs.ts'
import { registerMyWorkRoutes } from './my-work/routes.ts'
import { registerPlansJobs } from './plans/jobs.ts'
import { registerPlansRoutes } from './plans/routes.ts'
import { registerReportsRoutes } from './reports/routes.ts'
import { registerWorkbookRoutes } from './reports/workbook-routes.ts'
import { registerSecondPersonRoutes } from './second-person/routes.ts'
import { registerScoreboardRoutes } from './scoreboard/routes.ts'
import { registerSignaturesRoutes } from './signatures/routes.ts'
import { registerTasksRoutes } from './tasks/routes.ts'
import { registerBoundaryRoutes } from './units/boundary-routes.ts'
import { registerUnitsJobs } from './units/jobs.ts'
import { undoingByTwo } from './units/reorganisations.ts'
import { registerUnitsRoutes } from './units/routes.ts'
import type { Services } from './platform/call.ts'
import type { App } from './platform/routes.ts'
import type { ActsOfTwo } from './platform/second-person.ts'

/** The acts that an office may have two persons do. */
export const actsOfTwo: ActsOfTwo = {
  undoReorganisation: undoingByTwo,
  unlockPeriod: unlockingByTwo,
  exceptFromLock: exceptingByTwo,
  loosenRules: looseningByTwo,
}

/** Every feature of the program. */
export const featureRoutes: readonly ((app: App) => void)[] = [
  registerAccessRoutes,
  registerMyWorkRoutes,
  registerPlansRoutes,
  registerDocumentsRoutes,
  registerReportsRoutes,
  registerWorkbookRoutes,
  registerTasksRoutes,
  registerConsolidationRoutes,
  registerIndicatorsRoutes,
  registerScoreboardRoutes,
  registerUnitsRoutes,
  registerFiguresRoutes,
  registerAnalyticsRoutes,
  registerBoundaryRoutes,
  registerFeedsRoutes,
  registerCalendarRoutes,
  registerLocksRoutes,
  registerAuditRoutes,
  registerSignaturesRoutes,
  registerSecondPersonRoutes(actsOfTwo),
]

export async function registerJobs(services: Services): Promise<void> {
  await registerPlansJobs(services)
  await registerConsolidationJobs(services)
  await registerMyWorkJobs(services)
  await registerAuditJobs(services)
  await registerUnitsJobs(services)
  await registerFiguresJobs(services)
  await registerFeedsJobs(services)
  await registerAccessJobs(services)
}
