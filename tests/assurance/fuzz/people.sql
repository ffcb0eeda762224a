insert into auth.users (id, email, aud, role) values
('a0000000-0000-4000-8000-000000000001', 'ann@one.example', 'authenticated', 'authenticated'),
('a0000000-0000-4000-8000-000000000002', 'bob@two.example', 'authenticated', 'authenticated'),
('a0000000-0000-4000-8000-000000000003', 'eve@three.example', 'authenticated', 'authenticated');
insert into public.teams (id, name) values
('b0000000-0000-4000-8000-000000000001', 'one'),
('b0000000-0000-4000-8000-000000000002', 'two'),
('b0000000-0000-4000-8000-000000000003', 'three');
insert into public.members (team_id, user_id) values
('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001'),
('b0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000002'),
('b0000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000003');
