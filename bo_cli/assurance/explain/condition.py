"""Taking a policy's condition apart: its conjuncts, and the values that each compares."""

# postgast is imported where it is used: loading it takes longer than most commands run.
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bo_cli.db.quoting import quoted

# A node of libpg_query's tree; the stub of its class is not valid Python.
Node: TypeAlias = Any

KINDS = {1: "and", 2: "or", 3: "not"}
CONSTANTS = ("a_const", "a_array_expr", "list")


@dataclass(frozen=True)
class Condition:
    """A condition as a tree.

    text: its SQL. kind: and, or, not, or leaf. parts: what and, or, not join. inputs: for a leaf,
    the SQL of what it looks at: columns of the row, and the sides of a comparison.
    """

    text: str
    kind: str = "leaf"
    parts: tuple["Condition", ...] = ()
    inputs: tuple[str, ...] = ()

    def expressions(self) -> Iterator[str]:
        """Yield the SQL of everything in the tree that has a value."""
        yield self.text
        yield from self.inputs
        for part in self.parts:
            yield from part.expressions()

    def conjuncts(self) -> tuple["Condition", ...]:
        """Return the conditions that must all hold."""
        return self.parts if self.kind == "and" else (self,)


@dataclass
class _Reader:
    """Reads one condition; relation and columns say which names are the row's own."""

    relation: str
    columns: frozenset[str]
    template: Any = field(default=None)

    def tree(self, node: Node) -> Condition:
        text = self.sql(node)
        if node.HasField("bool_expr"):
            joined = node.bool_expr
            parts = tuple(self.tree(each) for each in joined.args)
            return Condition(text, KINDS[joined.boolop], parts)
        inputs = dict.fromkeys([*self.own_columns(node), *self.sides(node)])
        return Condition(text, inputs=tuple(each for each in inputs if each != text))

    def sql(self, node: Node) -> str:
        import postgast

        if self.template is None:
            self.template = postgast.parse("select 1")
        target = self.template.stmts[0].stmt.select_stmt.target_list[0].res_target
        target.val.CopyFrom(node)
        text: str = postgast.deparse(self.template)
        return text.removeprefix("SELECT ")

    def own_columns(self, node: Node) -> Iterator[str]:
        """Yield the row's columns that occur, also inside of sub-selects."""
        import postgast

        for _, found in postgast.walk(node):
            if type(found).__name__ != "ColumnRef":
                continue
            names = [each.string.sval for each in found.fields if each.HasField("string")]
            if names[-1:] and names[-1] in self.columns and names[:-1] in ([], [self.relation]):
                yield _quoted(*names)

    def sides(self, node: Node) -> Iterator[str]:
        """Yield what a leaf compares or is called with, apart from constants."""
        kind = node.WhichOneof("node")
        if kind == "a_expr":
            yield from self.worth_showing(node.a_expr.lexpr, node.a_expr.rexpr)
        elif kind == "func_call":
            yield from self.worth_showing(*node.func_call.args)
        elif kind == "null_test":
            yield from self.worth_showing(node.null_test.arg)
        elif kind == "boolean_test":
            yield from self.worth_showing(node.boolean_test.arg)
        elif kind == "coalesce_expr":
            yield from self.worth_showing(*node.coalesce_expr.args)
        elif kind == "sub_link":
            yield from self.sub_link(node.sub_link)

    def worth_showing(self, *nodes: Node) -> Iterator[str]:
        for node in nodes:
            kind = node.WhichOneof("node")
            inner = node.type_cast.arg.WhichOneof("node") if kind == "type_cast" else kind
            if kind is not None and inner not in (*CONSTANTS, "column_ref"):
                yield self.sql(node)

    def sub_link(self, link: Node) -> Iterator[str]:
        """A scalar sub-select shows the call inside; `x in (select …)` shows the list."""
        import postgast

        if link.HasField("testexpr"):
            yield from self.worth_showing(link.testexpr)
            copy = postgast.parse("select array(select 1)")
            target = copy.stmts[0].stmt.select_stmt.target_list[0].res_target.val
            target.sub_link.subselect.CopyFrom(link.subselect)
            if len(link.subselect.select_stmt.target_list) == 1:
                yield self.sql(target)
        elif not link.subselect.select_stmt.from_clause:
            for item in link.subselect.select_stmt.target_list:
                yield from self.worth_showing(item.res_target.val)


def read_condition(text: str, relation: str, columns: tuple[str, ...]) -> Condition:
    """Return the tree of an expression as pg_get_expr writes it.

    relation: the name, without schema, of the table whose policy it is; columns: its columns.
    """
    import postgast

    target = postgast.parse(f"select {text}").stmts[0].stmt.select_stmt.target_list[0]
    for _, found in postgast.walk(target):
        # pg_get_expr names the column of a sub-select, which nobody wrote.
        if type(found).__name__ == "SubLink" and not found.subselect.select_stmt.from_clause:
            for item in found.subselect.select_stmt.target_list:
                item.res_target.ClearField("name")
    return _Reader(relation, frozenset(columns)).tree(target.res_target.val)


def _quoted(*names: str) -> str:
    plain = [name if name.isidentifier() and name.islower() else quoted(name) for name in names]
    return ".".join(plain)
