-- An act that the office has declared to be done by two persons: what one asks for, and what another said to it. It is done in the transaction
-- that says yes; where nobody answers in time nothing is written (docs/decisions/0033).
create table second_person_requests (
  tenant_id bigint not null references tenants (tenant_id),
  id uuid not null,
  act text not null,
  -- The act as it will be done, to the letter; in words, as it stood when it was asked.
  input jsonb not null,
  about text not null,
  reason text not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  -- Whose rights were used, where they were another's.
  asked_for uuid,
  expires_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decision text check (decision in ('approved', 'refused', 'withdrawn')),
  decision_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, asked_by) references accounts (tenant_id, id),
  foreign key (tenant_id, asked_for) references accounts (tenant_id, id),
  foreign key (tenant_id, decided_by) references accounts (tenant_id, id),
  constraint second_person_requests_answered_check check (
    (decided_at is null) = (decision is null) and (decided_at is null) = (decided_by is null)),
  constraint second_person_requests_other_check check (decision in ('withdrawn') or decided_by <> asked_by),
  constraint second_person_requests_time_check check (asked_at < expires_at)
);
create index second_person_requests_by_time on second_person_requests (tenant_id, asked_at);

-- The second wall (docs/decisions/0030).
alter table second_person_requests enable row level security;
create policy office on second_person_requests using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);
