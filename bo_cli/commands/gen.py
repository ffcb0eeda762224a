"""`bo gen`: files that are made from others, or from the database."""

from typing import Annotated

import typer

from bo_cli.assurance.lint import docs as lint_docs
from bo_cli.commands.context import EngineOption, context
from bo_cli.commands.database import database
from bo_cli.commands.policy_target import target
from bo_cli.core.console import say, step
from bo_cli.core.project import Project, find_project
from bo_cli.db.connect import connect
from bo_cli.migrations.supabase_cli import supabase_cli
from bo_cli.migrations.types import PATH, generate_types
from bo_cli.reference import pages
from bo_cli.reference.facts import read_facts
from bo_cli.seeding.config_schemas import TARGET, config_schema_rows, read_config_schemas

app = typer.Typer(
    no_args_is_help=True, help="Write files that are made from others, or from the database."
)


@app.callback()
def group() -> None:
    """Write files that are made from others, or from the database."""


CheckOption = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit with 1 when the file is stale.")
]


@app.command()
def types(check: CheckOption = False, engine: EngineOption = None) -> None:
    """Write supabase/types.ts: the TypeScript types of schema public, by the Supabase CLI."""
    here = context(engine=engine)
    info = database(here)
    with step("gen types"):
        fresh = generate_types(info, here.project, supabase_cli(here.settings))
    _write(here.project, str(PATH), fresh, "bo gen types", check=check)


@app.command()
def lint_rules(check: CheckOption = False) -> None:
    """Write docs/lint-rules.md: the rules of `bo policy lint`, from the headers of its checks."""
    fresh = lint_docs.rules_document()
    _write(find_project(), lint_docs.PATH, fresh, "bo gen lint-rules", check=check)


@app.command()
def docs(check: CheckOption = False) -> None:
    """Write docs/data-sources and the blocks of other documents that come from the database.

    From what the source makes: its columns stand in the order in which people wrote them.
    """
    project = find_project()
    with step("gen docs"), target(None, source=True) as url, connect(url) as connection:
        fresh = pages.documents(read_facts(connection, project), project)
    found = pages.stale(project, fresh) if check else pages.write(project, fresh)
    for name in found:
        say(f"{name} is stale: run bo gen docs" if check else f"wrote {name}")
    if not found:
        say(f"{len(fresh)} documents are up to date")
    if found and check:
        raise typer.Exit(1)


@app.command()
def config(check: CheckOption = False) -> None:
    """Write the reference rows of config_schemas from the schemas in seeds/reference/config/."""
    project = find_project()
    fresh = config_schema_rows(read_config_schemas(project))
    _write(project, TARGET, fresh, "bo gen config", check=check)


def _write(project: Project, name: str, fresh: str, command: str, *, check: bool) -> None:
    path = project.root / name
    if not check:
        path.write_text(fresh)
        say(f"wrote {name}")
    elif path.is_file() and path.read_text() == fresh:
        say(f"{name} is up to date")
    else:
        say(f"{name} is stale: run {command}")
        raise typer.Exit(1)
