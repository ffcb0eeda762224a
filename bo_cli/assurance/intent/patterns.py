"""Names with wildcards: `public.*_log`, `public.{people,roles}`, `public.f(uuid, text)`."""

import re
from dataclasses import dataclass

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Pattern:
    """A name with wildcards. text: as written; regex: what it means."""

    text: str
    regex: re.Pattern[str]

    @property
    def has_arguments(self) -> bool:
        """Tell whether it names a function with its argument types."""
        return "(" in self.text

    def matches(self, name: str) -> bool:
        """Tell whether it means this relation, column or function.

        name: `schema.relation`, a column, or `schema.function(type, type)`; a pattern without
        parentheses is compared with the function's name alone.
        """
        plain = plain_name(name)
        if not self.has_arguments:
            plain = plain.partition("(")[0]
        return self.regex.fullmatch(plain) is not None


def name_pattern(text: str) -> Pattern:
    """Return the pattern of a relation or function. Raises ValueError with what is wrong."""
    pattern = column_pattern(text)
    if "." not in text.partition("(")[0]:
        raise ValueError('has no schema: write it as "public.name"')
    if pattern.has_arguments and not text.rstrip().endswith(")"):
        raise ValueError('ends without ")"')
    return pattern


def column_pattern(text: str) -> Pattern:
    """Return the pattern of a column. Raises ValueError with what is wrong."""
    if not text.strip():
        raise ValueError("is empty")
    rest = _BRACES.sub("", text)
    if "{" in rest or "}" in rest:
        raise ValueError("has a brace without its other half (or braces inside braces)")
    return Pattern(text, re.compile(_translate(plain_name(text)), re.DOTALL))


def plain_name(name: str) -> str:
    """Return the name without quotes, arguments separated by a comma and a space."""
    return re.sub(r"\s*,\s*", ", ", name.replace('"', "").strip())


def _translate(text: str) -> str:
    parts = _BRACES.split(text)
    # split() puts what was inside of braces at the odd places.
    return "".join(
        _choices(part) if index % 2 else _literal(part) for index, part in enumerate(parts)
    )


def _choices(text: str) -> str:
    return f"(?:{'|'.join(_literal(choice.strip()) for choice in text.split(','))})"


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\*", ".*")
