-- requires: sql/platform/schemas.sql
-- What raises the risk, and by how much, is data: another version of the model is other rows, and scores of both can be
-- held against what people decided.
create table private.risk_models (
  model_version text not null,
  hold_limit integer not null,
  is_current boolean not null default false,
  constraint risk_models_pkey primary key (model_version),
  constraint risk_models_hold_limit_check check (hold_limit between 0 and 100)
);
create unique index risk_models_is_current_key on private.risk_models (is_current) where is_current;

create table private.risk_rules (
  model_version text not null,
  signal text not null,
  at_least numeric not null,
  weight integer not null,
  constraint risk_rules_pkey primary key (model_version, signal),
  constraint risk_rules_model_version_fkey foreign key (model_version)
  references private.risk_models (model_version) on delete cascade,
  constraint risk_rules_weight_check check (weight between 1 and 100)
);
alter table private.risk_models enable row level security;
alter table private.risk_rules enable row level security;
revoke all on private.risk_models, private.risk_rules from public, anon, authenticated, service_role;

comment on table private.risk_models is 'Versions of how risk is worked out.';
comment on column private.risk_models.hold_limit is 'A score over it holds payouts, until somebody decides.';
comment on column private.risk_models.is_current is 'The one that counts.';
comment on table private.risk_rules is 'How much a signal adds to the score, from which value on.';
comment on column private.risk_rules.signal is 'As private.risk_signals() names it.';
comment on column private.risk_rules.at_least is 'The least value that counts.';
comment on column private.risk_rules.weight is 'What it adds to the score.';
