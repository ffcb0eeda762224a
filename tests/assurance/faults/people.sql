-- Three teams and who is in them. Ids are far from those that identity columns give.
insert into auth.users (id, email, raw_user_meta_data) values
('00000000-0000-4000-8000-00000000000a', 'vera@red.example', '{}'),
('00000000-0000-4000-8000-00000000000b', 'mia@red.example', '{}'),
('00000000-0000-4000-8000-00000000000c', 'otto@red.example', '{}'),
('00000000-0000-4000-8000-00000000000d', 'tom@both.example', '{}'),
('00000000-0000-4000-8000-00000000000e', 'bea@blue.example', '{}'),
('00000000-0000-4000-8000-00000000000f', 'gus@green.example', '{}'),
('00000000-0000-4000-8000-000000000010', 'sam@staff.example', '{}'),
-- Anybody can write this into their own metadata.
('00000000-0000-4000-8000-000000000011', 'stan@nowhere.example', '{"team_id": "1002"}');

update public.profiles set is_staff = true where id = '00000000-0000-4000-8000-000000000010';

insert into public.teams (id, name) overriding system value
values (1001, 'Red'), (1002, 'Blue'), (1003, 'Green');

insert into public.memberships (team_id, user_id, role) values
(1001, '00000000-0000-4000-8000-00000000000a', 'viewer'),
(1001, '00000000-0000-4000-8000-00000000000b', 'member'),
(1001, '00000000-0000-4000-8000-00000000000c', 'owner'),
(1001, '00000000-0000-4000-8000-00000000000d', 'member'),
(1002, '00000000-0000-4000-8000-00000000000d', 'member'),
(1002, '00000000-0000-4000-8000-00000000000e', 'owner'),
(1003, '00000000-0000-4000-8000-00000000000f', 'owner');

-- Who is in Red was invited once more. Stan and Sam were not, but a mail may be forwarded.
insert into public.invitations (team_id, email)
select 1001, users.email
from auth.users inner join public.memberships on memberships.user_id = users.id
where memberships.team_id = 1001;
