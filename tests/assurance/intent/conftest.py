"""Intent files of one test: `intent(text)` loads a beginning that is in order, and the text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bo_cli.assurance.intent import Intent, load_intent

Load = Callable[..., Intent]

BEGINNING = """
version = 1
tenant_column = "domain_id"

[tenants]
one = "1"
two = "2"
three = "3"

[groups]
team = ["user", "admin"]

[identities]
anon = { role = "anon" }
user = { role = "authenticated", claims = { sub = "u" }, tenants = ["one"] }
admin = { person = "admin@admin.com", tenants = "all" }
"""


@pytest.fixture
def intent_file(tmp_path: Path) -> Path:
    return tmp_path / "intent.toml"


@pytest.fixture
def intent(intent_file: Path) -> Load:
    def load(text: str, beginning: str = BEGINNING) -> Intent:
        intent_file.write_text(beginning + text)
        return load_intent(intent_file)

    return load
