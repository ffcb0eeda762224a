"""The words of mutation: what a mutant is, and what became of it."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Site:
    """Where in a function's body a mutant is: `new` instead of the characters from start to end."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Mutant:
    """One fault that could be made by hand, in one object.

    kind: what was done, as in `policy-widen`. object: what it was done to, with schema. apply,
    undo: SQL that makes the fault and takes it back; all of it can be rolled back too. line: the
    fault in words. shown: the SQL that a person should read (for a function only what changed).
    advice: what a test would have to do to notice. touches: relations (`schema.name`) and functions
    (`schema.name(types)`) by which the tests are chosen. site: of a mutant of a body. telling: SQL
    that leaves the object as it is, but for telling whenever the mutant would make a difference; ''
    where nothing can be compared. role: the one whose rights alone it changes, if there is one.
    """

    kind: str
    object: str
    apply: str
    undo: str
    line: str
    shown: str
    advice: str
    touches: frozenset[str]
    site: Site | None = None
    telling: str = ""
    role: str = ""

    @cached_property
    def id(self) -> str:
        """Eight letters that stay the same as long as the object and the fault do."""
        text = "\0".join([self.kind, self.object, self.apply])
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    @property
    def fault(self) -> str:
        """The fault in words, wherever in the body it stands."""
        return re.sub(r"^line \d+: ", "", self.line)


class Fate(StrEnum):
    """What became of a mutant.

    killed: a test failed. seen: no test failed, but the matrix saw a difference. equivalent: no
    test failed, and the matrix came to where the mutant differs and was answered as without it.
    survived: no test failed, and the matrix was not asked, or never came there. explained: as
    survived, and a person says why nothing can notice it.
    """

    KILLED = "killed"
    SEEN = "seen"
    EQUIVALENT = "equivalent"
    SURVIVED = "survived"
    EXPLAINED = "explained"


@dataclass(frozen=True)
class Outcome:
    """A mutant's fate. by: the test, or the cell of the matrix, that noticed. why: what it said."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    why: str = ""
    seconds: float = 0.0

    @property
    def is_killed(self) -> bool:
        """Whether a test failed."""
        return self.fate is Fate.KILLED
