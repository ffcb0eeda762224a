"""Lets pgTAP files run while pytest is still being loaded, which takes as long as many of them."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.policies.databases import test_template
from bo_cli.policies.pool import FilePool
from bo_cli.policies.selection import Selection
from bo_cli.stack.engines import engine_for


class EarlyFiles:
    """The pool of files that were started before pytest was; also a plugin, to be found by."""

    def __init__(self, pool: Future[FilePool]) -> None:
        self._pool = pool

    def pool(self) -> FilePool:
        """Wait for it. Raises BoError when there is no database to run files on."""
        return self._pool.result()


@contextmanager
def started(project: Project, selection: Selection) -> Iterator[EarlyFiles | None]:
    """Start the selection's pgTAP files, if it holds nothing else; yields None otherwise.

    With a keyword it is pytest that knows which files are meant.
    """
    if selection.keyword or not selection.is_sql_only(project):
        yield None
        return
    with ExitStack() as stack, ThreadPoolExecutor(1) as starter:
        yield EarlyFiles(starter.submit(_start, project, selection, stack))


def _start(project: Project, selection: Selection, stack: ExitStack) -> FilePool:
    files = selection.sql_files(project)
    info = engine_for(load_settings(project), project).ensure_database()
    template = test_template(info, project, "source" if selection.source else None)
    workers = min(selection.workers, len(files))
    pool = stack.enter_context(FilePool(project, info, template, workers))
    for file in files:
        pool.submit(file)
    return pool
