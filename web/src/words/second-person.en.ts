import type { Translated } from './catalogue.ts'
import type { secondPersonVi } from './second-person.vi.ts'

export const secondPersonEn: Translated<typeof secondPersonVi> = {
  acts: {
    undoReorganisation: 'Undo a reorganisation',
    unlockPeriod: 'Open a locked period',
    exceptFromLock: 'Let a unit into a locked period',
    loosenRules: 'Have fewer acts done by two persons',
  },
  title: 'Acts by two persons',
  about: 'What the office has two persons do: one asks, another who has the right looks at it and does it.',
  none: 'Nothing was asked yet.',
  act: 'Act',
  asked: 'Asked by',
  reason: 'Reason',
  state: 'State',
  todo: 'Answer',
  states: { waiting: 'waiting', approved: 'done', refused: 'refused', withdrawn: 'withdrawn', expired: 'too late' },
  until: (at) => `before ${at}`,
  onBehalfOf: (name) => `for ${name}`,
  decidedBy: (name, at) => `${name}, ${at}`,
  approve: 'Approve',
  refuse: 'Refuse',
  withdraw: 'Withdraw',
  approveTitle: (name) => `Approve what ${name} asks`,
  approveAbout: 'It is done at once, and the log has both names.',
  refuseTitle: (name) => `Refuse what ${name} asks`,
  refuseAbout: 'It is not done, and who asked sees the reason.',
  refuseReason: 'Reason',
  reasonNeeded: 'Give the reason, in at least 3 characters.',
  done: { approve: 'Approved and done.', refuse: 'Refused.', withdraw: 'Withdrawn.' },
  ask: {
    title: 'A second person is needed',
    about: (hours) =>
      `The office has two persons do this. What you ask stands for ${hours} hours; others with the right see it on the page “Acts by two persons”.`,
    reason: 'Why it is needed',
    send: 'Ask',
    sentTitle: 'Asked',
    sent: 'Asked. Nothing has changed yet; it is done when a second person approves.',
  },
  refusals: {
    ownRequest: 'Nobody approves what they asked themselves, nor acting for who asked.',
    decidedAlready: 'This was answered or withdrawn.',
    tooLate: 'This is too late; ask anew.',
    notDeclared: 'One person may do this now; do it again.',
    askedAlready: 'The same is waiting already.',
  },
}
