-- What a report's form and a part in a task became when they were widened, so that they are known for any moment also after it was undone (decision 0012).
alter table reorganised_reports add form_after jsonb;
update reorganised_reports c set form_after = o.form from obligations o where o.tenant_id = c.tenant_id and o.id = c.report_id and c.change = 'widened';
alter table reorganised_duties add part_after text;
update reorganised_duties c set part_after = a.part from task_assignments a
 where a.tenant_id = c.tenant_id and a.task_id = c.task_id and a.unit_id = c.unit_id and c.change = 'widened';
