-- Whatever must be quoted, and columns of odd kinds.
create schema "Odd Shop";
grant usage on schema "Odd Shop" to authenticated;
create type "Odd Shop"."Mood" as enum ('good', 'it''s bad');
create table "Odd Shop"."Team.Member" ("User Id" uuid primary key, "Team" int);
create table "Odd Shop"."My ""Big"" Table" (
  id bigint generated always as identity primary key,
  "Team" int,
  "select" "Odd Shop"."Mood" [] default '{good}',
  "User's" jsonb default '{"a": "b''c"}',
  dropped int
);
alter table "Odd Shop"."My ""Big"" Table" drop dropped;
alter table "Odd Shop"."My ""Big"" Table" enable row level security;
grant select on "Odd Shop"."Team.Member" to authenticated;
grant select, insert, update on "Odd Shop"."My ""Big"" Table" to authenticated;
create policy "It's ""mine""" on "Odd Shop"."My ""Big"" Table" to authenticated
using (exists (
  select from "Odd Shop"."Team.Member" as m
  where m."User Id" = auth.uid() and m."Team" = "My ""Big"" Table"."Team"
));
insert into auth.users (id, email)
values ('a0000000-0000-4000-8000-000000000001', 'ann@shop.example');
insert into "Odd Shop"."Team.Member" values ('a0000000-0000-4000-8000-000000000001', 7);
insert into "Odd Shop"."My ""Big"" Table" ("Team") values (7), (8);
