"""Every message about a broken intent file names the file, the key and what is wrong."""

import re
from pathlib import Path

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.core.errors import UsageError

from .conftest import BEGINNING, Load

RELATION = '\n[relations."public.people"]\n'
FUNCTION = '\n[functions."public.f"]\n'
KEY = 'relations."public.people"'

# what the file goes on with -> what the message says, after the file's name
WRONG = {
    "unknown identity": (
        RELATION + 'select = { usr = "all" }',
        f"{KEY}.select: unknown identity or group 'usr' (do you mean user?)",
    ),
    "nothing like it": (
        RELATION + 'select = { zzz = "all" }',
        f"{KEY}.select: unknown identity or group 'zzz'; there are anon, user, admin, everyone",
    ),
    "unknown identity of a function": (
        FUNCTION + 'execute = { usr = "all" }',
        'functions."public.f".execute: unknown identity or group \'usr\' (do you mean user?)',
    ),
    "unknown scope": (
        RELATION + 'select = { user = "tenant" }',
        f"{KEY}.select.user: 'tenant' is no scope; write none, own, tenants or all",
    ),
    "empty condition": (
        RELATION + 'select = { user = "own where" }',
        f"{KEY}.select.user: 'own where' is no scope",
    ),
    "condition on none": (
        RELATION + 'select = { user = "none where true" }',
        f"{KEY}.select.user: none has no condition",
    ),
    "unknown command": (
        RELATION + 'selct = { user = "all" }',
        f"{KEY}.selct: unknown key or command (do you mean select?)",
    ),
    "unknown command of several": (
        RELATION + '"insert(a, b), upsert" = { user = "all" }',
        f'{KEY}."insert(a, b), upsert": unknown key or command',
    ),
    "columns of delete": (
        RELATION + '"delete(name)" = { user = "all" }',
        f'{KEY}."delete(name)": delete takes no columns',
    ),
    "empty column": (
        RELATION + '"update(name, )" = { user = "all" }',
        f'{KEY}."update(name, )": a column of update(…) is empty',
    ),
    "a rule that is no table": (
        RELATION + 'select = "all"',
        f"{KEY}.select: input should be a valid dictionary, is 'all'",
    ),
    "a scope that is no text": (
        RELATION + "select = { user = 1 }",
        f"{KEY}.select.user: input should be a valid string, is 1",
    ),
    "unknown key": ('\n[relation."public.x"]\n', 'relation: unknown key'),
    "unknown key of an identity": (
        "\n[identities.bot]\nrole = 'anon'\nroles = 'x'",
        "identities.bot.roles: unknown key",
    ),
    "unknown key of a function": (FUNCTION + "args = {}", 'functions."public.f".args: unknown key'),
    "pattern without schema": ('\n[relations.people]\n', 'relations.people: has no schema'),
    "pattern with half a brace": (
        '\n[relations."public.{a,b"]\n',
        'relations."public.{a,b": has a brace without its other half',
    ),
    "arguments of a relation": (
        '\n[relations."public.f(uuid)"]\n',
        'relations."public.f(uuid)": has parentheses: those are for functions',
    ),
    "half a list of arguments": (
        '\n[functions."public.f(uuid"]\n',
        'functions."public.f(uuid": ends without ")"',
    ),
    "neither role nor person": (
        "\n[identities.bot]\n",
        "identities.bot: says neither role nor person",
    ),
    "like nobody": (
        "\n[identities.bot]\nlike = 'usr'",
        "identities.bot.like: unknown identity 'usr' (do you mean user?)",
    ),
    "like one below": (
        "\n[identities.bot]\nlike = 'zzz'\n[identities.zzz]\nrole = 'anon'",
        "identities.bot.like: unknown identity 'zzz'; it has to stand above",
    ),
    "unknown tenant": (
        "\n[identities.bot]\nrole = 'anon'\ntenants = ['on']",
        "identities.bot.tenants: unknown tenant 'on' (do you mean one?)",
    ),
    "all among the names": (
        "\n[identities.bot]\nrole = 'anon'\ntenants = ['one', 'all']",
        "identities.bot.tenants: unknown tenant 'all'",
    ),
    "claims that JSON has not": (
        "\n[identities.bot]\nrole = 'anon'\nclaims = { at = 2026-01-01 }",
        "identities.bot.claims: holds a value that JSON has not",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_says_what_is_wrong(case: str, intent: Load, intent_file: Path) -> None:
    text, message = WRONG[case]
    with pytest.raises(UsageError, match=re.escape(f"{intent_file}: {message}")):
        intent(text)


@pytest.mark.parametrize(
    ("found", "replacement", "message"),
    [
        ("version = 1", "version = 2", "version: should be 1, is 2"),
        ("version = 1", "", "version: is missing"),
        ('three = "3"', "", "tenants: has 2, at least 3 are needed"),
        ("three =", "all =", "tenants.all: is the word for every tenant, not a name for one"),
        ('"admin"]', '"boss"]', "groups.team: unknown identity or group 'boss'"),
        ("team =", "user =", "groups.user: user is an identity, or everyone, already"),
        ("team =", "everyone =", "groups.everyone: everyone is an identity, or everyone, already"),
        ("version = 1", 'version = 1\nsetup = ["no.sql"]', "setup: no file no.sql in "),
        (
            "version = 1",
            "version = 1\nversion = 1",
            "is not TOML: Cannot overwrite a value (at line",
        ),
        ("version = 1", "version 1", "is not TOML: Expected '=' after a key"),
    ],
)
def test_says_what_is_wrong_at_the_top(
    found: str, replacement: str, message: str, intent: Load, intent_file: Path
) -> None:
    with pytest.raises(UsageError, match=re.escape(f"{intent_file}: {message}")):
        intent("", BEGINNING.replace(found, replacement))


def test_says_everything_at_once(intent: Load) -> None:
    with pytest.raises(UsageError) as raised:
        intent(RELATION + 'select = { usr = "all" }\ninsert = { user = "al" }')
    assert len(raised.value.message.splitlines()) == 2


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file") as raised:
        load_intent(tmp_path / "intent.toml")
    assert "bo policy init" in str(raised.value.hint)


def test_a_file_that_is_no_text(intent_file: Path) -> None:
    intent_file.write_bytes(b"version = 1 # \xff")
    with pytest.raises(UsageError, match="is not UTF-8 text"):
        load_intent(intent_file)


def test_a_name_below_the_working_directory_is_short(
    intent: Load, intent_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(intent_file.parent)
    with pytest.raises(UsageError, match=r"^intent\.toml: "):
        intent("[oops]")
