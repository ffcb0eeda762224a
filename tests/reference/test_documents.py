"""The documents that the catalogue makes: fresh, whole, and without a gap in their tables."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bo_cli.commands.main import app
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.reference import pages
from bo_cli.reference.facts import Facts, Words
from bo_cli.reference.functions import function_prose
from bo_cli.reference.relations import column_meaning
from bo_cli.reference.rows import moves_table, rows_table


@pytest.mark.row("R27")
def test_the_committed_documents_are_fresh(facts: Facts, project: Project) -> None:
    assert pages.stale(project, pages.documents(facts, project)) == [], "run bo gen docs"


@pytest.mark.row("R22")
def test_every_relation_and_function_has_an_entry(facts: Facts) -> None:
    text = "\n".join(pages.area_page(facts, area) for area in pages.used_areas(facts))
    headings = {line[4:] for line in text.splitlines() if line.startswith("### ")}
    named = [*facts.relations(), *facts.functions()]
    assert headings == {each.bare_name for each in named}
    assert {facts.areas[each.bare_name] for each in named} <= facts.words.areas.keys()


@pytest.mark.row("R27")
def test_every_column_has_a_meaning(facts: Facts) -> None:
    """A comment on the column, or an entry in bo_cli/reference/words.toml for its name."""
    silent = [
        f"{relation.bare_name}.{column.name}"
        for relation in facts.relations()
        for column in relation.columns.values()
        if not column_meaning(facts, relation, column)
    ]
    assert silent == []


@pytest.mark.row("R22")
def test_every_argument_has_a_meaning(facts: Facts) -> None:
    """`name: …` in the function's comment, or an entry in words.toml for its name."""
    silent = [
        f"{function.bare_name}({argument.name})"
        for function in facts.functions()
        for argument in function.inputs
        if argument.name not in function_prose(facts, function).arguments
        and argument.name not in facts.words.arguments
    ]
    assert silent == []


def test_every_word_is_used(facts: Facts) -> None:
    columns = {name for relation in facts.relations() for name in relation.columns}
    arguments = {each.name for function in facts.functions() for each in function.inputs}
    assert facts.words.columns.keys() - columns == set()
    assert facts.words.arguments.keys() - arguments == set()
    assert facts.words.values.keys() - arguments == set()


def test_links_lead_somewhere(facts: Facts, project: Project) -> None:
    for name, text in pages.documents(facts, project).items():
        for target in pages.links(text):
            path, _, anchor = target.partition("#")
            page = (project.root / name).parent / path if path else project.root / name
            assert page.is_file(), f"{name}: {target}"
            headings = [
                line.lstrip("# ").lower().replace(" ", "-")
                for line in page.read_text().splitlines()
            ]
            assert not anchor or anchor in headings, f"{name}: {target}"


def test_a_column_without_a_meaning_shows(facts: Facts) -> None:
    bare = replace(facts, comments={}, words=Words({}, {}, {}, {}))
    (relation,) = (each for each in facts.relations() if each.bare_name == "visitors")
    assert column_meaning(bare, relation, relation.columns["email"]) == ""
    assert column_meaning(facts, relation, relation.columns["email"]) != ""


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("colums visitors", "no block is called colums"),
        ("columns vistors", "columns: there is no vistors"),
        ("functions no_such", "functions: there is no no_such"),
    ],
)
def test_a_wrong_block_is_named(facts: Facts, block: str, message: str) -> None:
    text = f"<!-- catalogue: {block} -->\n<!-- end of catalogue -->"
    with pytest.raises(BoError, match=f"page.md: {message}"):
        pages.refilled(facts, text, "page.md")


def test_a_block_keeps_what_stands_around_it(facts: Facts) -> None:
    text = "before\n<!-- catalogue: values messages.role -->\nold\n<!-- end of catalogue -->\nafter"
    fresh = pages.refilled(facts, text, "page.md")
    assert fresh.startswith("before\n<!-- catalogue: values messages.role -->\n\n`visitor`")
    assert fresh.endswith("<!-- end of catalogue -->\nafter")
    assert "old" not in fresh
    assert pages.refilled(facts, fresh, "page.md") == fresh


def test_stale_pages_are_written_and_those_of_no_area_removed(facts: Facts, tmp_path: Path) -> None:
    project = Project(tmp_path)
    folder = tmp_path / pages.FOLDER
    folder.mkdir(parents=True)
    (folder / "gone.md").write_text("old")
    fresh = pages.documents(facts, project)
    assert f"{pages.FOLDER}/gone.md" in pages.write(project, fresh)
    assert not (folder / "gone.md").exists()
    assert pages.stale(project, fresh) == []


def test_the_command_says_what_is_stale() -> None:
    told = CliRunner().invoke(app, ["gen", "docs", "--check"])
    assert told.exit_code == 0, told.output
    assert "up to date" in told.output


def test_rows_that_come_with_the_code_are_told(facts: Facts) -> None:
    told = rows_table(facts.rows, "ticket_statuses", ["key", "is_open", "linear_state_type"])
    assert "| `on_hold` | yes |  |" in told
    assert "| `resolved` | no | `completed` |" in told
    moves = moves_table(facts.rows)
    assert len(moves.splitlines()) == 2 + len(facts.rows["ticket_statuses"])
    assert [line for line in moves.splitlines() if line.startswith("| `pending` ")] == [
        "| `pending` | `closed`, `on_hold`, `open`, `resolved` | `open`*, `resolved` |"
        " `closed`, `new`, `open`, `resolved` |"
    ]
    with pytest.raises(KeyError):
        rows_table(facts.rows, "no_such_table", ["key"])
