"""Names as the facts write them, quoted, and as the matrix does, plain."""

import re

_WORD = r'(?:"(?:[^"]|"")*"|[^\s".(]+)'
_RELATION = re.compile(rf"({_WORD}\.{_WORD})(?:[ .](.*))?$", re.DOTALL)


def relation_of(text: str) -> tuple[str, str]:
    """Return the relation that `text` begins with, plain, and what follows it.

    text: `"My".t`, with a policy, trigger or column behind it, or not. What is no relation, such as
    a schema or a function, is returned as it is.
    """
    match = _RELATION.match(text)
    if not match:
        return (text if "(" in text else _plain(text)), ""
    return _plain(match.group(1)), match.group(2) or ""


def _plain(name: str) -> str:
    words = re.findall(_WORD, name)
    return ".".join(
        word[1:-1].replace('""', '"') if word.startswith('"') else word for word in words
    )
