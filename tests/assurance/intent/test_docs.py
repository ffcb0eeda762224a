"""docs/intent-file.md: every example loads, and says what the text around it says."""

import re
from pathlib import Path

import pytest

from bo_cli.assurance.intent import Intent, load_intent
from bo_cli.core.project import Project

from .conftest import Load


@pytest.fixture(scope="session")
def examples(project: Project) -> list[str]:
    text = (project.root / "docs" / "intent-file.md").read_text()
    return re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_first_example_is_a_whole_file(examples: list[str], intent: Load) -> None:
    found = intent("", examples[0])
    assert found.allowance("ada", "public.notes", "update", "body").scope == "tenants"
    assert found.allowance("boss", "public.notes", "delete").where == "is_archived"
    assert found.allowance("boss", "public.notes", "insert").scope == "none"
    assert found.execution("bob", "public.count_notes(bigint)").scope == "tenants"
    assert found.execution("anon", "public.count_notes(bigint)").scope == "none"


@pytest.mark.parametrize("number", range(1, 5))
def test_the_others_go_on_with_it(number: int, examples: list[str], intent: Load) -> None:
    assert len(examples) == 5
    assert intent(examples[number], examples[0]).identities


@pytest.fixture
def whole(examples: list[str], intent: Load) -> Intent:
    return intent("".join(examples[1:]), examples[0])


def test_all_of_them_together(whole: Intent, intent_file: Path) -> None:
    assert whole == load_intent(intent_file)
    assert whole.allowance("ada", "public.profiles", "select", "api_token").scope == "own"
    assert whole.allowance("boss", "public.profiles", "select", "api_token").scope == "none"
    assert whole.allowance("boss", "public.profiles", "select", "name").scope == "all"
    assert whole.allowance("service", "public.notes", "select").scope == "all"
    assert whole.identities["stale"].claims["aal"] == "aal2"
    assert whole.identities["stale"].tenants == ("red",)
    assert whole.tenant_column_of("public.plans") == "team"
    assert whole.function_hints("public.restore_team(bigint)")["version"] == "1"
