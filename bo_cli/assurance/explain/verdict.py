"""The verdict in one sentence: the first thing that refuses, or everything that admits."""

from bo_cli.assurance.explain.model import Explanation, StageResult


def reason(found: Explanation) -> str:
    """Return why the answer is what it is."""
    if found.is_allowed:
        return _why_allowed(found)
    missing = [access.privilege for access in found.access if not access.is_granted]
    if missing:
        return f"{found.person.role} has no privilege: {', '.join(missing)}"
    failing = [stage for stage in found.stages if not stage.passes]
    if failing:
        return _why_refused(failing[0], found.person.role)
    refusal = found.outcome.refusal
    if found.triggers:
        said = f": {refusal.message} ({refusal.sqlstate})" if refusal else ": it skips the row"
        return f"{_some('trigger', list(found.triggers))} refuses{said}"
    if refusal and refusal.constraint:
        return f"constraint {refusal.constraint} refuses: {refusal.message} ({refusal.sqlstate})"
    if refusal:
        return f"{refusal.message} ({refusal.sqlstate})"
    if not found.relation.is_table:
        whom = found.person.role if found.relation.is_security_invoker else found.relation.owner
        tables = ", ".join(found.reads)
        return f"the {found.relation.kind} does not show it; it reads {tables} as {whom}: ask there"
    return "no rule refuses it, and yet no row was found: something changed meanwhile"


def _why_allowed(found: Explanation) -> str:
    if found.bypass:
        return found.bypass
    last = [stage for stage in found.stages if stage.policies]
    if not last:
        return f"{found.person.role} has the privilege"
    told = []
    for stage in last:
        names = [each.policy.name for each in stage.admitting]
        text = f"{_some('policy', names)} {'admits' if len(names) == 1 else 'each admit'} it"
        told.append(f"{text} {stage.stage.why}" if len(last) > 1 else text)
    return "; ".join(told)


def _why_refused(stage: StageResult, role: str) -> str:
    why = stage.stage.why
    permissive = [each for each in stage.policies if each.policy.is_permissive]
    if not permissive:
        return f"no policy for {stage.stage.command} applies to {role} ({why})"
    if not stage.admitting:
        failing = [part.text for each in permissive for part in each.failing()]
        names = [each.policy.name for each in permissive]
        which = f"{_some('policy', names)} {'does' if len(names) == 1 else 'do'} not admit it {why}"
        return f"{which}: {'; '.join(dict.fromkeys(failing))} {_are(failing)} not true"
    names = [each.policy.name for each in stage.refusing]
    return f"restrictive {_some('policy', names)} refuses it {why}"


def _are(failing: list[str]) -> str:
    return "is" if len(failing) == 1 else "are"


def _some(noun: str, names: list[str]) -> str:
    plural = {"policy": "policies", "trigger": "triggers"}[noun]
    return f"{noun} {names[0]}" if len(names) == 1 else f"{plural} {', '.join(names)}"
