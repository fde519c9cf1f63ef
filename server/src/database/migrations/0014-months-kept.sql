-- What a unit is called by in long lists of figures, and nowhere else: shorter than its id, and never another.
alter table units add number bigint generated always as identity;

-- Approved figures of a month on every unit, one indicator each, as the lists that are sent (docs/decisions/0014). Forgotten by whatever changes
-- one of them, made again when that is over.
create table kept_months (
  tenant_id bigint not null,
  lens text not null check (lens in ('was', 'is')),
  indicator_id uuid not null,
  period text not null,
  at text not null,
  numerators text not null,
  denominators text not null,
  estimated text not null,
  primary key (tenant_id, lens, indicator_id, period)
);

-- A unit's month is answered from the index alone.
drop index rolled_figures_of_unit;
create index rolled_figures_of_unit on rolled_figures (tenant_id, lens, unit_id, period)
  include (indicator_id, numerator, numerators, denominator, denominators, estimates);
