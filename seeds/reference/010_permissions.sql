-- The catalogue of permissions: each resource with each of the four actions.
create temporary table wanted as
select
  resources.resource,
  actions.action,
  resources.title || ': ' || actions.action as description
from (
  values
    ('cases', 'Cases of the rescue programme'),
    ('case_documents', 'Documents of cases'),
    ('donations', 'Donations'),
    ('refunds', 'Refunds of donations'),
    ('platform_users', 'End users of the platform'),
    ('tokens', 'Tokens traded on the platform'),
    ('orders', 'Orders'),
    ('transactions', 'Transactions'),
    ('fees', 'Fee rules'),
    ('commissions', 'Commissions'),
    ('cohorts', 'Cohorts of users'),
    ('analytics', 'Analytics'),
    ('support', 'The support hub: everyone''s tickets'),
    ('tickets', 'Tickets of a domain, without what support says to itself'),
    ('collaborators', 'The team: people and their access'),
    ('conversations', 'Conversations and transcripts'),
    ('visitors', 'Visitors'),
    ('accounts', 'Accounts'),
    ('topics', 'Topics'),
    ('ai_sections', 'AI sections'),
    ('agents', 'Agents'),
    ('settings', 'Settings'),
    ('integrations', 'Integrations'),
    ('clients', 'Clients'),
    ('domains', 'Domains'),
    ('audit', 'The audit log'),
    ('access_log', 'The access log'),
    ('compliance', 'Compliance reports'),
    ('events', 'The event log, its catalogue and what it did not take')
) as resources (resource, title)
cross join (values ('view'), ('edit'), ('delete'), ('manage')) as actions (action);

insert into public.permissions (resource, action, description)
select
  resource,
  action,
  description
from wanted
on conflict (resource, action) do update
set description = excluded.description
where permissions.description <> excluded.description;

-- What nobody lists any more goes, with the grants of it.
delete from public.role_permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);
delete from public.person_permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);
delete from public.permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);

-- squawk-ignore ban-drop-table
drop table wanted;
