-- requires: sql/engagement/conversations.sql
create or replace view public.account_stats
with (security_invoker = on) as
select
  account.domain_id,
  account.id as account_id,
  people.visitors,
  people.sessions,
  people.last_activity_at,
  talk.conversations,
  talk.conversions,
  case
    when talk.conversions > 0 then 'high'
    when talk.proposals > 0 or talk.conversations > 1 then 'medium'
    when talk.conversations = 1 then 'low'
    else 'none'
  end as intent
from public.accounts as account
cross join lateral (
  select
    count(distinct visitor.id) as visitors,
    count(session.id) as sessions,
    max(session.last_activity_at) as last_activity_at
  from public.visitors as visitor
  left join public.visitor_sessions as session
    on visitor.domain_id = session.domain_id
    and visitor.id = session.visitor_id
    and not session.is_test
  where
    visitor.domain_id = account.domain_id
    and visitor.account_id = account.id
    and visitor.merged_into_id is null
    and not visitor.is_test
) as people
cross join lateral (
  select
    count(*) as conversations,
    count(*) filter (where talk.demo_booked or talk.email_captured) as conversions,
    count(*) filter (where talk.demo_proposed or talk.cta_clicked) as proposals
  from public.visitors as visitor
  inner join public.conversations as talk
    on visitor.domain_id = talk.domain_id
    and visitor.id = talk.visitor_id
    and not talk.is_test
  where
    visitor.domain_id = account.domain_id
    and visitor.account_id = account.id
) as talk;

comment on view public.account_stats is
'Engagement of each account, test traffic left out. A merged visitor counts once, as its survivor.';
comment on column public.account_stats.conversions is
'Conversations that booked a demo or gave an e-mail address.';
comment on column public.account_stats.intent is
'high: a conversion. medium: a demo proposed, a call to action clicked, or two conversations. low: one. none.';
comment on column public.account_stats.visitors is 'People of the company who visited.';
comment on column public.account_stats.sessions is 'Their browser sessions.';
comment on column public.account_stats.conversations is 'Their conversations.';

revoke all on public.account_stats from public, anon, authenticated, service_role;
grant select on public.account_stats to authenticated, service_role;
