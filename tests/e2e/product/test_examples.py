"""The examples of the documents, run as they stand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bo_cli.client.client import Client
from bo_cli.core.project import Project
from bo_cli.db.connect import connect
from bo_cli.reference import examples
from bo_cli.reference.facts import Facts, read_facts
from bo_cli.reference.functions import callers, function_prose

DOMAIN = "10000000-0000-4000-8000-000000000001"
PROGRAM = """
import {{ createClient }} from "@supabase/supabase-js";
const {{ API_URL, PUBLISHABLE_KEY }} = process.env;
const supabase = createClient(API_URL, PUBLISHABLE_KEY);
await supabase.auth.signInWithPassword({{ email: "admin@admin.com", password: "admin" }});
const domainId = "{domain}";
const wrong = {{}};
{blocks}
console.log(JSON.stringify(wrong));
"""


@pytest.fixture(scope="module")
def facts(database_url: str, project: Project) -> Facts:
    with connect(database_url) as connection:
        return read_facts(connection, project)


def readings(facts: Facts) -> dict[str, tuple[str, str]]:
    """Return the JavaScript and Python of what only reads and has no blank to fill in."""
    found = {}
    for relation in facts.relations():
        if query := examples.example_query(facts, relation):
            texts = (examples.query_in_js(query), examples.query_in_python(query))
            found[relation.bare_name] = texts
    for function in facts.functions():
        if function.volatility == "volatile" or "authenticated" not in callers(function):
            continue
        call = examples.example_call(facts, function, function_prose(facts, function))
        if not any(isinstance(value, examples.Variable) for value in call.values()):
            name = function.bare_name
            found[name] = (examples.call_in_js(name, call), examples.call_in_python(name, call))
    return found


@pytest.mark.row("R21")
@pytest.mark.row("R22")
def test_python_examples_work(facts: Facts, sign_in: Callable[[str, str], Client]) -> None:
    client = sign_in("admin@admin.com", "admin")
    for text in (python for _, python in readings(facts).values()):
        names: dict[str, Any] = {"client": client, "domain_id": DOMAIN}
        exec(text, names)  # noqa: S102 - raises what the reader of the page would see
        assert "found" in names


@pytest.mark.row("R21")
@pytest.mark.row("R22")
def test_javascript_examples_work(facts: Facts, product: Any, tmp_path: Path) -> None:
    blocks = [
        f"{{ {text}\n if (error) wrong[{json.dumps(name)}] = error; }}"
        for name, (text, _) in readings(facts).items()
    ]
    program = tmp_path / "examples.mjs"
    program.write_text(PROGRAM.format(domain=DOMAIN, blocks="\n".join(blocks)))
    done = product.run(program)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}


def test_every_example_names_its_arguments(facts: Facts) -> None:
    """An example in a comment gives arguments that the function has, and all that it requires."""
    for function in facts.functions():
        given = examples.example_call(facts, function, function_prose(facts, function)).keys()
        required = {each.name for each in function.inputs if each.default is None}
        names = {each.name for each in function.inputs}
        assert required <= given <= names, function.bare_name
