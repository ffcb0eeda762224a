"""The matrix: each identity tries each thing on each object, for real, and the intent judges."""

from collections.abc import Collection

from bo_cli.assurance.matrix.cells import Cell, Fault, Verdict
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.world.world import World

__all__ = ["Cell", "Fault", "Matrix", "Verdict", "judge", "observe"]


def judge(
    world: World, only: Collection[str] | None = None, *, stop_at_first: bool = False
) -> list[Verdict]:
    """Return the wrong cells of an open world: too wide, too narrow, or impossible to judge.

    only: relations (`schema.name`), functions (with argument types), schemas; None for all. Whoever
    asks again and again keeps a Matrix, which remembers what it has learnt of the world.
    """
    return Matrix(world).judge(only, stop_at_first=stop_at_first)


def observe(world: World, only: Collection[str] | None = None) -> dict[str, str]:
    """Return what was found in each cell: `identity|object|command(column)|whose rows` -> text.

    The texts of two databases of the same intent can be compared: `3 of 3 canaries visible`.
    """
    return Matrix(world).observe(only)
