"""What the catalogue says changed, in words, and what is certain without a probe."""

import re
from collections.abc import Callable

from bo_cli.assurance.diff.function_changes import function_change
from bo_cli.assurance.diff.model import Change, Effect
from bo_cli.assurance.diff.naming import relation_of
from bo_cli.db.facts import Difference, Facts

ROW_SHOWN = 120
GRANT = re.compile(r"^(table|column|sequence|function|schema|type) (.*) to (.*)$", re.DOTALL)
OWNER = re.compile(r"\bowner ([^\s,:]+)")
INVOKER = re.compile(r"security_invoker=(on|true|1)")


def access_change(difference: Difference) -> Change | None:
    """Return the change in words; None for what access does not depend on."""
    describe = _KINDS.get(difference.kind)
    return describe(difference) if describe else None


def grantee_of(difference: Difference) -> str:
    """Return who a grant is to; '' where the difference is no grant."""
    match = GRANT.match(difference.object) if difference.kind == "grant" else None
    return match.group(3) if match else ""


def owners_of(facts: Facts) -> dict[str, str]:
    """Return the owner of each relation, function and schema: their grants to it say nothing."""
    found = {}
    for (kind, name), definition in facts.items():
        match = OWNER.search(definition) if kind in ("relation", "function", "schema") else None
        if match:
            found[name if kind == "function" else relation_of(name)[0]] = match.group(1)
    return found


def _policy(difference: Difference) -> Change:
    table, name = relation_of(difference.object)
    what = f"policy {name} on {table} {_verb(difference)}"
    return Change(difference, table, what)


def _grant(difference: Difference) -> Change:
    match = GRANT.match(difference.object)
    kind, name, grantee = match.groups() if match else ("", difference.object, "")
    gained = _privileges(difference.right) - _privileges(difference.left)
    lost = _privileges(difference.left) - _privileges(difference.right)
    parts = [f"gains {', '.join(sorted(gained))}"] if gained else []
    parts += [f"loses {', '.join(sorted(lost))}"] if lost else []
    effect = Effect.WIDER if gained else Effect.NARROWER
    target, rest = relation_of(name) if kind != "function" else (name, "")
    shown = f"{target}.{rest}" if rest else target
    what = f"{grantee} {' and '.join(parts)} on {kind} {shown}"
    return Change(difference, target, what, Effect.BOTH if gained and lost else effect)


def _row_security(difference: Difference) -> Change:
    left, right = difference.left or "", difference.right or ""
    table, _ = relation_of(difference.object)
    what = f"row security of {table}: {left or 'no table'} → {right or 'no table'}"
    if not left or not right:
        return Change(difference, table, what)
    certain = None
    is_off = left.startswith("enabled") and right.startswith("disabled")
    if is_off or ("forced" in left and "forced" not in right):
        certain = Effect.WIDER
    elif right.startswith(left) or left.startswith("disabled"):
        certain = Effect.NARROWER
    return Change(difference, table, what, certain)


def _relation(difference: Difference) -> Change:
    left, right = difference.left, difference.right
    name, _ = relation_of(difference.object)
    if left is None or right is None:
        kind = (left or right or "").partition(",")[0]
        return Change(difference, name, f"{kind} {name} {_verb(difference)}")
    had, has = (bool(INVOKER.search(text)) for text in (left, right))
    if had != has:
        words = "reads as its owner now, no longer as who asks" if had else "reads as who asks now"
        effect = Effect.WIDER if had else Effect.NARROWER
        return Change(difference, name, f"view {name} {words} (security_invoker)", effect)
    return Change(difference, name, f"{name}: {left} → {right}")


def _view(difference: Difference) -> Change:
    name, _ = relation_of(difference.object)
    return Change(difference, name, f"view {name} {_verb(difference)}")


def _trigger(difference: Difference) -> Change:
    table, name = relation_of(difference.object)
    if difference.object.startswith("event trigger "):
        return Change(difference, "", f"{difference.object} {_verb(difference)}")
    verb = _verb(difference)
    if difference.left and difference.right and difference.right.endswith("(D)"):
        verb = "disabled"
    return Change(difference, table, f"trigger {name} on {table} {verb}")


def _schema(difference: Difference) -> Change:
    return Change(difference, difference.object, f"schema {difference.object} {_verb(difference)}")


def _default_privilege(difference: Difference) -> Change:
    left, right = (text or "as built in" for text in (difference.left, difference.right))
    what = f"default privileges {difference.object}: {left} → {right}"
    gained = _privileges(difference.right) - _privileges(difference.left)
    return Change(difference, "", what, Effect.WIDER if gained and difference.left else None)


def _publication(difference: Difference) -> Change:
    name, _, quoted = difference.object.partition(" ")
    table, _ = relation_of(quoted)
    what = f"publication {name} (Realtime) {table or 'itself'} {_verb(difference)}"
    return Change(difference, table, what)


def _row(difference: Difference) -> Change:
    table, row = relation_of(difference.object)
    shown = row if len(row) <= ROW_SHOWN else f"{row[:ROW_SHOWN]}…"
    return Change(difference, table, f"row of {table} {_verb(difference)}: {shown}")


def _privileges(text: str | None) -> set[str]:
    return {part for part in (text or "").split(", ") if part and part != "nothing"}


def _verb(difference: Difference) -> str:
    if difference.left is None:
        return "added"
    return "dropped" if difference.right is None else "changed"


_KINDS: dict[str, Callable[[Difference], Change]] = {
    "policy": _policy,
    "grant": _grant,
    "row security": _row_security,
    "relation": _relation,
    "view": _view,
    "trigger": _trigger,
    "schema": _schema,
    "default privilege": _default_privilege,
    "publication": _publication,
    "function": function_change,
    "row": _row,
}
