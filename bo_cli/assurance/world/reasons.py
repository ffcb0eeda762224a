"""Why a table could not be filled, in words that say what to do."""

from bo_cli.assurance.world.placing import Placer
from bo_cli.db.attempt import Refusal

_HINT = "write one in the hint file"


def reason(refusal: Refusal, placers: list[Placer]) -> str:
    """Return the refusal's message, with the rule that no value was found for."""
    rules = {rule.name: rule.expression for placer in placers for rule in placer.solver.rules}
    if refusal.sqlstate == "23514" and refusal.constraint in rules:
        rule = " ".join(rules[refusal.constraint].split())
        return f"no value found that meets {refusal.constraint}: {rule}; {_HINT}"
    if refusal.sqlstate in ("23505", "23P01"):
        return f"every value that was tried is taken: {refusal.message}"
    if refusal.sqlstate == "23502":
        return f"{refusal.message}; {_HINT}"
    return refusal.message
