-- requires: sql/engagement/visitor_event_kind.sql sql/platform/schemas.sql
-- One event of a batch after its checks. A typed array is parsed once and read by every step.
create type private.visitor_event as (
  id uuid,
  domain_id uuid,
  visitor_id uuid,
  session_id uuid,
  conversation_id uuid,
  kind public.visitor_event_kind,
  url text,
  properties jsonb,
  environment text,
  deployment_target text,
  agent_key text,
  is_test boolean,
  occurred_at timestamptz,
  received_at timestamptz,
  has_clock_skew boolean
);

comment on type private.visitor_event is
'A widget event with its site resolved, its defaults filled in and its time corrected.';
