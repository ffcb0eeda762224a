"""Reads an intent file and says everything that is wrong with it at once."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from bo_cli.assurance.intent.document import Document, shape_problems
from bo_cli.assurance.intent.entries import EntryReader
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.intent.names import NameReader
from bo_cli.assurance.intent.problems import Problems, as_written
from bo_cli.assurance.intent.setup import read_setup
from bo_cli.core.errors import UsageError


def load_intent(path: Path) -> Intent:
    """Return what the file says.

    Raises UsageError with a line for each thing that is wrong: file, key and what.
    """
    document = _document(path)
    problems = Problems(path)
    names = NameReader(document, problems)
    entries = EntryReader(names.members, problems)
    intent = Intent(
        file=path,
        schemas=tuple(document.schemas),
        identities=names.identities(),
        tenants=names.tenants(),
        tenant_column=document.tenant_column,
        tenant_relation=document.tenant_relation,
        setup=read_setup(path, document.setup, problems),
        relations=tuple(entries.relation(*item) for item in document.relations.items()),
        functions=tuple(entries.function(*item) for item in document.functions.items()),
    )
    problems.complain()
    return intent


def _document(path: Path) -> Document:
    try:
        return Document.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UsageError(
            f"the intent file {as_written(path)} cannot be read: {error.strerror}",
            "name another one with --intent, or draft one with bo policy init",
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{as_written(path)}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{as_written(path)}: is not TOML: {error}") from None
    except ValidationError as error:
        raise UsageError(
            "\n".join(f"{as_written(path)}: {problem}" for problem in shape_problems(error))
        ) from None
