"""What the packages' install scripts would do, and what Postgres lacks: links and pgTAP."""

import json
import os
import tarfile
from pathlib import Path, PurePosixPath

from bo_cli.core.errors import BoError


def link_libraries(native: Path) -> None:
    """Make the links between library versions that npm cannot carry.

    native/pg-symlinks.json lists {source, target}, both relative to the folder above `native`.
    """
    for link in json.loads((native / "pg-symlinks.json").read_text()):
        source, target = native.parent / link["source"], native.parent / link["target"]
        if not target.is_symlink() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            # Relative, so that the installation may be renamed or copied.
            target.symlink_to(os.path.relpath(source, target.parent))


def install_pgtap(node_modules: Path, native: Path) -> None:
    """Unpack the pgTAP extension that pglite carries into Postgres's share folder."""
    archive = node_modules / "@electric-sql" / "pglite" / "dist" / "pgtap.tar.gz"
    extensions = native / "share" / "postgresql" / "extension"
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            path = PurePosixPath(member.name)
            wanted = path.parent.name == "extension" and path.suffix in {".sql", ".control"}
            content = tar.extractfile(member) if wanted else None
            if content is not None:
                (extensions / path.name).write_bytes(content.read())
    if not (extensions / "pgtap.control").is_file():
        raise BoError(f"{archive} holds no pgTAP")
