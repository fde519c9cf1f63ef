-- Most units of a month owe the same form. By its key it is read once for all of them, and not once for each.
alter table obligations add form_key text generated always as (md5(form::text)) stored;
create index obligations_forms on obligations (tenant_id, regime_id, period) include (unit_id, form_key, window_to) where level = 'unit';

-- Nearly all reports of the months that are asked for are approved; the few that are not are found at once.
create index reports_waiting on reports (tenant_id, period) include (id, state) where state in ('submitted', 'returned', 'passedOn');
