-- requires: sql/platform/schemas.sql
create table private.free_mail_domains (
  name text not null,
  constraint free_mail_domains_pkey primary key (name),
  constraint free_mail_domains_name_check check (name = lower(name))
);

comment on table private.free_mail_domains is
'Mail providers for everyone. An address there says nothing of a company, so it makes no account.';

revoke all on private.free_mail_domains from public, anon, authenticated, service_role;
