-- One person for each role, at home in the product that the role comes from.
create temporary table demo_people as
select
  demo.*,
  ('00000000-0000-4000-8000-' || lpad(demo.number, 12, '0'))::uuid as id
from (
  values
    ('1', 'admin@admin.com', 'admin', 'Ada Admin', null, '{}'::text []),
    ('2', 'user@user.com', 'client_user', 'Uma User', 'AB Tasty', '{abtasty.com}'),
    ('3', 'staff@demo.example', 'staff', 'Stan Staff', 'Toto', '{toto.example}'),
    ('4', 'partner@demo.example', 'partner', 'Pia Partner', 'Toto', '{toto.example}'),
    ('5', 'guardian@demo.example', 'guardian', 'Gus Guardian', null, '{toto.example}'),
    ('6', 'business@demo.example', 'business', 'Bea Business', 'Cooking', '{cooking.example}'),
    ('7', 'support@demo.example', 'support', 'Sue Support', 'Cooking', '{cooking.example,abtasty.com}')
) as demo (number, email, role_key, display_name, client, site_domains);

insert into public.people (id, auth_user_id, email, role_key, status, display_name, org_id)
select
  demo_people.id,
  demo_people.id as auth_user_id,
  demo_people.email::extensions.citext as email,
  demo_people.role_key,
  'active' as status,
  demo_people.display_name,
  clients.id as org_id
from demo_people
left join public.clients on demo_people.client = clients.name
on conflict (id) do nothing;

insert into public.memberships (person_id, role_key, domain_id, is_all_domains)
select
  demo_people.id as person_id,
  demo_people.role_key,
  domains.id as domain_id,
  domains.id is null as is_all_domains
from demo_people
left join public.domains on domains.site_domain = any(demo_people.site_domains)
where demo_people.role_key = 'admin' or domains.id is not null
on conflict (person_id, domain_id) do nothing;

drop table demo_people;
