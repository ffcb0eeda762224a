"""SQL that asks for a mutant's value beside that of the original, and tells where the two differ.

`watching` does so for all conditions at once, as long as none is of rows: those would be asked of
many. Here it is one mutant at a time, of which nobody has noticed anything.
"""

from bo_cli.assurance.mutate.tokens import tokens_of

# What is told, in place of the mutant's id.
DIFFERS = "differs"


def comparing(old: str, new: str) -> str:
    """Return a condition that has the value of `old`, and tells where `new` has another."""
    return f"bo_watch.value(array['{DIFFERS}'], (\n{old}\n), array[(\n{new}\n)])"


def comparing_calls(old: str, new: str) -> str:
    """Return the same for expressions of any type."""
    is_same = f"({old}) is not distinct from ({new})"
    return f"case when {comparing('true', is_same)} then {old} end"


def reaching(statement: str) -> str:
    """Return a statement that tells whenever it is made."""
    return f"if bo_watch.reached(array['{DIFFERS}']) then end if; {statement}"


def call_around(text: str, start: int) -> tuple[int, int]:
    """Return where the call begins and ends of which the first argument begins at `start`."""
    tokens = tokens_of(text)
    argument = next(index for index, token in enumerate(tokens) if token.start == start)
    bracket = tokens[argument - 1]
    name = argument - 2
    while name > 1 and tokens[name - 1].word == ".":
        name -= 2
    after = tokens[argument:]
    end = next(t.end for t in after if t.word == ")" and t.depth == bracket.depth)
    return tokens[name].start, end
