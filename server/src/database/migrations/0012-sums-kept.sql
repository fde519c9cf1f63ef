-- Offices that had approved figures before sums were kept: the program makes theirs at its next start, and until then approvals add to none.
alter table tenants add column sums_kept boolean not null default true;
update tenants t set sums_kept = false where exists (select 1 from approved_figures f where f.tenant_id = t.tenant_id);
