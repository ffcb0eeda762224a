"""What can be called: tables, views and functions, with what a call to them is made of."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Column:
    """A column or an argument. type: the base type's name, without length. labels: of an enum.

    is_granted: whether the role that calls may insert it.
    """

    name: str
    type: str
    labels: tuple[str, ...] = ()
    is_writable: bool = True
    is_optional: bool = False
    is_granted: bool = True


@dataclass(frozen=True)
class Link:
    """A foreign key: the columns here, and the relation that they lead to with its columns."""

    name: str
    columns: tuple[str, ...]
    other: str
    other_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table or a view. name: `schema.name`, and sql: quoted. keys: the primary one first.

    mine: the canaries, by place, of tenants that the caller belongs to.
    """

    name: str
    sql: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    is_table: bool
    is_exposed: bool
    mine: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """How the intent file is asked for it."""
        return self.name

    @property
    def own_name(self) -> str:
        """The name without the schema."""
        return self.name.partition(".")[2]

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Function:
    """A function. name: `schema.name`. signature: with its argument types. types: those, as SQL.

    words: of its source, which may be keys of a JSON argument. hints: SQL for arguments.
    """

    name: str
    signature: str
    arguments: tuple[Column, ...]
    types: tuple[str, ...]
    is_volatile: bool
    is_exposed: bool
    words: tuple[str, ...]
    hints: tuple[tuple[str, str], ...] = ()

    is_table = False

    @property
    def key(self) -> str:
        """How the intent file is asked for it."""
        return self.signature

    @property
    def own_name(self) -> str:
        """The name without the schema."""
        return self.name.partition(".")[2]


Target: TypeAlias = Table | Function
