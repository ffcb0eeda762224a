"""Finished databases, kept as templates under the hash of everything that made them.

A template is called bo_tpl_<hash>; the hash of each step contains the hash of the step before it,
so a changed file changes the names of all templates that it went into, and of no other.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bo_cli.core.project import Project
from bo_cli.migrations.files import Migration, read_migrations
from bo_cli.migrations.source import read_source
from bo_cli.seeding.files import demo_files, reference_files

Origin = Literal["migrations", "source"]

PREFIX = "bo_tpl_"
# To be raised when a template made by an older `bo` from the same files would differ.
FORMAT = "1"


@dataclass(frozen=True)
class Part:
    """What is put on top of another template: the files, and the name of the result."""

    label: str
    template: str
    scripts: tuple[Migration | tuple[str, str], ...]


@dataclass(frozen=True)
class Recipe:
    """How a finished database is made.

    platform: the template to start from. parts: migrations one by one (or the source as a whole).
    finished: the name of the template with the seeds on top. origin: migrations or source; whoever
    goes to and fro between the two keeps the templates of both.
    """

    origin: Origin
    platform: str
    parts: tuple[Part, ...]
    finished: str

    @property
    def kept(self) -> list[str]:
        """The templates worth keeping: the finished one, and the one before the last migration.

        An edited last migration, or an edited seed, starts from the latter. Keeping every step
        would cost more copies than it saves.
        """
        return [part.template for part in self.parts[-2:-1]] + [self.finished]


def from_migrations(project: Project, platform: str, environment: str) -> Recipe:
    """Return the recipe: platform, each migration, seeds.

    environment: part of the hash, because the finished database says it and seeds may ask.
    """
    digest = _chain(FORMAT, platform, environment)
    parts = []
    for migration in read_migrations(project):
        digest = _chain(digest, migration.path.name, migration.text)
        parts.append(Part(migration.path.name, PREFIX + digest, (migration,)))
    return Recipe(
        "migrations", platform, tuple(parts), PREFIX + _chain(digest, *_seed_texts(project))
    )


def from_source(project: Project, platform: str, environment: str) -> Recipe:
    """Return the recipe: platform, the whole source, seeds."""
    files = tuple((file.name, file.text) for file in read_source(project))
    digest = _chain(
        FORMAT, platform, environment, "source", *(text for file in files for text in file)
    )
    part = Part(f"source, {len(files)} files", PREFIX + digest, files)
    return Recipe("source", platform, (part,), PREFIX + _chain(digest, *_seed_texts(project)))


def _seed_texts(project: Project) -> Iterable[str]:
    for file in reference_files(project) + demo_files(project):
        yield file.name
        yield file.text


def _chain(*texts: str) -> str:
    """Return 16 hex digits; each text counts with its length, so none can run into the next."""
    digest = hashlib.sha256()
    for text in texts:
        raw = text.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:16]
