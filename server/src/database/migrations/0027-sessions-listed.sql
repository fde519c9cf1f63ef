-- From what and where a session was begun, so that its holder knows it in a list and can end it.
alter table sessions
  add column id uuid not null default gen_random_uuid(),
  add column user_agent text not null default '',
  add column address text not null default '';
alter table sessions alter column id drop default, alter column user_agent drop default, alter column address drop default;
alter table sessions add constraint sessions_id unique (tenant_id, id);
