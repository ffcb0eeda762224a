"""Puts an explanation together, from privileges to the row that decides."""

from dataclasses import dataclass, replace
from typing import Any

from bo_cli.assurance.explain import verdict
from bo_cli.assurance.explain.access import Access, bypass_reason, schema_access, table_access
from bo_cli.assurance.explain.attempts import Question, is_allowed, run
from bo_cli.assurance.explain.claims import deciding_claims
from bo_cli.assurance.explain.condition import Condition
from bo_cli.assurance.explain.deciding import (
    deciding_rows,
    known_names,
    mentions_of,
    tables_that_count,
)
from bo_cli.assurance.explain.evaluate import evaluate
from bo_cli.assurance.explain.missing import changes_that_admit, column_types, rows_against
from bo_cli.assurance.explain.model import Explanation, Judged, StageResult
from bo_cli.assurance.explain.new_row import new_row
from bo_cli.assurance.explain.policies import STAGES, condition_of, read_policies
from bo_cli.assurance.explain.relation import Relation, Row, find_row
from bo_cli.assurance.explain.through import relations_read
from bo_cli.assurance.explain.trial import trial
from bo_cli.assurance.model import SignedIn
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import quoted

TRIGGERS = """
    select quote_ident(tgname) from pg_trigger
    where tgrelid = %s and not tgisinternal and tgenabled <> 'D' order by tgname"""
PARTITIONS = """
    with recursive below (oid) as (
        values (%s::oid)
        union all
        select i.inhrelid from pg_inherits as i join below as b on i.inhparent = b.oid
    )
    select n.nspname || '.' || c.relname from below as b
    join pg_class as c on c.oid = b.oid
    join pg_namespace as n on n.oid = c.relnamespace"""
LIMITS = b"set local lock_timeout = '5s'; set local search_path = ''"


def explain_row(
    connection: Connection,
    relation: Relation,
    person: SignedIn,
    command: str,
    row_id: str | None,
    given: dict[str, Any] | None = None,
) -> Explanation:
    """Explain what becomes of a command of a person on one row.

    connection: as the owner, in a transaction that the caller rolls back. row_id: as for find_row;
    None for an insert. given: the columns to write. Raises UsageError, BoError.
    """
    connection.execute(LIMITS)
    row = find_row(connection, relation, row_id) if row_id is not None else None
    if command == "update" and not given:
        given = _same_value(connection, relation, person, row)
    where = row.where if row else None
    question = Question(relation, person, command, where, given or {})
    found = _Explainer(connection, question, row).explanation()
    return replace(found, reason=verdict.reason(found))


@dataclass
class _Explainer:
    connection: Connection
    question: Question
    row: Row | None

    def explanation(self) -> Explanation:
        question, relation, person = self.question, self.question.relation, self.question.person
        outcome = run(self.connection, question)
        bypass = None
        if relation.is_table:
            bypass = bypass_reason(self.connection, relation, person.role)
        stages = self.stages() if relation.is_table and not bypass else ()
        found = Explanation(
            relation,
            person,
            question.command,
            self.row.key if self.row else {},
            is_allowed(outcome),
            reason="",
            access=self.access(),
            bypass=bypass,
            stages=stages,
            outcome=outcome,
            reads=relations_read(self.connection, relation),
        )
        if question.command in ("insert", "update"):
            returning = run(self.connection, question, suffix="returning target::text")
            found = replace(found, returning=returning)
        if not found.is_allowed and all(stage.passes for stage in stages):
            found = replace(found, triggers=self.triggers())
        return self.with_deciding(found)

    def access(self) -> tuple[Access, ...]:
        relation, command = self.question.relation, self.question.command
        role = self.question.person.role
        columns = tuple(self.question.given) if command in ("insert", "update") else ()
        found = [schema_access(self.connection, relation.schema, role)]
        if command in ("update", "delete"):
            found.append(table_access(self.connection, relation, role, "select", relation.key))
        if command == "select":
            columns = relation.key
        return (*found, table_access(self.connection, relation, role, command, columns))

    def stages(self) -> tuple[StageResult, ...]:
        """Ask every policy at every stage, with the row as it is or as it would become."""
        relation, person = self.question.relation, self.question.person
        rows = {"old": self.row.text if self.row else None}
        if self.question.command in ("insert", "update"):
            rows["new"] = new_row(self.connection, self.question)
        policies = read_policies(self.connection, relation, person.role)
        found = []
        for stage in STAGES[self.question.command]:
            text = rows.get(stage.row)
            if text is not None:
                serving = [policy for policy in policies if policy.serves(stage.command)]
                asked = [(policy, condition_of(policy, stage)) for policy in serving]
                conditions = [condition for _, condition in asked]
                values = evaluate(self.connection, relation, text, conditions, person)
                judged = tuple(Judged(policy, condition, values) for policy, condition in asked)
                found.append(StageResult(stage, text, judged))
        return tuple(found)

    def triggers(self) -> tuple[str, ...]:
        """Return the triggers without which the statement succeeds."""
        relation = self.question.relation
        names = self.connection.execute(TRIGGERS, [relation.oid]).fetchall()

        def is_culprit(name: str) -> bool:
            def disable(session: Connection) -> None:
                session.execute(f"alter table {relation.sql} disable trigger {name}".encode())

            return is_allowed(run(self.connection, self.question, before=disable))

        return tuple(name for (name,) in names if is_culprit(name))

    def with_deciding(self, found: Explanation) -> Explanation:
        """Add the rows and claims that decide, where policies do."""
        policies_pass = all(stage.passes for stage in found.stages)
        has_access = all(access.is_granted for access in found.access)
        if found.bypass or not has_access or not (found.is_allowed or found.stages):
            return found
        if policies_pass and not found.is_allowed:
            return found  # refused by something else

        def ask(person: SignedIn = self.question.person) -> bool:
            return self.is_admitted(found.stages, person)

        spared = dict.fromkeys(self.homes(), self.row.where) if self.row else {}
        mentions = mentions_of(self.question.person)
        tables = tables_that_count(self.connection, ask, mentions, spared)
        with trial(self.connection, tables, spared) as tried:
            names = known_names(tried, mentions)
            if policies_pass:
                row = [text for text in self.row_values().values() if text]
                deciding = deciding_rows(tried, ask, list(dict.fromkeys([*names, *row])))
                claims = tuple(deciding_claims(self.question.person, ask))
                return replace(found, deciding=deciding, claims=claims)
            against = rows_against(tried, names, ask)
            wanted = self.wanted([stage for stage in found.stages if not stage.passes])
            would = changes_that_admit(tried, names, wanted, ask)
            return replace(found, against=tuple(against), would=tuple(would))

    def homes(self) -> list[str]:
        """Return where the row can be: the relation, and its partitions."""
        found = self.connection.execute(PARTITIONS, [self.question.relation.oid]).fetchall()
        return [name for (name,) in found]

    def is_admitted(self, stages: tuple[StageResult, ...], person: SignedIn) -> bool:
        """Ask again, as things stand: really for a select; for a write its policies alone.

        What triggers and foreign keys of a write read has no say in who may do it.
        """
        if self.question.command == "select":
            return is_allowed(run(self.connection, replace(self.question, person=person)))
        return all(self.admits(stage, person) for stage in stages)

    def admits(self, result: StageResult, person: SignedIn) -> bool:
        """Ask the policies of one stage as a whole."""
        if not any(each.policy.is_permissive for each in result.policies):
            return False
        widens = [f"({e.condition.text})" for e in result.policies if e.policy.is_permissive]
        narrows = [f"({e.condition.text})" for e in result.policies if not e.policy.is_permissive]
        whole = Condition(" and ".join([f"({' or '.join(widens)})", *narrows]))
        return evaluate(self.connection, self.question.relation, result.text, [whole], person)[
            whole.text
        ].is_true

    def wanted(self, stages: list[StageResult]) -> dict[str, tuple[str, str]]:
        """Return type and value of the row's columns that conditions look at which failed."""
        types = column_types(self.connection, self.question.relation)
        found: dict[str, tuple[str, str]] = {}
        for judged in (each for stage in stages for each in stage.policies):
            for text in (each for part in judged.failing() for each in part.expressions()):
                column, value = text.rpartition(".")[2].strip('"'), judged.values[text].text
                if column in types and value is not None:
                    found[column] = (types[column], value)
        return found

    def row_values(self) -> dict[str, str | None]:
        relation = self.question.relation
        if self.row is None:
            return {column: str(value) for column, value in self.question.given.items()}
        columns = ", ".join(f"target.{quoted(column)}::text" for column in relation.columns)
        query = f"select {columns} from {relation.sql} as target where {self.row.where}"
        values = self.connection.execute(query.encode()).fetchone() or ()
        return dict(zip(relation.columns, values, strict=True))


def _same_value(
    connection: Connection, relation: Relation, person: SignedIn, row: Row | None
) -> dict[str, Any]:
    """Return a column that the person may update, with the value that it has already."""
    access = table_access(connection, relation, person.role, "update", ())
    open_columns = access.columns or relation.columns
    types = column_types(connection, relation)
    plain = [c for c in open_columns if c in types and c not in relation.key]
    column = [*plain, *relation.columns][0]
    where = row.where if row else "false"
    query = f"select to_jsonb(target.{quoted(column)}) from {relation.sql} as target where {where}"
    found = connection.execute(query.encode()).fetchone()
    return {column: found[0] if found else None}
