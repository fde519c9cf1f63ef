-- How many people lived in a unit on a day, as known from one moment until just before another; what a weighted mean weighs by.
create table unit_populations (
  tenant_id bigint not null,
  unit_id uuid not null,
  counted_on date not null,
  known_from timestamptz not null,
  known_until timestamptz,
  people bigint not null check (people > 0),
  source text not null,
  primary key (tenant_id, unit_id, counted_on, known_from),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check (known_until is null or known_until > known_from)
);
create unique index unit_populations_known on unit_populations (tenant_id, unit_id, counted_on) where known_until is null;
create index unit_populations_moment on unit_populations (tenant_id, greatest(known_from, known_until));

-- Now there is something to weigh by.
alter table indicators drop constraint indicators_lineage_policy_check;
alter table indicators add constraint indicators_lineage_policy_check
  check (lineage_policy in ('sum', 'weightedMean', 'mean', 'every', 'greatest', 'notComparable'));
