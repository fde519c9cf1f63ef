import type { DraftItem, Import } from '@haidang/api/imports'
import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Person } from './person.ts'

type Kind = 'Chỉ tiêu' | 'Nhiệm vụ' | 'Chế độ báo cáo' | 'Văn bản' | 'Căn cứ'
type State = 'chưa soát' | 'đã nhận' | 'đã bỏ'

/** The officer's desk: the document at the left, what was understood at the right. */
export const deskOf = (page: Page) => ({
  entries: page.getByRole('region', { name: 'Điều đã hiểu' }).getByRole('listitem'),
  document: page.getByRole('region', { name: 'Văn bản gốc' }),
  tab: (name: Kind | 'Tất cả' | 'Điều còn ngờ') => page.getByRole('tab', { name: new RegExp(`^${name}\\s*\\d+$`, 'u') }),
})

export const itemCalled = (page: Page, kind: Kind, name: string, state?: State): Locator =>
  page.getByRole('group', { name: new RegExp(`^${kind}: ${escaped(capitalised(name))}, ${state ?? ''}`, 'u') })

/** Chooses an item with the mouse: from here on the keys speak to it. */
export async function choose(item: Locator): Promise<void> {
  await item.first().getByRole('button').click()
  await expect(item.first()).toBeFocused()
}

export const importIdIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

export const draftOf = (officer: Person, importId: string): Promise<Import> => officer.get<Import>(`/api/imports/${importId}`)

export type Indicator = Extract<DraftItem, { readonly kind: 'indicator' }>
export type Task = Extract<DraftItem, { readonly kind: 'task' }>
export const indicatorsOf = ({ items }: Import): readonly Indicator[] =>
  items.filter((item): item is Indicator => item.kind === 'indicator' && item.state !== 'dropped')
export const tasksOf = ({ items }: Import): readonly Task[] =>
  items.filter((item): item is Task => item.kind === 'task' && item.state !== 'dropped')

/** Waits until nothing typed is only on this machine, and sees that the server has what one expects. */
export async function expectDraft(officer: Person, importId: string, what: (draft: Import) => unknown, expected: unknown): Promise<void> {
  await expect.poll(async () => what(await draftOf(officer, importId)), { timeout: 20_000 }).toEqual(expected)
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
