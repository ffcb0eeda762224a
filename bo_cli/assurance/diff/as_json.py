"""The comparison for programs."""

from dataclasses import asdict
from typing import Any

from bo_cli.assurance.diff.model import Comparison
from bo_cli.assurance.diff.words import gain_text


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return everything that was found, nothing left out."""
    return {
        "left": found.left,
        "right": found.right,
        "widened": found.has_widened,
        "cells_tried": found.probed,
        "gains": [asdict(gain) | {"text": gain_text(gain)} for gain in found.gains],
        "changes": [
            {
                "effect": judged.effect,
                "by": judged.by,
                "kind": judged.change.difference.kind,
                "name": judged.change.difference.object,
                "object": judged.change.object,
                "what": judged.change.what,
                "before": judged.change.difference.left,
                "after": judged.change.difference.right,
            }
            for judged in found.changes
        ],
        "others": [asdict(difference) for difference in found.others],
        "notes": list(found.notes),
    }
