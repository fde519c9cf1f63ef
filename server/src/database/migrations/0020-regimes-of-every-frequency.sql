-- Periods of every frequency, windows and due days counted from them, and several regimes of one plan (docs/decisions/0016). What is owed stays as it is.
alter table obligations drop constraint obligations_period_check;
alter table obligations add constraint obligations_period_check
  check (period ~ '^\d{4}(-(\d{2}(-\d{2})?|W\d{2}|Q[1-4]|H[12]|N9))?$');
-- None where nobody said the days that a report covers: window_to is then the day after it is due.
alter table obligations alter column window_from drop not null;
-- What is asked for as the need arises may have no period yet.
alter table regimes alter column first_period drop not null, alter column last_period drop not null;
update regimes set first_period = nullif(first_period, ''), last_period = nullif(last_period, '');

update regimes set definition = definition - '{windowFromDay,windowToDay,unitDueDay,consolidatedDueDay}'::text[] || jsonb_build_object(
  'frequency', 'monthly',
  'window', jsonb_build_object(
    'from', jsonb_build_object('shift', -1, 'date', definition -> 'windowFromDay'), 'to', jsonb_build_object('shift', 0, 'date', definition -> 'windowToDay')),
  'due', jsonb_build_object(
    'unit', jsonb_build_object('kind', 'day', 'shift', 0, 'date', definition -> 'unitDueDay'),
    'city', jsonb_build_object('kind', 'day', 'shift', 0, 'date', definition -> 'consolidatedDueDay')),
  'asksFigures', true)
where definition ? 'windowFromDay';

-- Items under review: the same settings, and which of them make a regime (until now the monthly ones that say a day).
create function pg_temp.counted(date jsonb, shift int) returns jsonb language sql as
  $$ select case when jsonb_typeof(date) = 'number' then jsonb_build_object('shift', shift, 'date', date) else 'null' end $$;
create function pg_temp.due(date jsonb) returns jsonb language sql as
  $$ select case when jsonb_typeof(date) = 'number' then jsonb_build_object('kind', 'day', 'shift', 0, 'date', date) else 'null' end $$;
create function pg_temp.reporting(value jsonb) returns jsonb language sql as $$
  select value - '{windowFromDay,windowToDay,unitDueDay,consolidatedDueDay}'::text[] || jsonb_build_object(
    'frequency', case value ->> 'frequency' when 'semiannual' then 'halfYear' when 'annual' then 'yearly' when 'as-required' then 'adHoc' else value ->> 'frequency' end,
    'makesRegime', value ->> 'frequency' = 'monthly' and jsonb_typeof(value -> 'unitDueDay') = 'number',
    'windowFrom', pg_temp.counted(value -> 'windowFromDay', case value ->> 'frequency' when 'quarterly' then -3 when 'semiannual' then -6 when 'annual' then -12 else -1 end),
    'windowTo', pg_temp.counted(value -> 'windowToDay', 0),
    'unitDue', pg_temp.due(value -> 'unitDueDay'),
    'cityDue', pg_temp.due(value -> 'consolidatedDueDay'),
    'rounds', '[]'::jsonb,
    'asksFigures', true)
$$;
update draft_items set value = pg_temp.reporting(value), original = pg_temp.reporting(original) where kind = 'reporting' and value ? 'windowFromDay';
drop function pg_temp.reporting(jsonb);
drop function pg_temp.due(jsonb);
drop function pg_temp.counted(jsonb, int);
