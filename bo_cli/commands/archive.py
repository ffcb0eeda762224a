"""`bo archive`: months of history that are due, to files."""

import socket
from pathlib import Path
from typing import Annotated, Any

import typer

from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import data, data_json, say, step
from bo_cli.core.writing import alone_in, read_back, write_whole
from bo_cli.db.archives import Part, claim_part, confirm_part
from bo_cli.db.connect import Connection, connect


def archive(
    folder: Annotated[Path, typer.Argument(help="Where the files are kept.", file_okay=False)],
    page_size: Annotated[
        int, typer.Option(min=1, max=50000, help="How many rows a file has at most.")
    ] = 10000,
    json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Write the months that are due to files, as JSON lines with their SHA-256 beside them.

    Each file is read back, and the database told what was found there. Whoever is killed has
    confirmed nothing that is not in a file: run it again. run_retention_upkeep() says which months
    are due, and drops those that were written.
    """
    here = context(engine=engine)
    kept = folder.resolve()
    with alone_in(kept), connect(database(here).db_url, autocommit=True) as connection:
        files = _write_all(connection, kept, page_size)
    if json:
        data_json(files)
    else:
        for file in files:
            data(f"{file['rows']:>9}  {file['sha256']}  {file['path']}")
    say(f"written: {len(files)} files" if files else "nothing is due")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(archive)


def _write_all(connection: Connection, folder: Path, page_size: int) -> list[dict[str, Any]]:
    # The same for each run into this folder: what a run that was killed had claimed is the next
    # one's at once, and only one runs.
    worker = f"bo archive {socket.gethostname()} {folder}"[:200]
    files = []
    while part := claim_part(connection, worker, page_size):
        with step(part.file_name):
            files.append(_write(connection, worker, part, folder / part.file_name))
    return files


def _write(connection: Connection, worker: str, part: Part, path: Path) -> dict[str, Any]:
    write_whole(path, part.content)
    found = read_back(path)
    # Before the database is told: a part that is confirmed is never handed out again.
    write_whole(path.with_name(f"{path.name}.sha256"), f"{found.sha256}  {path.name}\n".encode())
    confirm_part(connection, worker, part, path, found)
    return {"path": str(path), "rows": found.rows, "sha256": found.sha256}
