-- How figures of old units become one of the unit that holds them now, where an indicator declares another way than the usual one of its kind and
-- roll-up (domain/indicators/as-it-is.ts; docs/decisions/0012).
alter table indicators add lineage_policy text check (lineage_policy in ('sum', 'mean', 'every', 'greatest', 'notComparable'));

-- The last moment at which an office's register became known otherwise: what was drawn from it then is drawn from it still.
create index unit_versions_known_by_moment on unit_versions_known (tenant_id, greatest(known_from, known_until));
