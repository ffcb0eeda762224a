"""SQL and PL/pgSQL as tokens, with Postgres' own scanner, each with its depth in brackets.

Both languages share it, so conditions are found in the same way in a policy, a view and a body.
"""

from dataclasses import dataclass

OPENING = {"(": ")", "[": "]"}
CLOSING = frozenset(OPENING.values())
COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})


@dataclass(frozen=True)
class Token:
    """A word, constant or sign. start, end: characters in the text. depth: of the brackets around.

    word: in lower case; empty for constants and quoted names, which are never keywords.
    """

    text: str
    word: str
    start: int
    end: int
    depth: int
    is_string: bool


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of `text` without comments.

    A bracket, `case` and `begin` stand outside of what they open, and so does what closes them.
    Raises ValueError where the text cannot be scanned.
    """
    words = _scanned(text)
    tokens: list[Token] = []
    opened: list[str] = []
    for index, (start, end, name) in enumerate(words):
        piece = text[start:end]
        word = piece.lower() if not piece.startswith(("'", '"', "$")) else ""
        before = _word(text, words, index - 1)
        after = _word(text, words, index + 1)
        if _closes(word, after) and opened:
            opened.pop()
        tokens.append(Token(piece, word, start, end, len(opened), name == "SCONST"))
        if word in OPENING or (word in ("case", "begin") and before != "end"):
            opened.append(word)
    return tokens


def _scanned(text: str) -> list[tuple[int, int, str]]:
    """Return start, end (in characters) and kind of each token that is no comment."""
    import postgast  # here, because loading it takes longer than most commands run

    try:
        scanned = postgast.scan(text).tokens
    except postgast.PgQueryError as error:
        raise ValueError(error.message) from None
    offsets = _characters(text)
    name = postgast.pg_query_pb2.Token.Name
    found = [(offsets[t.start], offsets[t.end], name(t.token)) for t in scanned]
    return [token for token in found if token[2] not in COMMENTS]


def _characters(text: str) -> list[int]:
    """Return the character's position for each byte of the text: the scanner counts in bytes."""
    positions = [index for index, char in enumerate(text) for _byte in char.encode()]
    return [*positions, len(text)]


def _word(text: str, words: list[tuple[int, int, str]], index: int) -> str:
    if not 0 <= index < len(words):
        return ""
    return text[words[index][0] : words[index][1]].lower()


def _closes(word: str, after: str) -> bool:
    """`end if` and `end loop` close what was never counted: their conditions stand outside."""
    return word in CLOSING or (word == "end" and after not in ("if", "loop"))
