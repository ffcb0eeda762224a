"""The documents: the pages of docs/data-sources, and the blocks in others that come from there."""

import re
from collections.abc import Callable
from pathlib import Path

from bo_cli.assurance.world.objects import Function
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.reference.facts import Facts
from bo_cli.reference.functions import callers, function_entry, function_prose
from bo_cli.reference.markdown import code, table
from bo_cli.reference.relations import allowed_values, columns_table, relation_entry
from bo_cli.reference.rows import moves_table, rows_table

INDEX = "docs/data-sources.md"
FOLDER = "docs/data-sources"
MADE = "Made from the database by `bo gen docs`; do not edit."
BLOCK = re.compile(r"(<!-- catalogue: (\w+)([^>]*?) -->\n)(.*?)(<!-- end of catalogue -->)", re.S)


def documents(facts: Facts, project: Project) -> dict[str, str]:
    """Return the text of every document that the catalogue makes, by its path in the project.

    Raises BoError for a block that names something which is not there.
    """
    found = {f"{FOLDER}/{area}.md": area_page(facts, area) for area in used_areas(facts)}
    for path in sorted((project.root / "docs").glob("*.md")):
        text = path.read_text()
        if BLOCK.search(text):
            name = path.relative_to(project.root).as_posix()
            found[name] = refilled(facts, text, name)
    return found


def stale(project: Project, fresh: dict[str, str]) -> list[str]:
    """Return the paths whose text is not the fresh one, and the pages of areas that are gone."""
    changed = [name for name, text in fresh.items() if _text(project.root / name) != text]
    pages = [f"{FOLDER}/{path.name}" for path in (project.root / FOLDER).glob("*.md")]
    return sorted(changed + [page for page in pages if page not in fresh])


def write(project: Project, fresh: dict[str, str]) -> list[str]:
    """Write what is stale, remove pages of areas that are gone; return their paths."""
    found = stale(project, fresh)
    (project.root / FOLDER).mkdir(exist_ok=True)
    for name in found:
        path = project.root / name
        if name in fresh:
            path.write_text(fresh[name])
        else:
            path.unlink()
    return found


def used_areas(facts: Facts) -> list[str]:
    """Return the areas that have something, in the order of words.toml."""
    return [a for a in facts.words.areas if facts.relations(a) or facts.functions(a)]


def area_page(facts: Facts, area: str) -> str:
    """Return the page of an area: its tables and views, then its functions."""
    parts = [f"# Data sources: {area}", MADE, facts.words.areas[area],
             "How to call these, who counts as whom and what errors look like: "
             "[data-sources.md](../data-sources.md)."]  # fmt: skip
    if relations := facts.relations(area):
        parts += ["## Tables and views", *(relation_entry(facts, each) for each in relations)]
    if functions := facts.functions(area):
        parts += ["## Functions", *(function_entry(facts, each) for each in functions)]
    return "\n\n".join(parts) + "\n"


def refilled(facts: Facts, text: str, name: str) -> str:
    """Return a document with its blocks written anew; name: for errors."""

    def block(match: re.Match[str]) -> str:
        head, kind, subject, _, end = match.groups()
        if kind not in KINDS:
            raise BoError(
                f"{name}: no block is called {kind}", hint=f"there are {', '.join(KINDS)}"
            )
        try:
            return f"{head}\n{KINDS[kind](facts, subject.split())}\n\n{end}"
        except KeyError as error:
            raise BoError(f"{name}: {kind}: there is no {error.args[0]}") from None

    return BLOCK.sub(block, text)


def links(text: str) -> list[str]:
    """Return where the links of a document lead, without those to other places of the web."""
    return [each for each in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in each]


def _columns(facts: Facts, names: list[str]) -> str:
    relations = {each.bare_name: each for each in facts.relations()}
    return "\n\n".join(columns_table(facts, relations[name]) for name in names)


def _relations(facts: Facts, names: list[str]) -> str:
    relations = {each.bare_name: each for each in facts.relations()}
    rows = [
        (_link(facts, name), _first(facts.comment("relation", relations[name].bare_name)))
        for name in names or relations
    ]
    return table(("table or view", "holds"), rows)


def _functions(facts: Facts, names: list[str]) -> str:
    functions = {each.bare_name: each for each in facts.functions()}
    rows = [
        (_link(facts, name), _first(function_prose(facts, functions[name]).summary))
        for name in names
    ]
    return table(("function", "does"), rows)


def _areas(facts: Facts, _: list[str]) -> str:
    rows = []
    for area in used_areas(facts):
        relations = [each.bare_name for each in facts.relations(area)]
        functions = [each.bare_name for each in facts.functions(area)]
        rows.append((f"[{area}](data-sources/{area}.md)", facts.words.areas[area],
                     f"{len(relations)}", f"{len(functions)}"))  # fmt: skip
    return table(("area", "about", "tables and views", "functions"), rows)


def _index(facts: Facts, areas: list[str]) -> str:
    parts = []
    for area in areas or used_areas(facts):
        parts.append(f"### {area}")
        if relations := [each.bare_name for each in facts.relations(area)]:
            parts.append(_relations(facts, relations))
        if functions := [each.bare_name for each in facts.functions(area)]:
            parts.append(_functions(facts, functions))
    return "\n\n".join(parts)


def _hooks(facts: Facts, _: list[str]) -> str:
    rows = [
        (f"`{hook_name(each)}`", _link(facts, each.bare_name), _hook_kind(each))
        for each in facts.functions()
        if callers(each) & {"anon", "authenticated"}
    ]
    return table(("hook", "function", "kind"), rows)


def hook_name(function: Function) -> str:
    """Return what a React hook around the function is called: list_people gives usePeople."""
    name = function.bare_name
    if function.volatility != "volatile":
        name = re.sub(r"^(?:list|get)_", "", name)
    return "use" + "".join(word.capitalize() for word in name.split("_"))


def _hook_kind(function: Function) -> str:
    return "mutation" if function.volatility == "volatile" else "query"


def _errors(facts: Facts, names: list[str]) -> str:
    reasons = [facts.reasons[name] for name in names] if names else facts.reasons.values()
    rows = [
        (f"`{each.reason}`", f"{each.sqlstate} ({each.http})", each.meaning) for each in reasons
    ]
    return table(("error", "code", "means"), rows)


def _values(facts: Facts, names: list[str]) -> str:
    """Return the values that a check allows a column, given as table.column."""
    relations = {each.bare_name: each for each in facts.relations()}
    found = []
    for name in names:
        relation, _, column = name.partition(".")
        found += allowed_values(relations[relation], column)
    return code(found)


def _link(facts: Facts, name: str) -> str:
    return f"[`{name}`](data-sources/{facts.areas[name]}.md#{name})"


def _first(text: str) -> str:
    """Return the first sentence."""
    return re.split(r"(?<=[.])\s+(?=[A-Z{])", text, maxsplit=1)[0]


def _text(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


KINDS: dict[str, Callable[[Facts, list[str]], str]] = {
    "columns": _columns, "tables": _relations, "functions": _functions, "areas": _areas,
    "index": _index, "hooks": _hooks, "errors": _errors, "values": _values,
    "rows": lambda facts, names: rows_table(facts.rows, names[0], names[1:]),
    "moves": lambda facts, _: moves_table(facts.rows),
}  # fmt: skip
