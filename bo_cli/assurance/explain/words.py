"""Explanations as people read them."""

from collections.abc import Iterator

from bo_cli.assurance.explain.access import Access
from bo_cli.assurance.explain.condition import Condition
from bo_cli.assurance.explain.deciding import DecidingRow
from bo_cli.assurance.explain.evaluate import Value, Values
from bo_cli.assurance.explain.model import Explanation, Judged, StageResult
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome

VERBS = {
    "select": ("sees", "does not see"),
    "insert": ("may insert into", "may not insert into"),
    "update": ("may update", "may not update"),
    "delete": ("may delete from", "may not delete from"),
}
LONG = 160
SHOWN = 8
MARKS = {True: "✓", False: "✗"}


def as_text(found: Explanation) -> str:
    """Return the explanation, the verdict first."""
    return "\n".join(_lines(found))


def _lines(found: Explanation) -> Iterator[str]:
    verb = VERBS[found.command][0 if found.is_allowed else 1]
    key = " ".join(f"{column}={value}" for column, value in found.key.items())
    yield f"{found.person.name} {verb} {found.relation.label} {key}".rstrip()
    yield f"  because {found.reason}"
    yield f"  as {described(found.person)}"
    if found.returning and found.is_allowed and found.returning.refusal:
        yield f"  but not with `returning` (.select() in supabase-js): {_said(found.returning)}"
    yield ""
    yield from access_lines(found.access)
    if found.relation.is_table:
        yield f"row security: {found.bypass or 'on, and binds ' + found.person.role}"
    for stage in found.stages:
        yield from _stage_lines(stage)
    if not found.is_allowed and found.outcome.refusal:
        yield f"Postgres says: {_said(found.outcome)}"
    yield from _deciding_lines(found)


def described(person: SignedIn) -> str:
    """Return role and main claims."""
    claims = [f"{name} {person.claims[name]}" for name in ("sub", "aal") if name in person.claims]
    return ", ".join([f"role {person.role}", *claims])


def access_lines(access: tuple[Access, ...]) -> Iterator[str]:
    """Yield a line for each privilege."""
    for each in access:
        through = f", through {', '.join(each.through)}" if each.through else ""
        columns = f" (columns {', '.join(each.columns)})" if each.columns else ""
        yield f"{MARKS[each.is_granted]} {each.privilege}{through}{columns}"


def _stage_lines(result: StageResult) -> Iterator[str]:
    stage = result.stage
    yield f"{MARKS[result.passes]} {stage.command} policies, {stage.clause}, {stage.why}"
    if not result.policies:
        yield "    there is none for this role: nothing is admitted"
    for judged in result.policies:
        yield from _policy_lines(judged)


def _policy_lines(judged: Judged) -> Iterator[str]:
    policy = judged.policy
    kind = "permissive" if policy.is_permissive else "restrictive"
    yield f"    {MARKS[judged.admits]} {policy.name} ({kind}, to {', '.join(policy.roles)})"
    for part in judged.condition.conjuncts():
        yield from _condition_lines(part, judged.values, "        ")


def _condition_lines(condition: Condition, values: Values, indent: str) -> Iterator[str]:
    yield f"{indent}{shown(values[condition.text])}: {condition.text}"
    for text in condition.inputs:
        yield f"{indent}    {text} = {shown(values[text])}"
    for part in condition.parts:
        yield from _condition_lines(part, values, indent + "    ")


def shown(value: Value) -> str:
    """Return a value, cut where it is long."""
    if value.refusal:
        return f"error ({value.refusal.sqlstate} {value.refusal.message})"
    if value.text is None:
        return "null"
    if len(value.text) <= LONG:
        return value.text
    if value.text.startswith("{"):
        return f"{value.text[: LONG // 2]}… ({value.text.count(',') + 1} in all)"
    return f"{value.text[:LONG]}…"


def _deciding_lines(found: Explanation) -> Iterator[str]:
    no = "the row disappears" if found.command == "select" else "it is refused"
    if found.deciding.needed:
        yield f"decided by (without any one of these, {no})"
        yield from (f"    {row_line(row)}" for row in found.deciding.needed)
    if found.deciding.ways:
        also = "and" if found.deciding.needed else "decided"
        yield f"{also} by one of these {len(found.deciding.ways)} (only without all of them {no})"
        for way in found.deciding.ways:
            yield f"    {' with '.join(row_line(row) for row in way)}"
    if found.claims:
        yield f"decided by the token: {', '.join(found.claims)} (without it, {no})"
    if found.against:
        yield "refused by (without it, the answer is yes)"
        yield from (f"    {row_line(row)}" for row in found.against)
    if found.would:
        yield "it would be yes, had"
        yield from (f"    {each}" for each in found.would)
    yield from (f"not tried: rows of {each}" for each in found.deciding.untried)


def row_line(row: DecidingRow) -> str:
    """Return a row's key and its first columns that say something."""
    names = [*row.key, *(name for name in row.values if name not in row.key)]
    said = [name for name in names if row.values[name] and not name.endswith(("_at", "_by"))]
    cut = [f"{name}={(row.values[name] or '')[:60]}" for name in said[:SHOWN]]
    return f"{row.relation}: {', '.join(cut)}"


def _said(outcome: Outcome) -> str:
    refusal = outcome.refusal
    return f"{refusal.message} ({refusal.sqlstate})" if refusal else f"{outcome.count} rows"
