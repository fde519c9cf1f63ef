import pg from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from './testing.ts'

test('two databases of one file do not see each other, and a dropped one is gone', async () => {
  const [first, second] = await Promise.all([emptyDatabase('one'), testDatabase('two')])
  const one = new pg.Client(first.connection)
  const two = new pg.Client({ connectionString: second.url })
  await one.connect()
  await two.connect()
  await one.query('create table only_here (a int)')

  await expect(two.query('select * from only_here')).rejects.toThrow(/does not exist/)
  await one.end()
  await two.end()
  await first.drop()
  await second.drop()
  await expect(new pg.Client(first.connection).connect()).rejects.toThrow(/does not exist/)
})

test('the database sorts by code point, so that 15 and 18 agree', async () => {
  const database = await testDatabase('sorting')
  const client = new pg.Client(database.connection)
  await client.connect()
  const { rows } = await client.query<{ word: string }>(
    `select word from (values ('đèn'), ('dừa'), ('Đảo'), ('e'), ('E')) as t (word) order by word`,
  )
  const vietnamese = await client.query<{ word: string }>(
    `select word from (values ('đèn'), ('dừa'), ('e')) as t (word) order by word collate "vi-x-icu"`,
  )
  await client.end()
  await database.drop()

  expect(rows.map(({ word }) => word)).toEqual(['E', 'dừa', 'e', 'Đảo', 'đèn'])
  expect(vietnamese.rows.map(({ word }) => word)).toEqual(['dừa', 'đèn', 'e'])
})
