"""What an intent file would say, guessed from the catalogue: exposed schemas, the tenant column."""

from bo_cli.assurance.lint.own import PLATFORM_SCHEMAS
from bo_cli.db.connect import Connection

DEFAULT_SCHEMAS = ("public",)
EXPOSED = """
    select split_part(setting, '=', 2)
    from pg_db_role_setting
    inner join pg_roles on pg_roles.oid = setrole and rolname = 'authenticator'
    cross join unnest(setconfig) as setting
    where setting like 'pgrst.db_schemas=%'
        and setdatabase in (0, (select oid from pg_database where datname = current_database()))
    order by setdatabase desc limit 1"""
# Words for a tenant, the likelier ones first.
WORDS = (
    *("tenant", "organization", "organisation", "org", "team", "workspace", "account", "company"),
    *("customer", "client", "domain", "store", "shop", "site", "household", "family", "club"),
    *("school", "group", "project"),
)
TENANT = """
    select attname
    from pg_attribute
    inner join pg_class on pg_class.oid = attrelid and relkind in ('r', 'p')
    left join pg_depend on pg_depend.classid = 'pg_policy'::regclass
        and refclassid = 'pg_class'::regclass and refobjid = attrelid and refobjsubid = attnum
    where relnamespace::regnamespace::text <> all(%(platform)s) and not starts_with(
            relnamespace::regnamespace::text, 'pg_')
        and attnum > 0 and not attisdropped
        and atttypid in ('uuid'::regtype, 'int8'::regtype, 'int4'::regtype, 'text'::regtype)
        and attname = any(%(names)s)
    group by attname
    -- a column that policies ask of says more than one that is there
    order by count(distinct attrelid) + 2 * count(distinct pg_depend.objid) desc,
        array_position(%(names)s, attname::text)
    limit 1"""


def exposed_schemas(connection: Connection) -> tuple[str, ...]:
    """Return the schemas that the API serves, as PostgREST is told; else `public`."""
    row = connection.execute(EXPOSED.encode()).fetchone()
    named = [name.strip() for name in row[0].split(",")] if row else DEFAULT_SCHEMAS
    return tuple(name for name in named if name and name not in PLATFORM_SCHEMAS)


def tenant_column(connection: Connection) -> str:
    """Return the column that most likely holds the tenant; '' where none looks like it."""
    names = [f"{word}{ending}" for ending in ("_id", "Id", "_uuid", "") for word in WORDS]
    row = connection.execute(
        TENANT.encode(), {"platform": list(PLATFORM_SCHEMAS), "names": names}
    ).fetchone()
    return str(row[0]) if row else ""
