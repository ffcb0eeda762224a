-- requires: sql/commerce/platform_users.sql sql/platform/new_id.sql
-- Append-only: what was decided is what scores are measured against.
create table public.risk_reviews (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  platform_user_id uuid not null,
  decision text not null,
  reason text not null,
  score integer not null,
  reviewed_by uuid,
  created_at timestamptz not null default now(),
  constraint risk_reviews_pkey primary key (domain_id, id),
  constraint risk_reviews_platform_user_id_fkey foreign key (domain_id, platform_user_id)
  references public.platform_users (domain_id, id),
  constraint risk_reviews_decision_check check (decision in ('cleared', 'confirmed')),
  constraint risk_reviews_reason_check check (length(reason) between 1 and 1000)
);

create index risk_reviews_platform_user_id_idx
on public.risk_reviews (domain_id, platform_user_id, created_at desc, id desc);

comment on table public.risk_reviews is 'What people decided about users whose score was high, or who were told of.';
comment on column public.risk_reviews.decision is
'confirmed: payouts are held. cleared: they are not, unless the score rises over what it was.';
comment on column public.risk_reviews.score is 'The score at that moment.';
comment on column public.risk_reviews.reviewed_by is 'Who decided.';
