import type { Session } from '@haidang/api/session'
import { canSeeDraft } from '@haidang/domain/access/roles'

/** Whether the register is one of the person's rooms: it shows drafts too. */
export const seesRegister = ({ account, unit, roles }: Session): boolean =>
  canSeeDraft({ accountId: account.id, tenantId: '', unitId: unit.id, takenOver: [], roles })
