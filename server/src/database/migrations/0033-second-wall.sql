-- The second wall: a row is there only for a transaction of its own office, said by `set local haidang.office`; without it, none is. The program's
-- role owns no table and cannot bypass this; the owner, as which migrations, backups and restores run, is not held (docs/decisions/0030).
-- Where a statement names its office, as all should, the planner makes of both one comparison for the whole of it.
do $$
declare
  held regclass;
begin
  for held in
    select c.oid::regclass from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'tenants'
     order by c.relname
  loop
    execute format('alter table %s enable row level security', held);
    execute format(
      'create policy office on %s using (tenant_id = nullif(current_setting(''haidang.office'', true), '''')::bigint)', held);
  end loop;
end
$$;

-- Which offices there are is known to all: who signs in chooses one, and background work goes from one to the next. None makes or removes one.
alter table tenants enable row level security;
create policy offices on tenants for select using (true);
create policy office on tenants for update using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
