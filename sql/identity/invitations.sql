-- No token is kept here: the auth service makes the link when the worker delivers auth.invite.
-- No e-mail either: it is the person's, and is forgotten with the person.
-- requires: sql/identity/people.sql
create table public.invitations (
  id uuid not null default private.new_id() constraint invitations_pkey primary key,
  person_id uuid not null constraint invitations_person_id_fkey references public.people (id),
  invited_by uuid not null constraint invitations_invited_by_fkey references public.people (id),
  expires_at timestamptz not null,
  sent_count integer not null default 1,
  last_sent_at timestamptz not null default now(),
  idempotency_key text,
  accepted_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint invitations_idempotency_key_check check (length(idempotency_key) between 1 and 200),
  constraint invitations_one_end_check check (accepted_at is null or cancelled_at is null)
);

create unique index invitations_person_id_key on public.invitations (person_id)
where accepted_at is null and cancelled_at is null;
create index invitations_invited_by_idx on public.invitations (invited_by);

create trigger touch_row before update on public.invitations
for each row execute function private.touch_row();

comment on table public.invitations is
'Invitations of collaborators. At most one is open for a person, and a person has one e-mail, so one e-mail has one open invitation.';
comment on column public.invitations.expires_at is 'An open invitation past this moment opens nothing; sending it again renews it.';
comment on column public.invitations.sent_count is 'How many mails went out, the first included';
comment on column public.invitations.idempotency_key is 'Of the call that sent it last: the same key again sends nothing';
comment on column public.invitations.invited_by is 'The person who invited.';
comment on column public.invitations.last_sent_at is 'When the mail was sent last.';
comment on column public.invitations.accepted_at is 'When the person joined; null: not yet.';
comment on column public.invitations.cancelled_at is 'When it was taken back; null: it was not.';
