"""The row that a write would make, as the policies would see it."""

import json

from bo_cli.assurance.explain.attempts import Question, run
from bo_cli.assurance.explain.relation import Relation
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

CAPTURE = "bo_explain_capture"
CAPTURED = "BO001"
DEFAULTS = """
    select a.attname::text, pg_get_expr(d.adbin, d.adrelid)
    from pg_attrdef as d
    join pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = %s and a.attgenerated = ''"""


def new_row(connection: Connection, question: Question) -> str | None:
    """Return the new row as a composite value; None where the write never gets so far.

    All policies give way to one whose check raises the row as an error: defaults, triggers that run
    before and generated columns have then done their work, and constraints have not been asked.
    Where the table is not ours to change, the row is put together from what is given and defaults.
    """
    relation, role = question.relation, quoted(question.person.role)
    if attempt(connection, "select", first=lambda c: _install(c, relation, role)).refusal:
        return _put_together(connection, question)
    outcome = run(connection, question, before=lambda c: _install(c, relation, role))
    if outcome.refusal and outcome.refusal.sqlstate == CAPTURED:
        return outcome.refusal.detail
    return None


def _install(session: Connection, relation: Relation, role: str) -> None:
    policies = session.execute(
        "select quote_ident(polname) from pg_policy where polrelid = %s", [relation.oid]
    ).fetchall()
    statements = [
        *(f"drop policy {name} on {relation.sql}" for (name,) in policies),
        f"""create function pg_temp.{CAPTURE}(written {relation.sql}) returns boolean
            language plpgsql as $$ begin
            raise exception 'row' using errcode = '{CAPTURED}', detail = written::text; end $$""",
        f"grant execute on function pg_temp.{CAPTURE}({relation.sql}) to {role}",
        f"alter table {relation.sql} enable row level security",
        f"create policy bo_explain on {relation.sql} for all to {role} using (true)"
        f" with check (pg_temp.{CAPTURE}({quoted(relation.name)}.*))",
        f"grant select, insert, update, delete on {relation.sql} to {role}",
    ]
    for statement in statements:
        session.execute(statement.encode())


def _put_together(connection: Connection, question: Question) -> str | None:
    relation, given = question.relation, literal(json.dumps(question.given))
    if question.command == "update":
        record, source = f"jsonb_populate_record(target, {given})", f"from {relation.sql} as target"
        rest = f"{source} where {question.where}"
    else:
        defaults = connection.execute(DEFAULTS, [relation.oid]).fetchall()
        pairs = ", ".join(f"{literal(column)}, {default}" for column, default in defaults)
        values = f"jsonb_build_object({pairs}) || {given}::jsonb"
        record, rest = f"jsonb_populate_record(null::{relation.sql}, {values})", ""
    found = attempt(connection, f"select ({record})::text {rest}")
    return found.rows[0][0] if found.rows else None
