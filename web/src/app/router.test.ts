import { expect, test } from 'vitest'
import { matchRoute, paramsOf, route } from './router.tsx'

test('a part with a colon takes what stands there, decoded', () => {
  expect(paramsOf('/van-ban/nhap/:id', '/van-ban/nhap/a%20b')).toEqual({ id: 'a b' })
})

test('another length or another word is another page', () => {
  expect(paramsOf('/bao-cao/:id', '/bao-cao')).toBeUndefined()
  expect(paramsOf('/bao-cao/:id', '/bao-cao/')).toBeUndefined()
  expect(paramsOf('/bao-cao/:id', '/nhiem-vu/1')).toBeUndefined()
  expect(paramsOf('/bao-cao', '/bao-cao/')).toEqual({})
})

test('the page without a condition is for whoever no other page at the address is meant for', () => {
  const everyone = route('/bao-cao', () => 'units')
  const reviewers = route('/bao-cao', () => 'all', { when: ({ can }) => can.review })
  const may = (review: boolean) => ({
    account: { id: '', login: '', name: '', post: '', mustChangePassword: false, needsCurrentPassword: false },
    rules: { leastPasswordLength: 12, secondPersonActs: [] },
    mustSetUpFactor: false,
    unit: { id: '', name: '', shortName: '', group: 'ward' as const },
    roles: [],
    acting: null,
    mayActFor: [],
    office: { slug: '', name: '', issuer: '', place: '', practice: false, now: '' },
    can: {
      importDirective: false,
      issuePlan: false,
      report: !review,
      review,
      consolidate: review,
      seeBoard: review,
      readAudit: false,
      administer: false,
    },
  })
  expect(matchRoute([everyone, reviewers], '/bao-cao', may(true))?.route).toBe(reviewers)
  expect(matchRoute([everyone, reviewers], '/bao-cao', may(false))?.route).toBe(everyone)
  expect(matchRoute([everyone, reviewers], '/bao-cao')?.route).toBe(everyone)
})
