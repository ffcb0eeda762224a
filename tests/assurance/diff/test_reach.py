"""What a probe found, in words, and how the words of two databases compare."""

import pytest

from bo_cli.assurance.diff.model import Effect
from bo_cli.assurance.diff.probes import Observed, gains

WIDER, NARROWER, BOTH, UNKNOWN = Effect.WIDER, Effect.NARROWER, Effect.BOTH, Effect.UNKNOWN
CASES = [
    ("refused", "refused: 0 rows", None),
    ("refused", "works", WIDER),
    ("works", "works, up to the constraint a_key", None),
    ("works, up to the constraint a_key", "refused", NARROWER),
    ("0 of 3 canaries visible", "3 of 3 canaries visible", WIDER),
    ("3 of 3 canaries visible", "4 of 4 canaries visible", None),
    ("3 of 3 canaries visible", "fails with 42P17: infinite recursion", NARROWER),
    ("nothing", "works: shows 1 canaries", WIDER),
    ("works: shows 1 canaries", "works: shows 3 canaries", WIDER),
    ("works: shows 2 canaries", "works: changes 2 canaries", BOTH),
    ("works: shows 2 canaries, changes 1 canaries", "works: shows 2 canaries", NARROWER),
    ("cannot be judged: x", "cannot be judged: y", None),
    ("cannot be judged: x", "works", WIDER),
    ("works", "cannot be judged: x", UNKNOWN),
]


def side(found):
    cells = {} if found is None else {"ann|public.f(uuid)|execute|": found}
    return Observed(cells, frozenset(["public.f(uuid)"] if found else []), {})


@pytest.mark.parametrize(("before", "after", "effect"), CASES)
def test_two_findings(before, after, effect):
    assert [gain.effect for gain in gains(side(before), side(after))] == (
        [effect] if effect else []
    )


def test_an_object_that_is_new_or_gone():
    [gain] = gains(side(None), side("works"))
    assert (gain.effect, gain.before) == (WIDER, "not there")
    [gain] = gains(side("works"), side(None))
    assert (gain.effect, gain.after) == (NARROWER, "not there")
    assert gains(side(None), side("refused")) == []
