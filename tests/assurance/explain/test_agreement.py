"""Explanations agree with what happens: on every table of ours, for some rows and some people."""

import pytest

from bo_cli.assurance.explain.words import as_text

PEOPLE = ["user@user.com", "admin@admin.com", "anon"]
TABLES = """
    select n.nspname || '.' || c.relname, array(
        select a.attname::text from pg_index as i
        join pg_attribute as a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary)
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p') and not c.relispartition
    order by 1"""


def some_rows(db):
    """Yield every table that has rows, with the key of its first one."""
    for table, key in db.execute(TABLES).fetchall():
        columns = ", ".join(f"{column}::text" for column in key)
        values = db.execute(f"select {columns} from {table} order by 1 limit 1").fetchone()
        if values:
            yield table, ",".join(f"{c}={v}" for c, v in zip(key, values, strict=True))


@pytest.mark.parametrize("command", ["select", "update", "delete"])
@pytest.mark.parametrize("person", PEOPLE)
def test_rules_and_outcome_agree(db, explained, person, command):
    answers = set()
    for table, row in some_rows(db):
        with db.transaction(force_rollback=True):
            found = explained(db, person, table, row, command)
        rules = all(access.is_granted for access in found.access)
        rules = rules and all(stage.passes for stage in found.stages)
        stopped = bool(found.outcome.refusal or found.triggers)
        assert found.is_allowed == (rules and not stopped), as_text(found)
        assert "something changed" not in found.reason
        answers.add(found.is_allowed)
    assert answers


def away(found) -> str:
    """SQL that takes away the policies that are said to admit the row, and nothing else."""
    [stage] = found.stages
    return ";".join(
        f'drop policy "{each.policy.name}" on {found.relation.sql}' for each in stage.admitting
    )


@pytest.mark.parametrize("person", PEOPLE[:2])
def test_without_the_policies_that_are_named_the_row_is_gone(db, explained, counted, person):
    """And it is there with them: what does not decide is not named."""
    [subject] = db.execute("select id::text from auth.users where email = %s", [person]).fetchone()
    tried = 0
    for table, row in some_rows(db):
        with db.transaction(force_rollback=True):
            found = explained(db, person, table, row)
        if not found.is_allowed:
            continue
        where = " and ".join(
            "{}::text = '{}'".format(*each.split("=", 1)) for each in row.split(",")
        )
        query = f"select from {table} where {where}"
        assert counted(db, subject, query) == 1, table
        assert counted(db, subject, query, away(found)) == 0, table
        tried += 1
    assert tried >= 10
