-- Made-up people and companies for the demo conversations, all at .example addresses. The schema demo
-- lives only while the demo data is made; 190_engagement_end.sql drops it.
--
-- Nothing here is random: every choice hangs on the setting app.demo_seed (default 1), so the same seed
-- gives the same rows. All times lie in the 45 days before app.demo_until (default 2026-11-20).
drop schema if exists demo cascade;
create schema demo;

create function demo.pick(key text, size integer)
returns integer
language sql
stable
return (
  ('x' || left(md5(coalesce(current_setting('app.demo_seed', true), '1') || '/' || key), 8))::bit(32)::bigint
  % size
)::integer;

create function demo.make_id(key text)
returns uuid
language sql
stable
return md5(coalesce(current_setting('app.demo_seed', true), '1') || '/' || key)::uuid;

create table demo.companies as
select *
from (
  values
  (0, 'Lumen & Oak', 'lumenoak.example', 'Furniture', 'GB', 'Leeds', 180),
  (1, 'Maison Verdanne', 'maisonverdanne.example', 'Cosmetics', 'FR', 'Lyon', 420),
  (2, 'Tejidos Almenara', 'almenara.example', 'Fashion', 'ES', 'Valencia', 95),
  (3, 'Brightquay Travel', 'brightquay.example', 'Travel', 'GB', 'Bristol', 640),
  (4, 'Kestrel Mobile', 'kestrelmobile.example', 'Telecommunications', 'IE', 'Cork', 2300),
  (5, 'Banco Rivas Norte', 'rivasnorte.example', 'Banking', 'ES', 'Bilbao', 5100),
  (6, 'Fernhollow Foods', 'fernhollow.example', 'Grocery', 'US', 'Portland', 1250),
  (7, 'Ateliers Courtois', 'courtois.example', 'Luxury goods', 'FR', 'Paris', 310),
  (8, 'Polar Circuit', 'polarcircuit.example', 'Electronics', 'SE', 'Uppsala', 770),
  (9, 'Redwharf Insurance', 'redwharf.example', 'Insurance', 'GB', 'Glasgow', 1900),
  (10, 'Viñedos del Sauce', 'vinedossauce.example', 'Wine', 'AR', 'Mendoza', 60),
  (11, 'Opaline Santé', 'opaline-sante.example', 'Health care', 'FR', 'Nantes', 880),
  (12, 'Stonebridge Tools', 'stonebridge.example', 'Hardware', 'US', 'Columbus', 350),
  (13, 'Clementine Kids', 'clementinekids.example', 'Toys', 'BE', 'Ghent', 140),
  (14, 'Norte Solar', 'nortesolar.example', 'Energy', 'CL', 'Santiago', 220),
  (15, 'Hexbloom', 'hexbloom.example', 'Software', 'DE', 'Hamburg', 75)
) as listed (place, name, domain, industry, country, city, employees);

create table demo.names as
select *
from (
  values
  ('en', array['Alice', 'Ben', 'Chloe', 'Daniel', 'Ella', 'Finn', 'Grace', 'Harvey', 'Isla', 'Jack'],
    array['Ashdown', 'Birchall', 'Cartwell', 'Dunmore', 'Everley', 'Fairgate', 'Hollins', 'Marlow']),
  ('fr', array['Amélie', 'Baptiste', 'Camille', 'Damien', 'Élodie', 'Florian', 'Inès', 'Julien'],
    array['Aubrac', 'Bellanger', 'Chastel', 'Delorme', 'Fontanel', 'Garrigue', 'Montclar', 'Vasseur']),
  ('es', array['Adriana', 'Bruno', 'Carla', 'Diego', 'Elena', 'Facundo', 'Lucía', 'Martín'],
    array['Arroyal', 'Bastida', 'Cervera', 'Duarte', 'Escobedo', 'Figueras', 'Montoro', 'Peralta'])
) as listed (language, first_names, last_names);

create table demo.jobs as
select *
from (
  values
  (0, 'Head of E-commerce', 'director'),
  (1, 'Conversion Manager', 'manager'),
  (2, 'Product Owner', 'manager'),
  (3, 'Chief Marketing Officer', 'executive'),
  (4, 'Web Analyst', 'specialist'),
  (5, 'Frontend Developer', 'specialist')
) as listed (place, title, seniority);
