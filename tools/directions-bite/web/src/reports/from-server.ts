// bites: nobody-imports-the-server
export type { Call } from '@haidang/server/platform/call'
