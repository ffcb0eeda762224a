update public.cases set
  title = pg_temp.scrub_text(title),
  description = pg_temp.scrub_text(description),
  location = pg_temp.scrub_text(location);

update public.donation_contacts set
  donor_name = pg_temp.scrub_name('Donor', donor_name),
  donor_email = pg_temp.scrub_email(donor_email),
  donor_phone = '+' || pg_temp.scrub_phone(donor_phone);
