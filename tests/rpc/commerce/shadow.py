"""A second platform with the same ids and other facts: what is worked out for one is its own.

The rows of the platform have twins there, and so has each that comes while a test runs. A twin lies
before its original, so that a statement that forgets the domain finds it first; and it must stay as
it is.
"""

from psycopg import sql

from .test_fee_resolution import DOMAIN
from .trades import Connection

SHADOW = "00000000-0000-4000-8000-0000000000ff"
# What is otherwise in a twin, as SQL over its original; ids stay. In the order of foreign keys.
TWINS = {
    "cohorts": {"priority": "100 - o.priority * 3"},
    "platform_users": {
        "external_id": "'twin of ' || o.external_id", "tag": "null", "status": "'deleted'",
        "joined_at": "'2020-01-01'",
    },
    "tokens": {"provider": "'elsewhere'"},
    "cohort_members": {},
    "invite_codes": {"slots_total": "o.slots_total + 90"},
    "invite_redemptions": {},
    "orders": {"order_type": "'custom'", "provider": "'elsewhere'"},
    "fee_rules": {"rate_ppm": "o.rate_ppm + 1"},
    "referral_programmes": {
        "discount_ppm": "1", "levels": "1", "window_days": "366", "hold_days": "366",
        "tier_basis": "'network'",
    },
    "commission_rules": {
        "min_volume_usd_minor": "o.min_volume_usd_minor + 1", "rate_ppm": "1",
        "base": "'fee_gross'",
    },
    "transactions": {
        "chain_ref": "'twin of ' || o.id", "volume_usd_minor": "o.volume_usd_minor * 1000000",
        "status": "'confirmed'",
    },
    "fee_charges": {
        "rate_ppm": "o.rate_ppm * 0 + 1",
        "fee_minor": "o.fee_minor + 1", "gross_minor": "o.gross_minor + 1",
        "platform_net_minor": "o.platform_net_minor + 1",
        "volume_usd_minor": "o.volume_usd_minor * 1000000",
        "explain": "jsonb_set(o.explain, '{terms,rate_ppm}', '1')",
    },
    "commission_payouts": {},
    "commission_accruals": {"reason": "'a twin'"},
    "referral_standings": {
        "level_one_usd_minor": "1000000000000", "network_usd_minor": "1000000000000",
        "own_usd_minor": "1000000000000",
    },
}  # fmt: skip
SITE = """
insert into domains (id, client_id, site_domain)
select %s, client_id, 'shadow.example' from domains where id = %s
"""
MIRROR = """
create function tests.mirror() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.domain_id = {domain!r} then
    execute format(
      'insert into %s (%s) select %s from (select ($1::%s).*) as o on conflict do nothing',
      tg_relid::regclass, tg_argv[0], tg_argv[1], tg_relid::regclass
    ) using new;
  end if;
  return new;
end;
$$
"""
GUARD = """
create function tests.guard() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.domain_id = {shadow!r} then
    raise 'a twin is changed: %', tg_relid::regclass;
  end if;
  return case tg_op when 'UPDATE' then new else old end;
end;
$$
"""
GUARDED = ["orders", "transactions", "fee_charges", "commission_accruals", "commission_payouts"]
COLUMNS = """
select attname from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""


def cast_shadow(db: Connection, domain_id: str = DOMAIN) -> None:
    """Make a second platform, and twins of all that this one has, from now on too."""
    db.execute(SITE, [SHADOW, domain_id])
    db.execute(MIRROR.format(domain=str(domain_id)))
    db.execute(GUARD.format(shadow=SHADOW))
    for name, changed in TWINS.items():
        table = f"private.{name}" if name == "referral_standings" else f"public.{name}"
        _mirror(db, table, domain_id, changed)
    for name in GUARDED:
        db.execute(
            f"create trigger a_guard before update or delete on public.{name}"
            " for each row execute function tests.guard()"
        )
    # So that it lies behind its twin.
    db.execute("update referral_programmes set name = name where domain_id = %s", [domain_id])


def _mirror(db: Connection, table: str, domain_id: str, changed: dict[str, str]) -> None:
    """Copy the rows that are there, and whatever comes."""
    columns = [row[0] for row in db.execute(COLUMNS, [table]).fetchall()]
    told = {"domain_id": f"'{SHADOW}'"} | changed
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(told.get(column, f'o."{column}"') for column in columns)
    db.execute(
        f"insert into {table} ({names}) select {values} from {table} as o"
        f" where o.domain_id = '{domain_id}'"
    )
    db.execute(
        sql.SQL(
            f"create trigger a_mirror before insert on {table}"
            " for each row execute function tests.mirror({}, {})"
        ).format(sql.Literal(names), sql.Literal(values))
    )
