-- A later due that a unit asked for, and the answer. The due of the obligation moves with a grant; where it stood is kept here.
create table extensions (
  tenant_id bigint not null,
  id uuid not null,
  report_id uuid not null,
  wanted_day date not null,
  reason text not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  answer text check (answer in ('granted', 'refused')),
  answer_reason text,
  answered_at timestamptz,
  answered_by uuid,
  due_before timestamptz,
  due_after timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id),
  foreign key (tenant_id, asked_by) references accounts (tenant_id, id),
  foreign key (tenant_id, answered_by) references accounts (tenant_id, id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  check (answer is distinct from 'refused' or answer_reason is not null),
  check ((coalesce(answer, '') = 'granted') = (due_after is not null) and (due_before is null) = (due_after is null) and due_before < due_after)
);
create index extensions_of_report on extensions (tenant_id, report_id, asked_at);
create unique index extensions_asked on extensions (tenant_id, report_id) where answer is null;
