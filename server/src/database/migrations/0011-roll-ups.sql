-- Sums of approved figures (docs/decisions/0014): of an area in the tree of the time ('was') and of today ('is'), and, where the lineage moved
-- something, of the unit that holds it today ('is'). Numerators and denominators apart, each with how many figures it is the sum of.
create table rolled_figures (
  tenant_id bigint not null,
  lens text not null check (lens in ('was', 'is')),
  period text not null,
  unit_id uuid not null,
  indicator_id uuid not null,
  numerator numeric not null,
  numerators int not null,
  denominator numeric not null,
  denominators int not null,
  is_estimated boolean not null,
  primary key (tenant_id, lens, indicator_id, period, unit_id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

create index rolled_figures_of_unit on rolled_figures (tenant_id, lens, unit_id, period);

-- Where figures of a unit are today whose window ended from `since` until just before `until`; units that nothing moved have no row.
create table lineage_now (
  tenant_id bigint not null,
  from_unit_id uuid not null,
  since date not null,
  until date not null,
  heir_id uuid not null,
  share numeric not null,
  is_estimated boolean not null,
  primary key (tenant_id, from_unit_id, since, heir_id),
  foreign key (tenant_id, from_unit_id) references units (tenant_id, id),
  foreign key (tenant_id, heir_id) references units (tenant_id, id)
);
create index lineage_now_by_heir on lineage_now (tenant_id, heir_id);

-- One indicator of a month on every unit is answered from the index alone.
create index approved_figures_to_read on approved_figures (tenant_id, indicator_id, period, unit_id) include (numerator, denominator);
