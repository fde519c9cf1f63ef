alter table indicators drop constraint indicators_kind_check;
alter table indicators add constraint indicators_kind_check
  check (kind in ('ratio', 'count', 'amount', 'unitCount', 'yesNo', 'milestone', 'score', 'formula'));
alter table indicators add formula text check ((kind = 'formula') = (formula is not null));

-- What an indicator means from a period on; before the first of them it is as the plan has it. A computed indicator, which is added
-- to a plan that was issued, begins with its version 1. Rows are never changed: a later version overrides from its own period on.
create table indicator_definitions (
  tenant_id bigint not null,
  indicator_id uuid not null,
  version int not null check (version >= 1),
  from_period text not null,
  definition jsonb not null,
  breaks_series boolean not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, indicator_id, version),
  foreign key (tenant_id, indicator_id) references indicators (tenant_id, id)
);

-- Where an indicator should stand, period by period; the newest version holds.
create table target_paths (
  tenant_id bigint not null,
  indicator_id uuid not null,
  version int not null check (version >= 1),
  path jsonb not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, indicator_id, version),
  foreign key (tenant_id, indicator_id) references indicators (tenant_id, id)
);

-- Targets of units that were revised: [{unitId, before, after}]. The forms of reports that nobody had handed in yet took them over from the period on.
create table unit_target_revisions (
  tenant_id bigint not null,
  indicator_id uuid not null,
  version int not null check (version >= 1),
  from_period text not null,
  targets jsonb not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, indicator_id, version),
  foreign key (tenant_id, indicator_id) references indicators (tenant_id, id)
);
