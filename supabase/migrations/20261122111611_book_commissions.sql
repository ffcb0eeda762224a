-- Commissions change in place, so what was owed last month was not known any more: each change is booked from now on,
-- and statements add up. What is there is booked when it was earned and paid; of what was void before this nothing is
-- known but that it is not owed.
set local check_function_bodies = off;

create table public.commission_movements (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  beneficiary_id uuid not null,
  transaction_id uuid not null,
  level integer not null,
  programme_id uuid not null,
  rule_id uuid,
  payout_id uuid,
  kind text not null,
  asset text not null,
  amount_minor numeric(38, 0) not null,
  reason text,
  occurred_at timestamp with time zone not null,
  booked_at timestamp with time zone not null default now(),
  constraint commission_movements_amount_minor_check check (
      ((amount_minor <> (0)::numeric) and ((amount_minor > (0)::numeric) = (kind = 'accrued'::text)))
  ),
  constraint commission_movements_kind_check check (
      (kind = any(array['accrued'::text, 'reversed'::text, 'claimed'::text]))
  ),
  constraint commission_movements_payout_id_check check (((kind = 'claimed'::text) = (payout_id is not null))),
  constraint commission_movements_pkey primary key (domain_id, id)
);

alter table public.commission_movements
  enable row level security;

revoke all on table public.commission_movements from anon;

create type private.commission_filter as (
  "domain_ids" uuid[],
  "platform_user_id" uuid,
  "asset" text,
  "kind" text[],
  "programme_id" uuid,
  "from" timestamp WITH time zone,
  "to" timestamp WITH time zone
);

create or replace function private.book_commissions()
  returns trigger
  language plpgsql
  set search_path to ''
  as $function$
begin
  if tg_op = 'INSERT' then
    insert into public.commission_movements
    select step.* from fresh_rows as fresh cross join lateral private.commission_steps(null, fresh) as step;
  else
    insert into public.commission_movements
    select step.* from fresh_rows as fresh
    inner join old_rows as was on was.domain_id = fresh.domain_id and was.id = fresh.id
    cross join lateral private.commission_steps(was, fresh) as step;
  end if;
  return null;
end;
$function$;

create or replace function private.commission_steps(
  was public.commission_accruals,
  fresh public.commission_accruals
)
  returns setof public.commission_movements
  language plpgsql
  rows 1
  set search_path to ''
  as $function$
declare
  -- What was owed is owed on the same terms, or has been paid out.
  stands constant boolean := coalesce(was.state, '') = 'accrued' and fresh.state <> 'void'
  and (was.beneficiary_id, was.programme_id, was.rule_id, was.asset, was.amount_minor)
  is not distinct from (fresh.beneficiary_id, fresh.programme_id, fresh.rule_id, fresh.asset, fresh.amount_minor);
begin
  if was.state = 'claimed' then
    return; -- What was claimed stays claimed.
  end if;
  return query
  select
    (step.of).domain_id, private.new_id(), (step.of).beneficiary_id, (step.of).transaction_id, (step.of).level,
    (step.of).programme_id, (step.of).rule_id, case step.kind when 'claimed' then fresh.payout_id end, step.kind,
    (step.of).asset, (step.amount_minor)::numeric(38, 0),
    case when step.kind = 'reversed' then case fresh.state when 'void' then fresh.reason else 'TRADE_CHANGED' end end,
    (step.of).occurred_at, now()
  from (
    values
    ('reversed', was, was.state = 'accrued' and not stands, -was.amount_minor),
    ('accrued', fresh, fresh.state <> 'void' and not stands, fresh.amount_minor),
    ('claimed', fresh, fresh.state = 'claimed', -fresh.amount_minor)
  ) as step (kind, of, happens, amount_minor)
  where step.happens and step.amount_minor <> 0;
end;
$function$;

create or replace function private.read_commission_filter(
  filter jsonb,
  more jsonb
)
  returns private.commission_filter
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{"domain_ids": "uuids", "platform_user_id": "uuid", "asset": "text", "from": "time", "to": "time"}'::jsonb || more
  );
begin
  return jsonb_populate_record(null::private.commission_filter, given);
end;
$function$;

create or replace function private.store_accruals(
  trades public.transactions[],
  accruals public.commission_accruals[]
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
declare
  stored uuid [];
begin
  with fresh as (
    insert into public.commission_accruals as known
    select a.* from unnest(accruals) as a
    on conflict (domain_id, transaction_id, level) do update
    set (
      platform_user_id, beneficiary_id, programme_id, rule_id, rate_ppm, base_minor, amount_minor, asset, usd_minor,
      occurred_at, claimable_at, state, reason, updated_at
    ) = (
      excluded.platform_user_id, excluded.beneficiary_id, excluded.programme_id, excluded.rule_id, excluded.rate_ppm,
      excluded.base_minor, excluded.amount_minor, excluded.asset, excluded.usd_minor, excluded.occurred_at,
      excluded.claimable_at, excluded.state, excluded.reason, excluded.updated_at
    )
    where known.state <> 'claimed'
    returning known.id
  )
  select array_agg(f.id) into stored from fresh as f;
  update public.commission_accruals as a
  set state = 'void', updated_at = now(),
    reason = case t.status when 'confirmed' then 'TRADE_CHANGED' else 'TRADE_REVERTED' end
  from unnest(trades) as t
  where a.domain_id = t.domain_id and a.transaction_id = t.id and a.state = 'accrued'
    and a.id <> all(coalesce(stored, '{}'));
end;
$function$;

create or replace function public.commission_statement(
  domain_id uuid,
  platform_user_id uuid,
  since timestamp with time zone default null::timestamp with time zone,
  before timestamp with time zone default null::timestamp with time zone
)
  returns table (
    asset text,
    opening_minor numeric,
    accrued_minor numeric,
    reversed_minor numeric,
    claimed_minor numeric,
    closing_minor numeric,
    parts jsonb
  )
  language plpgsql
  stable
  security definer
  rows 2
  set search_path to ''
  as $function$
begin
  perform private.require('commissions.view', domain_id);
  if since > before then
    perform private.bad_input('before', 'must not be earlier than since');
  end if;
  if not exists (
    select from public.platform_users as u
    where u.domain_id = commission_statement.domain_id and u.id = commission_statement.platform_user_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return query
  with part as (
    select
      m.asset, coalesce(m.booked_at < since, false) as is_earlier, m.kind, m.programme_id, m.level, m.rule_id,
      m.reason, count(*) as movements, sum(m.amount_minor) as minor
    from public.commission_movements as m
    where m.domain_id = commission_statement.domain_id and m.beneficiary_id = commission_statement.platform_user_id
      and (before is null or m.booked_at < before)
    group by 1, 2, 3, 4, 5, 6, 7
  )
  select
    p.asset, coalesce(sum(p.minor) filter (where p.is_earlier), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'accrued'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'reversed'), 0),
    coalesce(sum(p.minor) filter (where not p.is_earlier and p.kind = 'claimed'), 0), sum(p.minor),
    coalesce(jsonb_agg(
      jsonb_build_object(
        'kind', p.kind, 'programme_id', p.programme_id, 'level', p.level, 'rule_id', p.rule_id, 'reason', p.reason,
        'movements', p.movements, 'amount_minor', p.minor
      ) order by p.kind, p.programme_id, p.level, p.rule_id, p.reason
    ) filter (where not p.is_earlier), '[]')
  from part as p
  group by p.asset
  having bool_or(not p.is_earlier) or sum(p.minor) <> 0
  order by p.asset;
end;
$function$;

revoke all on function public.commission_statement(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) from public,
anon,
service_role;

create or replace function public.list_commission_movements(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    beneficiary_id uuid,
    user_external_id text,
    kind text,
    asset text,
    amount_minor numeric,
    reason text,
    level integer,
    programme_id uuid,
    rule_id uuid,
    transaction_id uuid,
    payout_id uuid,
    occurred_at timestamp with time zone,
    booked_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  wanted constant private.commission_filter := private.read_commission_filter(
    filter, '{"kind": {"some_of": ["accrued", "reversed", "claimed"]}, "programme_id": "uuid"}'
  );
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('commission_movements', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.beneficiary_id, u.external_id, page.kind, page.asset, page.amount_minor,
    page.reason, page.level, page.programme_id, page.rule_id, page.transaction_id, page.payout_id,
    page.occurred_at, page.booked_at,
    private.make_time_cursor('commission_movements', page.booked_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select m.* from public.commission_movements as m
    where m.domain_id = tenant.id
      and ((wanted).platform_user_id is null or m.beneficiary_id = (wanted).platform_user_id)
      and ((wanted).asset is null or m.asset = (wanted).asset)
      and ((wanted).kind is null or m.kind = any((wanted).kind))
      and ((wanted).programme_id is null or m.programme_id = (wanted).programme_id)
      and ((wanted)."from" is null or m.booked_at >= (wanted)."from")
      and ((wanted)."to" is null or m.booked_at < (wanted)."to")
      and (after is null or (m.booked_at, m.id, m.domain_id) < (place.at, place.id, place.domain_id))
    order by m.booked_at desc, m.id desc
    limit page_size
  ) as page
  inner join public.platform_users as u on page.domain_id = u.domain_id and page.beneficiary_id = u.id
  order by page.booked_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

revoke all on function public.list_commission_movements(jsonb, text, integer) from public, anon, service_role;

alter table public.commission_movements
  add constraint commission_movements_beneficiary_id_fkey foreign key (
      domain_id, beneficiary_id
  ) references public.platform_users (domain_id, id);

alter table public.commission_movements
  add constraint commission_movements_transaction_id_fkey foreign key (
      domain_id, transaction_id
  ) references public.transactions (domain_id, id) on delete cascade;

create index commission_movements_transaction_id_idx on public.commission_movements using btree (
    domain_id, transaction_id
);

create trigger book_inserted
  after insert on public.commission_accruals referencing new table as fresh_rows
  for each statement
  execute function private.book_commissions();

create trigger book_updated
  after update on public.commission_accruals referencing old table as old_rows new table as fresh_rows
  for each statement
  execute function private.book_commissions();

create trigger refuse_change
  before update on public.commission_movements
  for each row
  execute function private.refuse_change();

create trigger refuse_truncate
  before truncate on public.commission_movements
  for each statement
  execute function private.refuse_change();

create policy select_member on public.commission_movements
  for select
  to authenticated
  using ((domain_id = any((select private.domains_with('commissions.view'::text) as domains_with)::uuid[])));

comment on column public.commission_movements.amount_minor is 'By how much what he is owed changed, in minor units of asset; below 0 unless accrued.';

comment on column public.commission_movements.asset is 'What the fee was paid in.';

comment on column public.commission_movements.beneficiary_id is 'Who is owed: whoever brought the trader.';

comment on column public.commission_movements.booked_at is 'When it became known here; periods of statements count by it.';

comment on column public.commission_movements.kind is 'accrued: earned; reversed: not earned after all; claimed: paid out.';

comment on column public.commission_movements.level is '1: he brought the trader; 2: who brought that one; 3: one further.';

comment on column public.commission_movements.occurred_at is 'When it was traded.';

comment on column public.commission_movements.payout_id is 'The claim by which it was paid out; null: this is none.';

comment on column public.commission_movements.programme_id is 'The programme that ran when it was traded.';

comment on column public.commission_movements.reason is 'Why it was reversed: TRADE_REVERTED, TRADE_CHANGED or BENEFICIARY_DELETED; null: it was not.';

comment on column public.commission_movements.rule_id is 'The rule by which it was earned.';

comment on column public.commission_movements.transaction_id is 'The trade by which it was earned.';

comment on function private.book_commissions() is 'Statement trigger of commission_accruals: books what changed in what is owed. A commission goes only with its trade, and its movements with it.';

comment on function private.commission_steps(public.commission_accruals, public.commission_accruals) is 'What to book when a commission becomes what it is now. was: before; null: it is new.';

comment on function private.read_commission_filter(jsonb, jsonb) is 'The filter of a list of commissions with its types. more: the shapes of the keys that only this list has. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

comment on function public.commission_statement(uuid, uuid, timestamp with time zone, timestamp with time zone) is 'What a user of a platform was owed for bringing others when a period began, what changed, and what he was owed at its end: a row for each asset. closing_minor is the sum of the four before it; what was reversed or claimed is below 0. parts: the same changes by kind, programme, level, rule and reason of a reversal, as [{kind, programme_id, level, rule_id, reason, movements (how many), amount_minor}]; list_commission_movements() has them one by one. since: included; null: from the beginning. before: not included; null: until now. They are times when changes became known, so a period that is over stays as it is. Needs commissions.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the user.';

comment on function public.list_commission_movements(jsonb, text, integer) is 'What changed in what users are owed for bringing others, newest first: the lines of commission_statement(). filter: domain_ids (null: all mine), platform_user_id (who earns), asset, kind (an array of accrued, reversed, claimed), programme_id, from and to (when it was booked; from is included, to is not). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"kind": ["claimed"]}, "page_size": 20}';

comment on policy select_member on public.commission_movements is 'What was owed to whom, on the platforms whose commissions the person may view.';

comment on table public.commission_movements is 'What changed in what a user is owed for bringing others, when it was booked. Their sum is what he is owed. Written by a trigger of commission_accruals alone.';

comment on type private.commission_filter is 'What the lists of commissions are asked for; null asks for nothing. platform_user_id: who earns.';

revoke all on function private.book_commissions() from public;

revoke all on function private.book_commissions() from postgres;

grant execute on function private.book_commissions() to postgres;

revoke all on function private.commission_steps(public.commission_accruals, public.commission_accruals) from public;

revoke all on function private.commission_steps(
    public.commission_accruals, public.commission_accruals
) from postgres;

grant execute on function private.commission_steps(
    public.commission_accruals, public.commission_accruals
) to postgres;

revoke all on function private.read_commission_filter(jsonb, jsonb) from public;

revoke all on function private.read_commission_filter(jsonb, jsonb) from postgres;

grant execute on function private.read_commission_filter(jsonb, jsonb) to postgres;

grant execute on function public.commission_statement(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) to authenticated;

revoke all on function public.commission_statement(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) from postgres;

grant execute on function public.commission_statement(
    uuid, uuid, timestamp with time zone, timestamp with time zone
) to postgres;

grant execute on function public.list_commission_movements(jsonb, text, integer) to authenticated;

revoke all on function public.list_commission_movements(jsonb, text, integer) from postgres;

grant execute on function public.list_commission_movements(jsonb, text, integer) to postgres;

revoke all on table public.commission_movements from authenticated;

grant select on table public.commission_movements to authenticated;

revoke all on table public.commission_movements from service_role;

grant select on table public.commission_movements to service_role;

create index commission_movements_beneficiary_id_idx on public.commission_movements using btree (
    domain_id, beneficiary_id, booked_at desc, id desc
);

create index commission_movements_booked_at_idx on public.commission_movements using btree (
    domain_id, booked_at desc, id desc
);

insert into public.commission_movements (
  domain_id, id, beneficiary_id, transaction_id, level, programme_id, rule_id, payout_id, kind, asset, amount_minor,
  reason, occurred_at, booked_at
)
select
  step.domain_id,
  step.id,
  step.beneficiary_id,
  step.transaction_id,
  step.level,
  step.programme_id,
  step.rule_id,
  step.payout_id,
  step.kind,
  step.asset,
  step.amount_minor,
  step.reason,
  step.occurred_at,
  case step.kind when 'claimed' then payout.created_at else earned.created_at end as booked_at
from public.commission_accruals as earned
left join public.commission_payouts as payout
  on earned.domain_id = payout.domain_id and earned.payout_id = payout.id
cross join lateral private.commission_steps(null, earned) as step;
