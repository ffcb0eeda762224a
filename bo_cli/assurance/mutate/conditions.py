"""Finding the conditions of a text: where one stands, and of which operands it is made.

No parser is needed: `and`, `or` and `not` bind least of all, so the operands are what stands
between them at the same depth of brackets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bo_cli.assurance.mutate.tokens import Token, tokens_of

CONNECTORS = frozenset({"and", "or"})
STARTS = frozenset(["where", "having", "on", "when", "if", "elsif", "elseif", "while"])
# Where a boolean value may begin; what a bracket opens begins anyway.
BEFORE_VALUES = STARTS.union(
    [",", ";", "set", ":=", "=>", "return", "select", "then", "else", "default"]
)
JOINS = frozenset(["on", "join", "inner", "left", "right", "full", "cross", "natural"])
ENDS = JOINS.union(
    ["then", "else", "when", "do", "loop", ";", ",", "as", "into", "from", "where", "group"],
    ["having", "window", "order", "limit", "offset", "fetch", "for", "returning", "union"],
    ["intersect", "except"],
)
CLAUSES = STARTS.union(
    [";", "set", "select", "values", "returning", "from", "then", "else", "return"]
)
FUNCTIONS_TOO = frozenset({"left", "right"})


@dataclass(frozen=True)
class Span:
    """A piece of the text, from character `start` to before `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Operands:
    """What `and` or `or` connects, in order; `whole` reaches from the first to the last."""

    connector: str
    parts: tuple[Span, ...]
    whole: Span


@dataclass(frozen=True)
class Condition:
    """Where a condition stands. keyword: what leads it in, as in `where`."""

    keyword: str
    span: Span


def conditions_of(text: str) -> list[Condition]:
    """Return the conditions that a keyword leads in, in order."""
    tokens = tokens_of(text)
    found = []
    for index, token in enumerate(tokens):
        if not _leads_in(tokens, index):
            continue
        end = _end(tokens, index + 1, token.depth)
        is_if = token.word in ("if", "elsif", "elseif")
        if end > index + 1 and (not is_if or _word(tokens, end) == "then"):
            found.append(Condition(token.word, _span(tokens, index + 1, end)))
    return found


def operands_of(text: str) -> list[Operands]:
    """Return every chain of `and` and of `or`, outer ones before those inside of them."""
    tokens = tokens_of(text)
    chains: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.word in CONNECTORS and not _is_between(tokens, index):
            chains.setdefault(_begin(tokens, index), []).append(index)
    found: list[Operands] = []
    for begin, connectors in chains.items():
        found += _chains(tokens, begin, connectors)
    return found


def _leads_in(tokens: list[Token], index: int) -> bool:
    word, before, after = tokens[index].word, _word(tokens, index - 1), _word(tokens, index + 1)
    if word == "on":
        return before != "distinct" and after != "conflict"
    return word in STARTS and before not in ("end", ".")


def _end(tokens: list[Token], index: int, depth: int) -> int:
    """Return the index of the token that ends the value which begins at `index`."""
    while index < len(tokens):
        token = tokens[index]
        if token.depth < depth or (token.depth == depth and _ends_value(tokens, index)):
            return index
        index += 1
    return index


def _ends_value(tokens: list[Token], index: int) -> bool:
    """Whether a token of the same depth ends it; not so `left(…)` and `is distinct from`."""
    word = tokens[index].word
    is_call = word in FUNCTIONS_TOO and _word(tokens, index + 1) == "("
    is_distinct = word == "from" and _word(tokens, index - 1) == "distinct"
    return word in ENDS and not is_call and not is_distinct


def _begin(tokens: list[Token], index: int) -> int:
    """Return the index of the first token of the value that a connector stands in."""
    depth = tokens[index].depth
    while index > 0:
        before = tokens[index - 1]
        if before.depth < depth or (before.depth == depth and before.word in BEFORE_VALUES):
            break
        index -= 1
    return _after_assignment(tokens, index)


def _after_assignment(tokens: list[Token], index: int) -> int:
    """Return where the value begins in `set a = …, b = …`, else `index`."""
    depth = tokens[index].depth
    for before in reversed(tokens[:index]):
        if before.depth < depth or (before.depth == depth and before.word in CLAUSES):
            signs = (i for i in range(index, len(tokens)) if tokens[i].word == "=")
            return next(signs, index - 1) + 1 if before.word == "set" else index
    return index


def _is_between(tokens: list[Token], index: int) -> bool:
    """Whether an `and` belongs to a `between` of the same depth."""
    depth = tokens[index].depth
    for token in reversed(tokens[:index]):
        if token.depth < depth or (token.depth == depth and token.word in CONNECTORS):
            return False
        if token.depth == depth and token.word == "between":
            return tokens[index].word == "and"
    return False


def _chains(tokens: list[Token], begin: int, connectors: list[int]) -> Iterator[Operands]:
    """Yield the chain of `or`, when there is one, and each chain of `and` in it."""
    end = _end(tokens, connectors[-1] + 1, tokens[connectors[0]].depth)
    ors = [index for index in connectors if tokens[index].word == "or"]
    bounds = [begin - 1, *ors, end]
    if ors:
        yield _operands(tokens, "or", bounds)
    for left, right in pairwise(bounds):
        ands = [index for index in connectors if left < index < right]
        if ands:
            yield _operands(tokens, "and", [left, *ands, right])


def _operands(tokens: list[Token], connector: str, bounds: list[int]) -> Operands:
    parts = tuple(_span(tokens, left + 1, right) for left, right in pairwise(bounds))
    return Operands(connector, parts, Span(parts[0].start, parts[-1].end))


def _span(tokens: list[Token], begin: int, end: int) -> Span:
    return Span(tokens[begin].start, tokens[end - 1].end)


def _word(tokens: list[Token], index: int) -> str:
    return tokens[index].word if 0 <= index < len(tokens) else ""
