"""The ways to change one text: a condition, an operand, a call, a constant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bo_cli.assurance.mutate.conditions import Operands, Span, conditions_of, operands_of
from bo_cli.assurance.mutate.tokens import Token, tokens_of

# Statements whose only purpose is to refuse, or to do something on the side.
CALLS = frozenset({"perform", "raise"})
# After these a statement begins.
STARTS = frozenset({";", "then", "else", "begin", "loop"})
GUARDS = frozenset({"if", "elsif", "elseif"})


@dataclass(frozen=True)
class Change:
    """One fault in a text. kind: `widen`, `narrow`, … line: the fault in words.

    span: what of the text was replaced, by `new`; None where it was all of it.
    """

    kind: str
    text: str
    line: str
    span: Span | None = None
    new: str = ""


def condition_changes(text: str) -> Iterator[Change]:
    """Yield each condition as always true, and what it guards without it.

    One that consists of several operands is changed operand by operand, by `operand_changes`.
    """
    chained = {chain.whole for chain in operands_of(text)}
    for condition in conditions_of(text):
        old = _at(text, condition.span)
        where = f"`{condition.keyword} {short(old)}`"
        if condition.span not in chained:
            yield _splice(text, condition.span, "true", "widen", f"{where} is always true")
        if condition.keyword in GUARDS:
            yield _splice(text, condition.span, "false", "narrow", f"{where} is never true")


def operand_changes(text: str) -> Iterator[Change]:
    """Yield each chain of `and` and `or` without an operand, with one negated, and swapped."""
    for chain in operands_of(text):
        parts = [_at(text, part) for part in chain.parts]
        for index, part in enumerate(parts):
            left = [other for position, other in enumerate(parts) if position != index]
            yield _joined(text, chain, left, "drop", f"`{short(part)}` is dropped")
            negated = [*parts[:index], f"not ({part})", *parts[index + 1 :]]
            yield _joined(text, chain, negated, "negate", f"`{short(part)}` is negated")
        yield _swapped(text, chain, parts)


def call_changes(text: str) -> Iterator[Change]:
    """Yield the body without each `perform …;`, `raise …;` and `a := check(a);`."""
    tokens = tokens_of(text)
    for index, token in enumerate(tokens):
        if index and tokens[index - 1].word not in STARTS:
            continue
        words = [each.word for each in _statement(tokens[index:])]
        if token.word in CALLS or _checks_itself(words):
            last = tokens[index + len(words) - 1]
            span = Span(token.start, last.end)
            yield _splice(text, span, "null;", "call", f"`{short(_at(text, span))}` is removed")


def constant_changes(text: str, known: Mapping[str, set[str]]) -> Iterator[Change]:
    """Yield the text with another of the known constants in a call: `f('a.view')`, `f('a.edit')`.

    known: the function's name, without schema -> the constants that it is given anywhere; others
    stay.
    """
    for name, constant, span in constants_in_calls(text):
        same = known.get(name, set())
        others = sorted(same - {constant}) if constant in same else []
        if others:
            # The next in order is the most alike: often the same resource with another action.
            other = next((value for value in others if value > constant), others[0])
            line = f"{name}({constant}) asks for {other}"
            yield _splice(text, span, other, "constant", line)


def constants_in_calls(text: str) -> Iterator[tuple[str, str, Span]]:
    """Yield the function, the constant in quotes and its place, for each first argument."""
    tokens = tokens_of(text)
    for name, bracket, constant in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if bracket.word == "(" and constant.is_string and name.word.isidentifier():
            yield name.word, constant.text, Span(constant.start, constant.end)


def short(text: str, length: int = 70) -> str:
    """Return the text on one line, cut where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _statement(tokens: list[Token]) -> list[Token]:
    """Return those up to the first semicolon."""
    last = next((index for index, token in enumerate(tokens) if token.word == ";"), len(tokens))
    return tokens[: last + 1]


def _checks_itself(words: list[str]) -> bool:
    """Tell whether the statement gives a variable a value that is made of it."""
    return words[1:2] == [":="] and bool(words[0]) and words[0] in words[2:]


def _swapped(text: str, chain: Operands, parts: list[str]) -> Change:
    other = "or" if chain.connector == "and" else "and"
    swapped = f" {other} ".join(f"({part})" for part in parts)
    line = f"`{chain.connector}` is `{other}` in `{short(_at(text, chain.whole))}`"
    return _splice(text, chain.whole, f"({swapped})", "swap", line)


def _joined(text: str, chain: Operands, parts: list[str], kind: str, what: str) -> Change:
    joined = f" {chain.connector} ".join(parts)
    line = f"{what} in `{short(_at(text, chain.whole))}`"
    return _splice(text, chain.whole, joined, kind, line)


def _splice(text: str, span: Span, new: str, kind: str, line: str) -> Change:
    return Change(kind, text[: span.start] + new + text[span.end :], line, span, new)


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]
