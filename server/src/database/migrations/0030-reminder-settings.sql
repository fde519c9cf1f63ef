-- When an office reminds of what is due, from a day on; without a row as it always did (docs/decisions/0025).
create table reminder_settings (
  tenant_id bigint not null,
  seq int not null,
  from_day date not null,
  days_before int[] not null,
  on_the_day boolean not null,
  days_after int[] not null,
  recipients text[] not null check (recipients <@ array['focalPoint', 'head', 'synthesis']),
  -- "18:00" to "07:00"; what falls between waits.
  quiet_from text check (quiet_from ~ '^\d\d:\d\d$'),
  quiet_to text check (quiet_to ~ '^\d\d:\d\d$'),
  quiet_on_days_off boolean not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, seq),
  foreign key (tenant_id, recorded_by) references accounts (tenant_id, id),
  constraint reminder_settings_quiet_check check ((quiet_from is null) = (quiet_to is null))
);
