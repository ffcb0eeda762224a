"""Counts, views and functions as people read them."""

from bo_cli.assurance.explain.counts import Count, TableCounts
from bo_cli.assurance.explain.policies import Policy
from bo_cli.assurance.explain.through import BaseTable, FunctionExplanation, ViewExplanation
from bo_cli.assurance.explain.words import MARKS, access_lines, described

VERBS = {"select": "sees", "update": "may change", "delete": "may remove"}


def counts_text(found: TableCounts) -> str:
    """Return how many rows each policy admits."""
    verb = VERBS[found.command]
    lines = [
        f"{found.person.name} {verb} {_rows(found.together)} of {_rows(found.total)} rows of "
        f"{found.relation.label}",
        f"  as {described(found.person)}",
        "",
        *access_lines(found.access),
        f"row security: {found.bypass or 'on, and binds ' + found.person.role}",
    ]
    for policy, count in found.by_policy:
        lines.append(f"{_rows(count):>8}  {_named(policy)}: {_condition(policy)}")
    if not found.by_policy and not found.bypass:
        lines.append(f"    no policy for {found.command} applies to {found.person.role}")
    if found.by_policy:
        seen = "" if found.command == "select" else ", of the rows that can be read"
        lines.append(f"{_rows(found.together):>8}  all together{seen}")
    lines.append(f"{_rows(found.total):>8}  rows in the table")
    return "\n".join(lines)


def view_text(found: ViewExplanation) -> str:
    """Return as whom a view looks, and how many rows it shows."""
    kind = found.relation.kind
    if kind == "materialized view":
        how = "a copy without row security: whoever may select from it sees all of it"
    elif found.relation.is_security_invoker:
        how = "reads as whoever asks (security_invoker)"
    else:
        how = f"reads as its owner, {found.relation.owner}: the policies of who asks do not count"
    lines = [
        f"{found.person.name} sees {_rows(found.rows)} of {_rows(found.total)} rows of the {kind} "
        f"{found.relation.label}",
        f"  as {described(found.person)}",
        "",
        *access_lines(found.access),
        f"it {'is ' if kind == 'materialized view' else ''}{how}",
        *(_base_line(base) for base in found.bases),
    ]
    return "\n".join(lines)


def function_text(found: FunctionExplanation) -> str:
    """Return whether a function may be called, and as whom it works."""
    verb = "may" if found.is_allowed else "may not"
    how = "works as whoever calls (security invoker): policies bind it"
    if found.is_definer:
        bound = "past row security" if found.owner_bypasses else "bound by the owner's policies"
        how = f"works as its owner, {found.owner} (security definer), {bound}"
    settings = ", ".join(found.settings) or "no settings: names are looked up in the caller's path"
    return "\n".join(
        [
            f"{found.person.name} {verb} call {found.name}",
            f"  as {described(found.person)}",
            "",
            *access_lines(found.access),
            f"it {how}",
            f"it is {found.volatility}, with {settings}",
        ]
    )


def _rows(count: Count) -> str:
    if count.refusal:
        return f"none ({count.refusal.message})"
    return str(count.rows)


def _named(policy: Policy) -> str:
    kind = "" if policy.is_permissive else " (restrictive)"
    return f"{policy.name}{kind}"


def _condition(policy: Policy) -> str:
    return policy.using.text if policy.using else "true"


def _base_line(base: BaseTable) -> str:
    bypass = base.bypass or "row security binds it"
    rows = f"; {_rows(base.rows)} rows as that person" if base.rows else ""
    return f"{MARKS[base.access.is_granted]} {base.relation.label} as {base.role}: {bypass}{rows}"
