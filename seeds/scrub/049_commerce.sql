-- A tag keeps its form, and stays unique.
update public.platform_users as u set
  external_id = pg_temp.scrub_hash(external_id),
  tag = left(pg_temp.scrub_hash(tag), 12),
  email = pg_temp.scrub_email(email),
  wallets = array(
    select pg_temp.scrub_hash(w.address)
    from unnest(u.wallets) with ordinality as w (address, place)
    order by w.place
  );

-- A code keeps its form, and stays unique.
update public.invite_codes set code = left(pg_temp.scrub_hash(code), 12);
update public.cohorts set name = pg_temp.scrub_name('Cohort', name);
update public.fee_rules set reason = pg_temp.scrub_text(reason), closed_reason = pg_temp.scrub_text(closed_reason);
update public.commission_rules set reason = pg_temp.scrub_text(reason);
update public.referral_programmes set name = pg_temp.scrub_name('Programme', name);
update public.commission_payouts set idempotency_key = pg_temp.scrub_hash(idempotency_key);

-- What stands on a chain leads to whoever traded. Tokens are public.
update public.orders set external_id = pg_temp.scrub_hash(external_id);
update public.transactions set
  chain_ref = pg_temp.scrub_hash(chain_ref),
  order_external_id = pg_temp.scrub_hash(order_external_id);

update public.risk_reviews set reason = pg_temp.scrub_text(reason);
