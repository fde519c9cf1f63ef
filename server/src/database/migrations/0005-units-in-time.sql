-- Units in time (docs/decisions/0011): unit_versions is what is known now, unit_versions_known everything that ever was.
alter table unit_versions drop constraint unit_versions_unit_group_check;
alter table unit_versions add constraint unit_versions_unit_group_check
  check (unit_group in ('committee', 'department', 'agency', 'ward', 'area'));
-- "phường", "xã", "quận" … as the register says it; and the identifier of the unit in exchanged documents.
alter table unit_versions add kind text, add identifier text;
create index unit_versions_by_code on unit_versions (tenant_id, official_code) where official_code is not null;

-- A version as it was known from one moment until just before another; a row is only ever closed.
create table unit_versions_known (
  tenant_id bigint not null,
  unit_id uuid not null,
  valid_from date not null,
  known_from timestamptz not null,
  known_until timestamptz,
  valid_to date,
  position int not null,
  name text not null,
  short_name text not null,
  unit_group text not null,
  kind text,
  official_code text,
  identifier text,
  parent_id uuid,
  primary key (tenant_id, unit_id, valid_from, known_from),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check (known_until is null or known_until > known_from)
);
insert into unit_versions_known (tenant_id, unit_id, valid_from, known_from, valid_to, position, name, short_name, unit_group, official_code, parent_id)
select tenant_id, unit_id, valid_from, recorded_at, valid_to, position, name, short_name, unit_group, official_code, parent_id from unit_versions;

-- A change of units on one day, by a document. Undone it stays, with the moment.
create table reorganisations (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  title text not null,
  document_number text not null,
  effective_on date not null,
  state text not null check (state in ('applied', 'undone')),
  applied_at timestamptz not null,
  applied_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (tenant_id, id),
  check ((state = 'undone') = (undone_at is not null))
);

-- Where the old units went. `shares`: by measure a decimal text from 0 to 1 (domain/units/reorganisation.ts).
create table lineage_edges (
  tenant_id bigint not null,
  reorganisation_id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  extent text not null check (extent in ('whole', 'part')),
  shares jsonb not null,
  known_from timestamptz not null,
  known_until timestamptz,
  primary key (tenant_id, reorganisation_id, from_unit_id, to_unit_id, known_from),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, from_unit_id) references units (tenant_id, id),
  foreign key (tenant_id, to_unit_id) references units (tenant_id, id)
);
create index lineage_edges_by_heir on lineage_edges (tenant_id, to_unit_id);

-- What a reorganisation founded, changed and ended, so that it can be undone and told.
create table reorganised_units (
  tenant_id bigint not null,
  reorganisation_id uuid not null,
  unit_id uuid not null,
  change text not null check (change in ('founded', 'changed', 'ended')),
  primary key (tenant_id, reorganisation_id, unit_id),
  foreign key (tenant_id, reorganisation_id) references reorganisations (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index reorganised_units_by_unit on reorganised_units (tenant_id, unit_id);
