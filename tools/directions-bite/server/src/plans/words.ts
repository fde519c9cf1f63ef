// bites: nobody-imports-the-screens
export type { Page } from '../../../web/src/reports/page.tsx'
