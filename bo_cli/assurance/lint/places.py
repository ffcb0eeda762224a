"""Where an object is defined: file and line of the statement that made it last."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bo_cli.assurance.lint.model import Subject
from bo_cli.core.errors import BoError
from bo_cli.db.statements import Statement, split_statements

# Nodes of the parser -> the field that names the relation.
RELATIONS = {
    "create_stmt": "relation",
    "alter_table_stmt": "relation",
    "index_stmt": "relation",
    "view_stmt": "view",
    "create_seq_stmt": "sequence",
    "create_policy_stmt": "table",
    "alter_policy_stmt": "table",
    "create_trig_stmt": "relation",
    "insert_stmt": "relation",
    "update_stmt": "relation",
}
MAKES = ("create_stmt", "view_stmt", "create_seq_stmt", "create_function_stmt")
# What a subject that lies in no schema is called after.
LOOSE = {
    "create_publication_stmt": "pubname",
    "alter_publication_stmt": "pubname",
    "create_role_stmt": "role",
    "create_schema_stmt": "schemaname",
}


@dataclass(frozen=True)
class Mention:
    """A statement that is about an object.

    base: its schema and name. part: of a policy or index. node: the parser's name for the
    statement. text: with the comments before it; start: the line of that; line: of its first word.
    """

    base: tuple[str, str]
    part: str | None
    node: str
    file: str
    start: int
    line: int
    text: str

    @property
    def makes(self) -> bool:
        return self.node in MAKES


def read_mentions(folders: Iterable[Path], root: Path) -> list[Mention]:
    """Return what the SQL files of these folders are about, in the order in which they run.

    root: what file names are told below. Files that Postgres' parser refuses are left out.
    """
    found: list[Mention] = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*.sql"))):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        found += _of_file(name, path.read_text())
    return found


def of_this_database(mentions: list[Mention], objects: set[tuple[str, str]]) -> list[Mention]:
    """Return the mentions, or none where the files make another database.

    objects: schema and name of what the database holds. A table or two of the same name mean
    nothing; the files are taken for its own where it holds most of what they make.
    """
    made = {each.base for each in mentions if each.makes}
    return mentions if 2 * len(made & objects) > len(made) else []


def _of_file(name: str, sql: str) -> list[Mention]:
    try:
        statements = [each for each in split_statements(name, sql) if each.runs]
    except BoError:
        return []
    return [mention for each in statements for mention in _of_statement(name, each)]


def _of_statement(name: str, statement: Statement) -> list[Mention]:
    import postgast

    node = postgast.parse(statement.text).stmts[0].stmt
    kind = node.WhichOneof("node")
    return [
        Mention(base, part, kind, name, statement.line, statement.first_line, statement.text)
        for base, part in _subjects(kind, getattr(node, kind))
    ]


def _subjects(kind: str, node: Any) -> list[tuple[tuple[str, str], str | None]]:
    """Return (schema and name, part) of what a statement is about."""
    if kind in RELATIONS:
        part = getattr(node, "policy_name", "") or getattr(node, "idxname", "")
        return [(_relation(getattr(node, RELATIONS[kind])), part or None)]
    if kind == "create_foreign_table_stmt":
        return [(_relation(node.base_stmt.relation), None)]
    if kind == "create_table_as_stmt":
        return [(_relation(node.into.rel), None)]
    if kind == "create_function_stmt":
        return [(_names(node.funcname), None)]
    if kind == "alter_function_stmt":
        return [(_names(node.func.objname), None)]
    if kind == "grant_stmt":
        return [(_granted(each), None) for each in node.objects]
    if kind == "alter_default_privileges_stmt":
        return [(("", "default privileges"), None)]
    if kind in LOOSE:
        return [(("", getattr(node, LOOSE[kind])), None)]
    return []


def _relation(node: Any) -> tuple[str, str]:
    return (node.schemaname or "public", node.relname)


def _granted(node: Any) -> tuple[str, str]:
    if node.HasField("range_var"):
        return _relation(node.range_var)
    if node.HasField("object_with_args"):
        return _names(node.object_with_args.objname)
    return ("", node.string.sval)


def _names(nodes: Any) -> tuple[str, str]:
    names = [node.string.sval for node in nodes]
    return (names[0], names[1]) if len(names) > 1 else ("public", names[0])


def base_of(subject: Subject) -> tuple[str, str]:
    """Return the name under which statements speak of a subject."""
    if subject.kind == "default privileges":
        return ("", "default privileges")
    return ("storage", "buckets") if subject.kind == "bucket" else subject.base


def place(mentions: list[Mention], subject: Subject) -> tuple[str, int] | None:
    """Return file and line of the statement to look at: the last that made or changed it."""
    about = [each for each in mentions if each.base == base_of(subject)]
    chosen = _chosen(about, subject)
    if chosen is None:
        return None
    # A constraint, column or index has a line of its own within its statement.
    if subject.part and subject.kind != "policy":
        for number, line in enumerate(chosen.text.splitlines(), chosen.start):
            if number >= chosen.line and subject.part in line:
                return (chosen.file, number)
    return (chosen.file, chosen.line)


def _chosen(about: list[Mention], subject: Subject) -> Mention | None:
    if subject.part:
        named = [each for each in about if each.part == subject.part]
        named = named or [each for each in about if subject.part in each.text]
        if named:
            return named[-1]
    if subject.kind == "grant":
        granted = [each for each in about if each.node == "grant_stmt"]
        about = granted or about
    made = [each for each in about if each.makes] if subject.kind != "grant" else []
    return next(iter([*made[-1:], *about[-1:]]), None)
