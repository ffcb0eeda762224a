-- requires: sql/commerce/platform_users.sql sql/commerce/risk_models.sql
create table public.risk_scores (
  domain_id uuid not null,
  platform_user_id uuid not null,
  model_version text not null,
  score integer not null,
  reasons jsonb not null,
  scored_at timestamptz not null default now(),
  constraint risk_scores_pkey primary key (domain_id, platform_user_id, model_version),
  constraint risk_scores_platform_user_id_fkey foreign key (domain_id, platform_user_id)
  references public.platform_users (domain_id, id),
  constraint risk_scores_score_check check (score between 0 and 100)
);

create index risk_scores_score_idx on public.risk_scores (domain_id, model_version, score desc, platform_user_id desc);

comment on table public.risk_scores is
'How likely a user of the platform games it, as far as our own tables can know. It bans nobody: payouts wait for a person.';
comment on column public.risk_scores.model_version is 'The version of the rules.';
comment on column public.risk_scores.reasons is 'What it is made of: {signal, value, at_least, weight} each.';
comment on column public.risk_scores.scored_at is 'When it last changed.';
