"""What a linter found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One fault.

    where: a file below the project, or an object of the database.
    line: from 1; None where the tool names none.
    """

    tool: str
    where: str
    line: int | None
    rule: str
    message: str

    def as_line(self) -> str:
        """Return the finding as editors like to read it."""
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{place}: {self.tool} {self.rule}: {self.message}"
