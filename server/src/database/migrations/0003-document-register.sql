-- The register of documents: what can be searched, and which document cites which. Both tables say again what imports, their items and
-- documents say, and are written by the program in the transaction that changes those (server/src/documents/store.ts).
-- No extension is made here: where pg_trgm is installed the search uses it, and a copy of the data opens where it is not.

create table register_entries (
  tenant_id bigint not null references tenants (tenant_id),
  -- The import's; the document's own where it came without one.
  id uuid not null,
  import_id uuid,
  document_id uuid,
  kind text not null,
  number text,
  symbol text,
  issued_on text,
  issuer text,
  title text not null,
  signer text,
  signer_role text,
  received_at timestamptz not null,
  -- "968 / QĐ - UBND" in any writing is "968/qd-ubnd".
  number_key text,
  -- Folded: lower case without diacritics, blanks for all but letters and digits. `body` stands letter for letter as the document's text.
  head text not null,
  body text not null default '',
  words tsvector generated always as (to_tsvector('simple', head || ' ' || body)) stored,
  primary key (tenant_id, id),
  unique (tenant_id, document_id),
  foreign key (tenant_id, import_id) references plan_imports (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);
create index register_entries_by_number on register_entries (tenant_id, number_key text_pattern_ops);
create index register_entries_by_arrival on register_entries (tenant_id, received_at desc, id);
create index register_entries_words on register_entries using gin (words);

create table register_citations (
  tenant_id bigint not null,
  entry_id uuid not null,
  position int not null,
  relation text not null check (relation in ('basis', 'supersedes', 'amends', 'implements', 'mentions')),
  type text not null,
  number text,
  number_key text,
  date text,
  issuer text,
  passage text not null,
  source_start int,
  source_end int,
  primary key (tenant_id, entry_id, position),
  foreign key (tenant_id, entry_id) references register_entries (tenant_id, id)
);
create index register_citations_by_number on register_citations (tenant_id, number_key);

-- What stands in the database already, folded as domain/plans/document-number.ts folds; the functions end with the session.
create function pg_temp.fold(text) returns text language sql immutable as
  $$ select lower(translate(regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')) $$;
create function pg_temp.fold_in_place(text) returns text language sql immutable as
  $$ select regexp_replace(pg_temp.fold($1), '[^a-z0-9]', ' ', 'g') $$;
create function pg_temp.number_key(text) returns text language sql immutable as
  $$ select nullif(regexp_replace(regexp_replace(translate(pg_temp.fold($1), '‐‑‒–—―−', '-------'), '[^a-z0-9/-]', '', 'g'), '^0+(?=\d)', ''), '') $$;
create function pg_temp.whole_number(number text, symbol text) returns text language sql immutable as
  $$ select case when number = '' then null when coalesce(symbol, '') = '' or number like '%/%' then number else number || '/' || symbol end $$;

with known as (
  select i.tenant_id, i.id, i.id as import_id, d.id as document_id,
    lower(coalesce(d.type, f.value ->> 'type', '') collate "vi-x-icu") as kind,
    coalesce(d.number, nullif(f.value ->> 'number', '')) as number,
    coalesce(d.symbol, nullif(f.value ->> 'symbol', '')) as symbol,
    coalesce(d.issued_on, nullif(f.value ->> 'date', '')) as issued_on,
    coalesce(d.issuer, nullif(f.value ->> 'issuer', '')) as issuer,
    coalesce(d.title, nullif(f.value ->> 'title', ''), i.file_name) as title,
    coalesce(d.signer, nullif(f.value ->> 'signer', '')) as signer,
    coalesce(d.signer_role, nullif(f.value ->> 'signerRole', '')) as signer_role,
    i.created_at as received_at, i.file_name, coalesce(i.document_text, '') as document_text
  from plan_imports i
  left join documents d on d.tenant_id = i.tenant_id and d.import_id = i.id
  left join lateral (
    select t.value from draft_items t
    where t.tenant_id = i.tenant_id and t.import_id = i.id and t.kind = 'document' and t.state <> 'dropped' order by t.position, t.id limit 1
  ) f on true
  union all
  select d.tenant_id, d.id, null, d.id, lower(d.type collate "vi-x-icu"), d.number, d.symbol, d.issued_on, d.issuer, d.title, d.signer, d.signer_role, d.registered_at, '', ''
  from documents d where d.import_id is null
)
insert into register_entries (tenant_id, id, import_id, document_id, kind, number, symbol, issued_on, issuer, title, signer, signer_role, received_at,
  number_key, head, body)
select tenant_id, id, import_id, document_id, kind, number, symbol, issued_on, issuer, title, signer, signer_role, received_at,
  pg_temp.number_key(pg_temp.whole_number(number, symbol)),
  pg_temp.fold_in_place(concat_ws(' ', pg_temp.whole_number(number, symbol), kind, issuer, title, signer, file_name)),
  left(pg_temp.fold_in_place(document_text), 400000)
from known;

with cited as (
  select i.tenant_id, i.import_id as entry_id, i.position, i.id, i.value ->> 'relation' as relation, i.value ->> 'type' as type,
    nullif(i.value ->> 'number', '') as number, nullif(i.value ->> 'date', '') as date, nullif(i.value ->> 'issuer', '') as issuer,
    i.value ->> 'text' as passage, i.source_start, i.source_end
  from draft_items i where i.kind = 'citation' and i.state <> 'dropped'
  union all
  select r.tenant_id, d.id, coalesce(r.source_start, 0), r.id, r.relation, r.target_type, r.target_number, r.target_date, r.target_issuer,
    r.passage, r.source_start, r.source_end
  from document_relations r join documents d on d.tenant_id = r.tenant_id and d.id = r.document_id and d.import_id is null
)
insert into register_citations (tenant_id, entry_id, position, relation, type, number, number_key, date, issuer, passage, source_start, source_end)
select tenant_id, entry_id, row_number() over (partition by tenant_id, entry_id order by position, id), relation, type, number,
  pg_temp.number_key(number), date, issuer, passage, source_start, source_end
from cited;
