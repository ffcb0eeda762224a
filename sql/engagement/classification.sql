-- requires: sql/platform/schemas.sql
create type private.classification as (
  domain_id uuid,
  conversation_id uuid,
  source text,
  classified_at timestamptz,
  topics jsonb
);

comment on type private.classification is
'What somebody found a conversation to be about. topics: [{"name": "Pricing", "confidence": 0.9}].';
