-- requires: sql/platform/schemas.sql
create type private.topic_change as (
  domain_id uuid,
  topic_id uuid,
  topic_name text,
  conversations bigint,
  classified bigint,
  share numeric,
  share_lower numeric,
  share_upper numeric,
  previous_conversations bigint,
  previous_classified bigint,
  previous_share numeric,
  previous_lower numeric,
  previous_upper numeric,
  share_change numeric,
  trend text
);

comment on type private.topic_change is
'How often a topic occurs in a window, and in the one before: see topic_trend.';
