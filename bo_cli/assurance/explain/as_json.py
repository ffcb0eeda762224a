"""Explanations for programs."""

from dataclasses import asdict
from typing import Any

from bo_cli.assurance.explain.counts import Count, TableCounts
from bo_cli.assurance.explain.deciding import DecidingRow
from bo_cli.assurance.explain.evaluate import as_json as condition_json
from bo_cli.assurance.explain.model import Explanation, Judged, StageResult
from bo_cli.assurance.explain.policies import Policy
from bo_cli.assurance.explain.through import FunctionExplanation, ViewExplanation
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome


def row_json(found: Explanation) -> dict[str, Any]:
    """Return the explanation of one row."""
    return {
        "relation": found.relation.label,
        "command": found.command,
        "key": found.key,
        "person": _person(found.person),
        "allowed": found.is_allowed,
        "reason": found.reason,
        "privileges": [asdict(access) for access in found.access],
        "row_security": {"bypass": found.bypass},
        "stages": [_stage(stage) for stage in found.stages],
        "outcome": _outcome(found.outcome),
        "returning": _outcome(found.returning) if found.returning else None,
        "triggers": list(found.triggers),
        "deciding": {
            "needed": [_row(row) for row in found.deciding.needed],
            "ways": [[_row(row) for row in way] for way in found.deciding.ways],
            "claims": list(found.claims),
            "untried": list(found.deciding.untried),
        },
        "against": [_row(row) for row in found.against],
        "would": list(found.would),
        "reads": list(found.reads),
    }


def counts_json(found: TableCounts) -> dict[str, Any]:
    """Return the counts of one table."""
    return {
        "relation": found.relation.label,
        "command": found.command,
        "person": _person(found.person),
        "privileges": [asdict(access) for access in found.access],
        "row_security": {"bypass": found.bypass},
        "rows": _count(found.total),
        "admitted": _count(found.together),
        "policies": [_policy(policy) | _count(count) for policy, count in found.by_policy],
    }


def view_json(found: ViewExplanation) -> dict[str, Any]:
    """Return the explanation of a view."""
    return {
        "relation": found.relation.label,
        "kind": found.relation.kind,
        "person": _person(found.person),
        "privileges": [asdict(access) for access in found.access],
        "security_invoker": found.relation.is_security_invoker,
        "rows": _count(found.total),
        "admitted": _count(found.rows),
        "reads": [
            {
                "relation": base.relation.label,
                "as": base.role,
                "privilege": asdict(base.access),
                "bypass": base.bypass,
                "admitted": _count(base.rows) if base.rows else None,
            }
            for base in found.bases
        ],
    }


def function_json(found: FunctionExplanation) -> dict[str, Any]:
    """Return the explanation of a function."""
    return asdict(found) | {"person": _person(found.person), "allowed": found.is_allowed}


def _person(person: SignedIn) -> dict[str, Any]:
    return {"name": person.name, "role": person.role, "claims": person.claims}


def _stage(result: StageResult) -> dict[str, Any]:
    return asdict(result.stage) | {
        "passes": result.passes,
        "policies": [_judged(judged) for judged in result.policies],
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return _policy(judged.policy) | {
        "admits": judged.admits,
        "condition": condition_json(judged.condition, judged.values),
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "policy": policy.name,
        "command": policy.command,
        "permissive": policy.is_permissive,
        "roles": list(policy.roles),
    }


def _row(row: DecidingRow) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "key": {column: row.values[column] for column in row.key},
        "values": row.values,
        "mentions": row.mentions,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    refusal = asdict(outcome.refusal) if outcome.refusal else None
    return {"rows": outcome.count, "refusal": refusal}


def _count(count: Count) -> dict[str, Any]:
    refusal = f"{count.refusal.message} ({count.refusal.sqlstate})" if count.refusal else None
    return {"count": count.rows, "refusal": refusal}
