"""Gains and losses in words."""

from bo_cli.assurance.diff.model import Effect, Gain

VERBS = {
    Effect.WIDER: ("gains", "gain"),
    Effect.NARROWER: ("loses", "lose"),
    Effect.UNKNOWN: ("may have changed in", "may have changed in"),
    Effect.BOTH: ("changes in", "change in"),
}
NAMED = 4
COLUMNS_NAMED = 6


def gain_text(gain: Gain) -> str:
    """Return `client_user gains select on public.x of other tenants: 3 of 3 … (before: none)`."""
    who = _some(gain.identities, NAMED)
    verb = VERBS[gain.effect][0 if len(gain.identities) == 1 else 1]
    if gain.command == "reach":  # what a function shows or changes
        return (
            f"{who} {verb} reach of {gain.rows or 'rows'} through {gain.object}: {gain.after} "
            f"(before: {gain.before})"
        )
    joined = "with" if gain.command == "execute" else "of"
    rows = f" {joined} {gain.rows}" if gain.rows else ""
    columns = f" ({_some(gain.columns, COLUMNS_NAMED)})" if gain.columns else ""
    what = f"{gain.command}{columns} on {gain.object}{rows}"
    return f"{who} {verb} {what}: {gain.after} (before: {gain.before})"


def _some(names: tuple[str, ...], limit: int) -> str:
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown
