-- How many of the figures that a sum is of were apportioned: with the last of them its mark goes. A figure in two parts under one area is two of
-- its sum; sums of offices whose lineage moved something are made anew at the program's next start.
alter table rolled_figures rename column is_estimated to estimates;
alter table rolled_figures alter column estimates type int using estimates::int;
update tenants t set sums_kept = false where exists (select 1 from lineage_now l where l.tenant_id = t.tenant_id);
