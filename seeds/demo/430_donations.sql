-- What was given to the cases of the rescue programme and to the programme as a whole: by the same people more
-- than once, by some who did not say who they are, in each state that brought money or did not. Next door two
-- more, so that whoever works there has something to see, and a look-alike something to lose.
create temporary table demo_donations as
select
  demo.*,
  md5('donation/' || demo.site_domain || demo.number)::uuid as id,
  domains.id as domain_id
from (
  values
    ('toto.example', 1, 'R-0001', 5000, 'EUR', 'card', 'confirmed', '2026-10-03 09:12:00+00', 'Lucía Fernández', 'lucia.fernandez@mail.example', '+5493415550101'),
    ('toto.example', 2, 'R-0001', 2500, 'EUR', 'card', 'confirmed', '2026-10-03 21:40:00+00', 'Martín Sosa', 'martin.sosa@mail.example', null),
    ('toto.example', 3, 'R-0001', 20000, 'EUR', 'bank_transfer', 'verified', '2026-10-06 14:05:00+00', 'Clínica Veterinaria del Litoral', 'administracion@litoral-vet.example', '+543414440123'),
    ('toto.example', 4, 'R-0001', 1000, 'EUR', 'card', 'failed', '2026-10-07 18:22:00+00', 'Jonas Weber', 'jonas.weber@post.example', null),
    ('toto.example', 5, 'R-0001', 1500000, 'ARS', 'other', 'confirmed', '2026-10-11 11:00:00+00', null, null, null),
    ('toto.example', 6, 'R-0002', 1000, 'EUR', 'card', 'confirmed', '2026-10-05 08:30:00+00', 'Amélie Laurent', 'amelie.laurent@courrier.example', '+33612345678'),
    ('toto.example', 7, 'R-0002', 2500, 'EUR', 'card', 'refunded', '2026-10-09 19:15:00+00', 'Martín Sosa', 'martin.sosa@mail.example', null),
    ('toto.example', 8, 'R-0002', 10000, 'EUR', 'stellar', 'confirmed', '2026-10-21 23:58:00+00', null, null, null),
    ('toto.example', 9, 'R-0003', 5000, 'EUR', 'card', 'confirmed', '2026-10-14 16:45:00+00', 'Lucía Fernández', 'lucia.fernandez@mail.example', '+5493415550101'),
    ('toto.example', 10, 'R-0003', 2500, 'EUR', 'card', 'partially_refunded', '2026-11-02 10:10:00+00', 'Owen Hughes', 'owen.hughes@letters.example', '+447700900123'),
    ('toto.example', 11, 'R-0004', 30000, 'EUR', 'bank_transfer', 'verified', '2026-10-16 12:00:00+00', 'Graciela Paz', 'graciela.paz@mail.example', '+5493425550177'),
    ('toto.example', 12, 'R-0004', 2500, 'EUR', 'card', 'disputed', '2026-10-18 07:05:00+00', 'Jonas Weber', 'jonas.weber@post.example', null),
    ('toto.example', 13, 'R-0005', 5000, 'EUR', 'bank_transfer', 'pending', '2026-11-18 20:30:00+00', 'Nadia Rossi', 'nadia.rossi@posta.example', null),
    ('toto.example', 14, null, 10000, 'EUR', 'card', 'confirmed', '2026-10-01 06:00:00+00', 'Graciela Paz', 'graciela.paz@mail.example', '+5493425550177'),
    ('toto.example', 15, null, 10000, 'EUR', 'card', 'confirmed', '2026-11-01 06:00:00+00', 'Graciela Paz', 'graciela.paz@mail.example', '+5493425550177'),
    ('toto.example', 16, null, 2500, 'USD', 'card', 'expired', '2026-11-08 13:37:00+00', 'Kim Doyle', 'kim.doyle@letters.example', null),
    ('cooking.example', 1, 'R-0001', 2500, 'EUR', 'card', 'confirmed', '2026-10-20 15:00:00+00', 'Petra Novak', 'petra.novak@mail.example', null),
    ('cooking.example', 2, null, 5000, 'EUR', 'bank_transfer', 'pending', '2026-11-10 09:00:00+00', 'Lucía Fernández', 'lucia.fernandez@mail.example', '+5493415550101')
) as demo (
  site_domain, number, code, amount_minor, currency, method, status, given_at, donor_name, donor_email, donor_phone
)
inner join public.domains on demo.site_domain = domains.site_domain;

insert into public.donations (
  domain_id, id, case_id, amount_minor, currency, method, status, given_at, created_at, updated_at
)
select
  demo.domain_id,
  demo.id,
  md5('case/' || demo.site_domain || demo.code)::uuid as case_id,
  demo.amount_minor,
  demo.currency,
  demo.method,
  demo.status,
  demo.given_at::timestamptz as given_at,
  demo.given_at::timestamptz as created_at,
  demo.given_at::timestamptz as updated_at
from demo_donations as demo
on conflict (domain_id, id) do nothing;

insert into public.donation_contacts (
  domain_id, donation_id, donor_name, donor_email, donor_phone, created_at, updated_at
)
select
  demo.domain_id,
  demo.id as donation_id,
  demo.donor_name,
  demo.donor_email,
  demo.donor_phone,
  demo.given_at::timestamptz as created_at,
  demo.given_at::timestamptz as updated_at
from demo_donations as demo
on conflict (domain_id, donation_id) do nothing;

drop table demo_donations;
