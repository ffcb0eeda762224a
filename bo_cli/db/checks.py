"""plpgsql_check: what is wrong inside function bodies."""

import psycopg

from bo_cli.db.connect import Connection

AVAILABLE = "select from pg_available_extensions where name = 'plpgsql_check'"
CREATE = "create extension if not exists plpgsql_check with schema extensions"
# A trigger function is checked once for each table that it serves, with the transition tables that
# any of its triggers names: which of them are there it asks of tg_op, and that is not known here.
# 2F005, the end without RETURN: it is not known that private.fail() never comes back. 42804 as a
# mere warning, an assignment that casts: so every '{}' that is assigned to an array or a jsonb.
CHECK = """
    select distinct f.oid::regprocedure::text, c.lineno, c.sqlstate, c.message
    from (
        select p.oid, t.tgrelid,
            max(t.tgoldtable::text) over (partition by p.oid)::name as old_table,
            max(t.tgnewtable::text) over (partition by p.oid)::name as new_table
        from pg_proc as p
        join pg_namespace as n on n.oid = p.pronamespace and n.nspname in ('public', 'private')
        join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
        left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
        where p.prorettype <> 'event_trigger'::regtype
            and (p.prorettype <> 'trigger'::regtype or t.oid is not null)
    ) as f
    cross join lateral extensions.plpgsql_check_function_tb(
        funcoid => f.oid, relid => coalesce(f.tgrelid, 0),
        oldtable => f.old_table, newtable => f.new_table) as c
    where c.sqlstate is distinct from '2F005'
        and not (c.sqlstate = '42804' and c.level = 'warning')
    order by 1, 2"""

# (function, line, rule, message)
Fault = tuple[str, int | None, str, str]


def check_functions(connection: Connection) -> list[Fault] | None:
    """Return the faults; None where the server has no plpgsql_check, or will not let us make it.

    The extension is made in a transaction that is rolled back.
    """
    if connection.execute(AVAILABLE).fetchone() is None:
        return None
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(CREATE)
            return connection.execute(CHECK).fetchall()
    except psycopg.errors.InsufficientPrivilege:
        return None
