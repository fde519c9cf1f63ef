-- How an item was read: by which rule, and how sure that is. An item that a person added or put together has neither, and so have items
-- that were read before this was kept.
alter table draft_items add rule text, add confidence real check (confidence >= 0 and confidence < 1);

-- What reviewers changed of what was read, by the office that issued the document: offered again with its next document, and forgotten when
-- somebody says so. One row an item, so that an example goes when its correction is taken back.
create table reading_examples (
  tenant_id bigint not null,
  id uuid not null,
  -- The issuer as printed, and folded (domain/plans/addressees.ts): "UBND tỉnh" and "Ủy ban nhân dân tỉnh" are one office.
  issuer text not null,
  issuer_key text not null,
  kind text not null check (kind in ('unit', 'dropped', 'indicator')),
  -- By what later words are known to be the same (domain/plans/reading-examples.ts).
  pattern text not null,
  correction jsonb not null,
  import_id uuid not null,
  item_id uuid not null,
  made_at timestamptz not null,
  made_by uuid not null,
  forgotten_at timestamptz,
  forgotten_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, import_id, item_id, kind, pattern),
  foreign key (tenant_id, import_id, item_id) references draft_items (tenant_id, import_id, id)
);
create index reading_examples_by_issuer on reading_examples (tenant_id, issuer_key) where forgotten_at is null;
