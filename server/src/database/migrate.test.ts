import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foldInPlace, numberKey } from '@haidang/domain/plans/document-number'
import { regimeFrom } from '@haidang/api/regimes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb, openPool, readInstant } from './connect.ts'
import { migrateToLatest, sqlFiles } from './migrate.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase('migrated')
})
afterAll(() => database.drop())

const tenant = `insert into tenants (slug, name, issuer, place, symbol_suffix, practice, created_at) values ('cu', 'UBND cũ', 'UBND CŨ', 'Vũng Tàu', 'UBND', true, '2024-01-01T00:00:00Z')`
const id = (digit: number) => `'00000000-0000-4000-8000-00000000000${digit}'`

/** What stands in the tables before the migrations that come after; each migration has its rows here, so that the next one meets them. */
const rowsAfter: Readonly<Record<string, string>> = {
  '0001-main-job': `
    ${tenant};
    insert into units values (1, ${id(1)}, '2024-01-01T00:00:00Z');
    insert into unit_versions values (1, ${id(1)}, '2024-01-01', null, 0, 'UBND Phường 5', 'Phường 5', 'ward', '26512', null, '2024-01-01T00:00:00Z');
    insert into accounts (tenant_id, id, login, full_name, post, unit_id, created_at) values (1, ${id(2)}, 'lan', 'Trần Thị Lan', 'Công chức', ${id(1)}, '2024-01-01T00:00:00Z');
    insert into account_roles values (1, ${id(2)}, 'focalPoint');
    insert into documents (tenant_id, id, type, title, registered_at, registered_by) values (1, ${id(3)}, 'kế hoạch', 'Kế hoạch chuyển đổi số', '2024-04-20T01:00:00Z', ${id(2)});
    insert into plans values (1, ${id(4)}, ${id(3)}, 'Kế hoạch chuyển đổi số', 2024, 1);
    insert into indicators values (1, ${id(5)}, ${id(4)}, 1, 1, 'I.1', 'Chính quyền số', 'Hồ sơ trực tuyến', 'ratio', 'trực tuyến', 'tất cả', '%', 2, '{"op": ">=", "value": "80"}', 'sumRatio', 'II.1', 10, 20);
    insert into regimes values (1, ${id(6)}, ${id(4)}, '{}', '2024-05', '2024-12', '2024-04-20T01:00:00Z');
    insert into obligations values (1, ${id(7)}, ${id(6)}, 'unit', ${id(1)}, '2024-05', '2024-04-10', '2024-05-10', '2024-05-12', '2024-05-13T10:00:00Z', 'chủ nhật', '[]', '2024-04-20T01:00:00Z');
    insert into reports (tenant_id, id, unit_id, period, state) values (1, ${id(7)}, ${id(1)}, '2024-05', 'open');
    insert into report_entries values (1, ${id(7)}, ${id(5)}, 23391, 23802.0000000001, '', 1, null, '2024-05-11T03:04:05.678Z', ${id(2)});
    insert into report_entries values (1, ${id(7)}, ${id(6)}, null, 0, '', 1, null, '2024-05-11T03:04:05.678Z', ${id(2)});
    insert into audit_streams values (1, 'plan', 1, sha256('x'));
    insert into audit_lines values (1, 'plan', 1, '2024-04-20T01:00:00Z', null, 'planIssued', 'x', '{}', sha256('x'));
    insert into value_batches values (1, ${id(8)}, 0, '\\x300a', encode(sha256('\\x300a'), 'hex'), '2024-05-11T03:04:05.678Z');`,
  '0002-kept-lists': `
    insert into value_batches select 1, ${id(9)}, size, changes, digest, imported_at from value_batches;
    insert into stored_files values (1, repeat('a', 64), 3, 'text/plain', '2024-04-20T01:00:00Z');
    insert into plan_imports (tenant_id, id, file_sha256, file_name, state, document_text, created_at, created_by)
    values (1, ${id(1)}, repeat('a', 64), 'quyết định.txt', 'read', 'Số: 968/QĐ–UBND, phường Thắng Tam', '2024-04-20T01:00:00Z', ${id(2)});
    insert into draft_items (tenant_id, import_id, id, kind, position, state, value, updated_at) values
      (1, ${id(1)}, ${id(1)}, 'document', 1, 'unseen', '{"type": "QUYẾT ĐỊNH", "number": "0968", "symbol": "QĐ–UBND", "date": "2024-04-10", "issuer": "UBND tỉnh", "title": "Chuyển đổi số", "signer": "", "signerRole": ""}', '2024-04-20T01:00:00Z'),
      (1, ${id(1)}, ${id(2)}, 'citation', 2, 'accepted', '{"type": "kế hoạch", "number": "28 / KH - UBND", "date": "2024", "issuer": "", "relation": "basis", "text": "Căn cứ Kế hoạch"}', '2024-04-20T01:00:00Z'),
      (1, ${id(1)}, ${id(3)}, 'citation', 3, 'dropped', '{"type": "kế hoạch", "number": "29/KH-UBND", "date": "", "issuer": "", "relation": "basis", "text": ""}', '2024-04-20T01:00:00Z');`,
  '0003-document-register': `
    insert into register_citations (tenant_id, entry_id, position, relation, type, passage) values (1, ${id(3)}, 1, 'mentions', 'luật', 'Luật Giao dịch điện tử');`,
  '0004-reading-examples': `
    insert into draft_items (tenant_id, import_id, id, kind, position, state, value, updated_at, rule, confidence) values
      (1, ${id(1)}, ${id(4)}, 'task', 4, 'accepted', '{"text": "Tập huấn"}', '2024-04-20T01:00:00Z', 'task.leadIn', 0.75);
    insert into reading_examples (tenant_id, id, issuer, issuer_key, kind, pattern, correction, import_id, item_id, made_at, made_by) values
      (1, ${id(1)}, 'UBND tỉnh', 'ubnd tinh', 'unit', 'phong vhtt', '{"unitIds": []}', ${id(1)}, ${id(4)}, '2024-04-20T01:00:00Z', ${id(2)});`,
  '0005-units-in-time': `
    insert into unit_versions (tenant_id, unit_id, valid_from, valid_to, name, short_name, unit_group, kind, official_code, recorded_at)
    values (1, ${id(1)}, '2023-01-01', '2024-01-01', 'Tỉnh Cũ', 'Tỉnh Cũ', 'area', 'tỉnh', '77', '2024-01-02T00:00:00Z');
    insert into reorganisations values (1, ${id(1)}, 'Sắp xếp', '99/NQ', '2025-07-01', 'applied', '2025-06-20T00:00:00Z', null, null, null);
    insert into reorganised_units values (1, ${id(1)}, ${id(1)}, 'ended');
    insert into lineage_edges values (1, ${id(1)}, ${id(1)}, ${id(1)}, 'part', '{"population": "0.5"}', '2025-06-20T00:00:00Z', null);`,
  '0006-unit-search': `
    insert into unit_versions (tenant_id, unit_id, valid_from, valid_to, name, short_name, unit_group, recorded_at, found_by)
    values (1, ${id(1)}, '2022-01-01', '2023-01-01', 'Xã Cũ', 'Xã Cũ', 'ward', '2024-01-02T00:00:00Z', '| xa cu | xa cu |');`,
  '0007-lenses': `update indicators set lineage_policy = 'notComparable';`,
  '0008-unit-boundaries': `
    insert into unit_boundaries (tenant_id, unit_id, valid_from, known_from, geometry, west, south, east, north, points, area_m2, digest, source)
    values (1, ${id(1)}, '2024-01-01', '2024-01-02T00:00:00Z', '{"type": "MultiPolygon", "coordinates": [[[[107, 10], [108, 10], [108, 11], [107, 10]]]]}',
      107, 10, 108, 11, 3, 6e9, repeat('a', 64), 'Sở Nông nghiệp và Môi trường, 2024');`,
  '0009-handing-over': `
    insert into takeovers values (1, ${id(1)}, ${id(1)}, ${id(1)}, null);
    insert into reorganised_reports values (1, ${id(1)}, ${id(7)}, 'passedOn', ${id(7)}, null);
    insert into moved_accounts values (1, ${id(1)}, ${id(2)}, ${id(1)}, ${id(1)});`,
  '0010-known-hand-over': `update reorganised_reports set form_after = '[]' where change = 'widened';`,
  '0011-roll-ups': `insert into lineage_now values (1, ${id(1)}, '0001-01-01', '2025-07-01', ${id(1)}, 0.5, true);`,
  '0012-sums-kept': `
    update tenants set sums_kept = true;
    insert into rolled_figures values (1, 'is', '2024-05', ${id(1)}, ${id(5)}, 4, 1, 10, 1, true);`,
  '0013-estimates-counted': '',
  '0014-months-kept': `insert into kept_months values (1, 'was', ${id(1)}, '2024-05', '1', '3', '4', '');`,
  '0015-heads-of-units': `
    update unit_versions set identifier = 'H06.05', head_name = 'Trần Thị Hoa', head_post = 'Chủ tịch UBND phường' where name = 'UBND Phường 5';
    update reorganised_units set change = 'particulars';`,
  '0016-definitions-in-time': `
    insert into indicator_definitions values (1, ${id(5)}, 1, '2024-06', '{}', true, 'công văn', '2024-06-01T00:00:00Z', ${id(2)});
    insert into target_paths values (1, ${id(5)}, 1, '{}', 'lộ trình', '2024-06-01T00:00:00Z', ${id(2)});
    insert into unit_target_revisions values (1, ${id(5)}, 1, '2024-06', '[]', 'giao lại', '2024-06-01T00:00:00Z', ${id(2)});`,
  '0017-forms-told-apart': '',
  '0018-feeds': `
    insert into feeds (tenant_id, id, name, kind, state, settings, since, changed_at, changed_by)
    values (1, ${id(1)}, 'Hồ sơ', 'push', 'active', '{}', '2024-05-01T00:00:00Z', '2024-05-01T00:00:00Z', ${id(2)});
    insert into feed_runs values (1, ${id(1)}, ${id(1)}, 1, 'push', null, '2024-05-02T00:00:00Z', '2024-05-02T00:00:00Z', null, 3, repeat('a', 64), '1',
      'taken', null, 2, 1, 1, '[]', '[]', '[["P5", "tiepNhan", "2024-05", "4"]]');
    insert into feed_values values (1, '2024-05', ${id(1)}, ${id(5)}, ${id(1)}, ${id(1)}, 3, 4, '2024-05-02T00:00:00Z', null);
    insert into entries_from_feeds values (1, ${id(7)}, ${id(5)}, 1, ${id(1)});`,
  '0019-taken-figures': `
    update regimes set definition = '{"name": "Báo cáo tháng", "frequency": "monthly", "windowFromDay": 10, "windowToDay": 10, "unitDueDay": 12, "consolidatedDueDay": 25, "closingTime": "17:00", "dayOff": "next", "quote": "", "outline": ["results"]}';
    insert into draft_items (tenant_id, import_id, id, kind, position, state, value, original, updated_at) values
      (1, ${id(1)}, ${id(5)}, 'reporting', 5, 'accepted', '{"name": "", "frequency": "monthly", "windowFromDay": 10, "windowToDay": 10, "unitDueDay": 12, "consolidatedDueDay": null, "closingTime": "17:00", "text": ""}', null, '2024-04-20T01:00:00Z'),
      (1, ${id(1)}, ${id(6)}, 'reporting', 6, 'unseen', '{"frequency": "semiannual", "windowFromDay": 15, "windowToDay": 15, "unitDueDay": null, "consolidatedDueDay": null}', '{"frequency": "as-required", "windowFromDay": null, "windowToDay": null, "unitDueDay": null, "consolidatedDueDay": null}', '2024-04-20T01:00:00Z');`,
  '0020-regimes-of-every-frequency': `
    insert into obligations select tenant_id, ${id(8)}, regime_id, level, unit_id, '2024-05-31', null, '2024-06-01', '2024-05-31', due_at, null, form, created_at from obligations;
    insert into obligations select tenant_id, ${id(9)}, regime_id, 'city', unit_id, '2024-Q2', window_from, window_to, nominal_due, due_at, null, form, created_at from obligations where period = '2024-05';`,
  '0021-saved-views': `insert into saved_views values (1, ${id(1)}, ${id(2)}, 'Của tôi', 'tu=2024-05', '2024-06-01T00:00:00Z');`,
  '0022-calendar-changes': `
    insert into calendar_changes values (1, ${id(1)}, 1, '9441/TB-BNV', '2024-04-20', '[]', '2024-04-21T00:00:00Z', ${id(2)});
    insert into moved_dues values (1, ${id(7)}, ${id(1)}, '2024-05-12', '2024-05-12T10:00:00Z', null, '2024-05-13T10:00:00Z');`,
  '0023-populations': `insert into unit_populations values (1, ${id(1)}, '2023-12-31', '2024-01-05T00:00:00Z', null, 12345, 'Công an thành phố');`,
  '0024-own-tables': `insert into table_mappings values (1, ${id(4)}, ${id(1)}, 'Bảng tháng', '["Đơn vị"]', 'don vi', '{}', '2024-05-02T00:00:00Z', ${id(2)});`,
  '0025-extensions': `
    insert into extensions values (1, ${id(1)}, ${id(7)}, '2024-05-16', 'bảo trì', '2024-05-10T00:00:00Z', ${id(2)}, 'granted', null, '2024-05-11T00:00:00Z', ${id(2)},
      '2024-05-13T10:00:00Z', '2024-05-16T10:00:00Z');`,
  '0026-checks-answered': `update report_events set explained = '[]' where kind = 'submitted';`,
  '0027-sessions-listed': `
    insert into sessions (tenant_id, id, token_hash, account_id, user_agent, address, created_at, last_seen_at, expires_at)
    values (1, ${id(1)}, sha256('x'), ${id(2)}, 'Desk/1.0', '192.0.2.7', '2024-05-02T00:00:00Z', '2024-05-02T01:00:00Z', '2024-05-09T00:00:00Z');`,
  '0028-answers-in-words': `
    insert into report_entries (tenant_id, report_id, indicator_id, words, updated_at, updated_by)
    values (1, ${id(7)}, ${id(9)}, 'VNPT iGate', '2024-05-11T03:04:05.678Z', ${id(2)});`,
  '0029-period-locks': `
    insert into period_lock_words values (1, ${id(1)}, ${id(6)}, '2024-05', 1, 'locked', 'Đã gửi tỉnh', '2024-05-28T00:00:00Z', ${id(2)});
    insert into lock_exceptions values (1, ${id(1)}, ${id(6)}, '2024-05', ${id(1)}, 'Đếm sót hồ sơ', '2024-05-28T01:00:00Z', ${id(2)}, '2024-05-29T10:00:00Z');
    insert into lock_rules values (1, 1, '2024-06-01', 3, '2024-05-28T00:00:00Z', ${id(2)});
    update reports set lock_seq = 1;`,
  '0030-reminder-settings': `
    insert into reminder_settings values (1, 1, '2024-06-01', '{7,3}', true, '{0,2}', '{focalPoint,head}', '18:00', '07:00', true, '2024-05-28T00:00:00Z', ${id(2)});`,
  '0031-local-accounts': `
    insert into sign_in_failures values (1, sha256('lan'), 'anywhere', 3, '2024-05-02T00:00:00Z', null);
    insert into known_devices values (1, ${id(2)}, sha256('máy'), '2024-05-02T00:00:00Z', '2024-05-02T00:00:00Z');
    insert into security_rules values (1, 1, '2024-05-02', '{}', 'Quy chế 12/QĐ-UBND', '2024-05-02T00:00:00Z', ${id(2)});`,
  '0032-second-factors': `
    insert into second_factors values (1, ${id(2)}, '\\x00', '2024-05-02T00:00:00Z', '2024-05-02T00:00:00Z', 57154400);
    insert into recovery_codes values (1, ${id(2)}, sha256('mã'), '2024-05-02T00:00:00Z', null);`,
  '0033-second-wall': `update accounts set full_name = full_name;`,
  '0034-api-tokens': `
    insert into api_tokens values (1, ${id(1)}, ${id(2)}, sha256('mã'), 'Kho dữ liệu', '{reports:read}', '2024-05-02T00:00:00Z', ${id(2)},
      '2024-08-02T00:00:00Z', '2024-05-03T00:00:00Z', '192.0.2.7', '{192.0.2.7}', null, null, null);`,
  '0035-sign-in-issuers': `
    insert into issuer_versions values (1, ${id(1)}, 1, '2024-05-02', '{}', 'Quy chế 12/QĐ-UBND', '2024-05-02T00:00:00Z', ${id(2)});
    insert into issuer_identities values (1, ${id(1)}, 'sub-lan', ${id(2)}, '2024-05-02T00:00:00Z');
    insert into issuer_attempts values (1, sha256('x'), sha256('y'), ${id(1)}, 'n', 'v', 'https://x/dang-nhap/noi-khac', '2024-05-02T00:10:00Z', null);`,
  '0036-passkeys': `
    insert into passkeys values (1, ${id(1)}, ${id(2)}, '\\x01', '\\x02', 0, '{internal}', 'Máy ở cơ quan', '2024-05-02T00:00:00Z', null);
    insert into passkey_challenges values (1, sha256('x'), 'signIn', null, '2024-05-02T00:05:00Z');`,
  '0037-people-written-to': `
    update accounts set email = 'lan@vungtau.gov.vn' where tenant_id = 1 and id = ${id(2)};`,
  '0038-posts-through-time': `
    insert into post_changes (tenant_id, id, account_id, from_day, document, unit_id, post, roles, recorded_at, recorded_by)
      values (1, ${id(1)}, ${id(2)}, '2030-01-01', 'QĐ 12/QĐ-UBND', ${id(1)}, 'Phó Chủ tịch', '{leader}', '2024-05-02T00:00:00Z', ${id(2)});`,
  '0039-delegations': `
    insert into delegations (tenant_id, id, to_account, unit_id, roles, from_day, until_day, reason, document, given_at, given_by)
      values (1, ${id(1)}, ${id(2)}, ${id(1)}, '{leader}', '2024-05-02', '2024-06-30', 'Khuyết thủ trưởng', 'QĐ 14/QĐ-UBND', '2024-05-02T00:00:00Z', ${id(2)});`,
  '0039-two-persons': `
    insert into second_person_requests (tenant_id, id, act, input, about, reason, asked_at, asked_by, expires_at)
      values (1, ${id(1)}, 'unlockPeriod', '{}', 'Kỳ 2024-05', 'Đếm sót', '2024-05-02T00:00:00Z', ${id(2)}, '2024-05-05T00:00:00Z');`,
  '0040-issued-papers-verified': `
    insert into consolidations values (1, ${id(1)}, ${id(6)}, '2024-05', '{}', 1, null, '2024-05-25T00:00:00Z', ${id(2)});
    insert into consolidation_issues (tenant_id, consolidation_id, version, content, sha256, issued_at, issued_by, state, token, address) values
      (1, ${id(1)}, 1, '{}', 'a', '2024-05-25T00:00:00Z', ${id(2)}, 'written', repeat('0', 26), 'https://haidang.example/kiem-tra/1-0');
    insert into signed_copies select 1, ${id(1)}, 1, sha256, 'bao-cao-da-ky.pdf', '2024-05-26T00:00:00Z', ${id(2)} from stored_files limit 1;`,
  '0041-trusted-roots': `
    insert into trusted_roots (tenant_id, id, certificate, sha256, trusted_from, source, recorded_at, recorded_by) values
      (1, ${id(1)}, '\\x00', repeat('a', 64), '2024-05-02', 'Quy chế 12/QĐ-UBND', '2024-05-02T00:00:00Z', ${id(2)});`,
  '0043-value-lists-sent-again': `
    insert into value_batches values (1, gen_random_uuid(), 0, '\\x300a', encode(sha256('\\x300a'), 'hex'), '2024-05-11T03:04:05.678Z', repeat('a', 64), '\\x00');`,
}

test('each migration runs on a database with rows in it, and they are all still there', async () => {
  const names = Object.keys(await sqlFiles().getMigrations()).toSorted()
  expect(Object.keys(rowsAfter)).toEqual(names)

  const old = await emptyDatabase('migrations')
  const pool = openPool(old.connection, { max: 1 })
  for (const name of names) {
    expect(await migrateToLatest(old.connection, { upTo: name })).toEqual([name])
    await pool.query(rowsAfter[name] ?? '')
  }
  expect(await migrateToLatest(old.connection)).toEqual([])
  const { rows } = await pool.query(
    `select numerator, denominator, words, updated_at from report_entries order by numerator nulls last, denominator`,
  )
  expect(rows).toEqual([
    { numerator: '23391', denominator: '23802.0000000001', words: null, updated_at: '2024-05-11T03:04:05.678Z' },
    { numerator: null, denominator: '0', words: null, updated_at: '2024-05-11T03:04:05.678Z' },
    { numerator: null, denominator: null, words: 'VNPT iGate', updated_at: '2024-05-11T03:04:05.678Z' },
  ])
  const proofs = await pool.query('select begun_by, proved_at from sessions')
  expect(proofs.rows, 'a session from before was proved when it began').toEqual([
    { begun_by: 'password', proved_at: '2024-05-02T00:00:00.000Z' },
  ])
  const known = await pool.query('select name, known_from, known_until from unit_versions_known')
  expect(known.rows).toEqual([{ name: 'UBND Phường 5', known_from: '2024-01-01T00:00:00.000Z', known_until: null }])
  const searched = await pool.query<{ found_by: string }>('select found_by from unit_versions order by name')
  expect(searched.rows.map(({ found_by }) => found_by)).toEqual([
    '| tinh cu | tinh cu | 77 |',
    '| ubnd phuong 5 | phuong 5 | 26512 |',
    '| xa cu | xa cu |',
  ])
  const forms = await pool.query('select distinct form_key from obligations')
  expect(forms.rows).toEqual([{ form_key: createHash('md5').update('[]').digest('hex') }])
  const regime = await pool.query<{ id: string; definition: unknown }>('select id, definition from regimes')
  expect(regime.rows.map(({ id: regimeId, definition }) => regimeFrom(regimeId, definition))).toMatchObject([
    {
      frequency: 'monthly',
      window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 10 } },
      due: { unit: { kind: 'day', shift: 0, date: 12 }, city: { kind: 'day', shift: 0, date: 25 } },
      closingTime: '17:00',
      asksFigures: true,
    },
  ])
  const reporting = await pool.query(`select value, original from draft_items where kind = 'reporting' order by position`)
  expect(reporting.rows).toEqual([
    {
      value: {
        name: '',
        frequency: 'monthly',
        makesRegime: true,
        windowFrom: { shift: -1, date: 10 },
        windowTo: { shift: 0, date: 10 },
        unitDue: { kind: 'day', shift: 0, date: 12 },
        cityDue: null,
        rounds: [],
        asksFigures: true,
        closingTime: '17:00',
        text: '',
      },
      original: null,
    },
    {
      value: expect.objectContaining({ frequency: 'halfYear', makesRegime: false, windowFrom: { shift: -6, date: 15 }, unitDue: null }),
      original: expect.objectContaining({ frequency: 'adHoc', makesRegime: false, windowFrom: null }),
    },
  ])
  const sums = await pool.query('select r.estimates, t.sums_kept from rolled_figures r join tenants t using (tenant_id)')
  expect(sums.rows).toEqual([{ estimates: 1, sums_kept: false }])
  const kept = await pool.query(`select encode(sha256(changes), 'hex') = digest as intact from value_batches`)
  expect(kept.rows).toEqual([{ intact: true }, { intact: true }, { intact: true }])
  const register = await pool.query(
    `select kind, number_key, head, body, words @@ to_tsquery('simple', 'thang & tam') as told from register_entries order by kind`,
  )
  expect(register.rows).toEqual([
    { kind: 'kế hoạch', number_key: null, head: 'ke hoach ke hoach chuyen doi so ', body: '', told: false },
    {
      kind: 'quyết định',
      number_key: numberKey('0968/QĐ–UBND'),
      head: foldInPlace('0968/QĐ–UBND quyết định UBND tỉnh Chuyển đổi số quyết định.txt'),
      body: foldInPlace('Số: 968/QĐ–UBND, phường Thắng Tam'),
      told: true,
    },
  ])
  const cited = await pool.query(`select relation, number_key, passage from register_citations order by entry_id`)
  expect(cited.rows).toEqual([
    { relation: 'basis', number_key: numberKey('28 / KH - UBND'), passage: 'Căn cứ Kế hoạch' },
    { relation: 'mentions', number_key: null, passage: 'Luật Giao dịch điện tử' },
  ])
  const items = await pool.query(`select rule, confidence from draft_items where kind <> 'reporting' order by position`)
  expect(items.rows).toEqual([...Array(3).fill({ rule: null, confidence: null }), { rule: 'task.leadIn', confidence: 0.75 }])
  await expect(pool.query(`update draft_items set confidence = 1`)).rejects.toThrow(/confidence/u)
  await pool.end()
  await old.drop()
})

test('two programs that start together migrate once', async () => {
  const fresh = await emptyDatabase('together')
  const done = await Promise.all([migrateToLatest(fresh.connection), migrateToLatest(fresh.connection), migrateToLatest(fresh.connection)])
  expect(done.flat()).toEqual(Object.keys(rowsAfter))
  await fresh.drop()
})

test('a migration that fails half way leaves nothing of itself', async () => {
  const fresh = await emptyDatabase('failing')
  const directory = await mkdtemp(join(tmpdir(), 'haidang-migrations-'))
  await writeFile(join(directory, '0001-good.sql'), 'create table kept (n int); insert into kept values (7);')
  await writeFile(
    join(directory, '0002-bad.sql'),
    'create table half (n int); insert into kept values (8); insert into nowhere values (1);',
  )
  await expect(migrateToLatest(fresh.connection, { directory })).rejects.toThrow(/nowhere/u)

  const pool = openPool(fresh.connection, { max: 1 })
  const tables = await pool.query(`select to_regclass('kept')::text as kept, to_regclass('half')::text as half`)
  expect(tables.rows).toEqual([{ kept: null, half: null }])
  await writeFile(join(directory, '0002-bad.sql'), 'insert into kept values (8);')
  expect(await migrateToLatest(fresh.connection, { directory })).toEqual(['0001-good', '0002-bad'])
  await pool.end()
  await rm(directory, { recursive: true })
  await fresh.drop()
})

test.each([
  [
    'a clock of its own in an office that is no practice',
    `insert into tenants (slug, name, issuer, place, symbol_suffix, practice, clock_shift_seconds, created_at) values ('that', 'x', 'x', 'x', 'x', false, 60, now())`,
    'tenants_check',
  ],
  [
    'a login in capitals',
    `insert into accounts (tenant_id, id, login, full_name, post, unit_id, created_at) values (1, gen_random_uuid(), 'Lan', 'x', 'x', ${id(1)}, now())`,
    'accounts_login_check',
  ],
  [
    'a password for a program',
    `insert into accounts (tenant_id, id, login, full_name, post, unit_id, password_hash, kind, created_at) values (1, gen_random_uuid(), 'kho', 'x', 'x', ${id(1)}, 'x', 'service', now())`,
    'accounts_service_check',
  ],
  [
    'an empty text for an answer',
    `insert into report_entries (tenant_id, report_id, indicator_id, words, updated_at, updated_by) values (1, ${id(7)}, ${id(9)}, '', now(), ${id(2)})`,
    'report_entries_words_check',
  ],
  [
    'words beside a figure',
    `insert into report_entries (tenant_id, report_id, indicator_id, numerator, words, updated_at, updated_by) values (1, ${id(7)}, ${id(9)}, 0, 'x', now(), ${id(2)})`,
    'report_entries_words_check',
  ],
  [
    'a unit that ends before it begins',
    `insert into unit_versions values (1, ${id(1)}, '2025-01-01', '2024-12-31', 0, 'x', 'x', 'ward', null, null, now())`,
    'unit_versions_check',
  ],
  [
    'a head of a unit without a post',
    `insert into unit_versions (tenant_id, unit_id, valid_from, name, short_name, unit_group, recorded_at, head_name) values (1, ${id(1)}, '2025-01-01', 'x', 'x', 'ward', now(), 'x')`,
    'unit_versions_head_check',
  ],
  [
    'a ratio without its figures named',
    `insert into indicators values (1, gen_random_uuid(), ${id(4)}, 1, 2, 'I.2', 'x', 'x', 'ratio', null, null, '%', 2, '{}', 'sumRatio', 'x', null, null)`,
    'indicators_check',
  ],
  [
    'the same obligation twice',
    `insert into obligations select tenant_id, gen_random_uuid(), regime_id, level, unit_id, period, window_from, window_to, nominal_due, due_at, null, form, created_at from obligations`,
    'obligations_tenant_id_regime_id_level_period_unit_id_key',
  ],
  [
    'a report of another office',
    `insert into reports (tenant_id, id, unit_id, period, state) values (2, ${id(7)}, ${id(1)}, '2024-05', 'open')`,
    'reports_tenant_id_id_fkey',
  ],
])('the database itself refuses %s', async (_what, statement, constraint) => {
  const pool = openPool(database.connection, { max: 1 })
  await pool.query('begin')
  await pool.query(
    rowsAfter['0001-main-job']?.replaceAll(/\(1, /gu, '((select max(tenant_id) from tenants), ').replaceAll("('cu'", "('cu'") ?? '',
  )
  const { rows } = await pool.query<{ tenant: number }>('select max(tenant_id) as tenant from tenants')
  await expect(
    pool.query(statement.replaceAll(/\(1, /gu, `(${rows[0]?.tenant}, `).replace('select 1', `select ${rows[0]?.tenant}`)),
  ).rejects.toMatchObject({ constraint })
  await pool.query('rollback')
  await pool.end()
})

test('values come as the program wants them: exact decimals and days as text, moments in UTC, counts as numbers', async () => {
  const pool = openPool(database.connection, { max: 1 })
  const { rows } = await pool.query(
    `select 12345678901234567890.0123456789::numeric as decimal, date '2024-05-13' as day, timestamptz '2024-05-13 17:00:00.25+07' as moment, 9007199254740991::bigint as count, '{"a": [1]}'::jsonb as json, array['a', 'b'] as list`,
  )
  expect(rows[0]).toEqual({
    decimal: '12345678901234567890.0123456789',
    day: '2024-05-13',
    moment: '2024-05-13T10:00:00.250Z',
    count: 9007199254740991,
    json: { a: [1] },
    list: ['a', 'b'],
  })
  await expect(pool.query('select 9007199254740992::bigint as count')).rejects.toThrow(/above what a number holds/u)
  await pool.end()
  expect(readInstant('2024-05-13 17:00:00+07')).toBe('2024-05-13T10:00:00.000Z')
  expect(readInstant('2024-05-13 15:30:00.5+05:30')).toBe('2024-05-13T10:00:00.500Z')
})

test('names stand in Vietnamese order where the query asks for it, and kysely reads typed rows', async () => {
  const db = openDb(openPool(database.connection, { max: 1 }))
  await db
    .insertInto('tenants')
    .values(
      ['Đức Phổ', 'Dầu Giây', 'Ea Kar', 'An Nhơn', 'Ấp Bắc'].map((name, index) => ({
        slug: `thu-tu-${index}`,
        name,
        issuer: 'x',
        superior_body: null,
        place: 'x',
        symbol_suffix: 'x',
        created_at: '2024-01-01T00:00:00.000Z',
      })),
    )
    .execute()
  const rows = await db
    .selectFrom('tenants')
    .select(['name', 'created_at'])
    .where('slug', 'like', 'thu-tu-%')
    .orderBy('name', (order) => order.collate('vi-x-icu'))
    .execute()
  expect(rows.map(({ name }) => name)).toEqual(['An Nhơn', 'Ấp Bắc', 'Dầu Giây', 'Đức Phổ', 'Ea Kar'])
  expect(rows[0]?.created_at).toBe('2024-01-01T00:00:00.000Z')
  await db.destroy()
})
