"""What Supabase's advisors and pgrls say of each fault and do not say of the clean schema."""

import sys
from collections.abc import Callable
from typing import Any

from planting import HERE, clean_database, planted_database, read_faults

from bo_cli.assurance.lint.advisors import read_advisors
from bo_cli.assurance.lint.pgrls import VERSION, find_pgrls, install_pgrls, read_pgrls
from bo_cli.assurance.lint.tools import Report
from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.migrations.supabase_cli import supabase_cli
from bo_cli.policies.databases import worker_database
from bo_cli.stack.engines import engine_for

Look = Callable[[str], set[tuple[str, str, str]]]


def measure() -> dict[str, Any]:
    """Return, for each fault, the tools that notice it: {"versions": …, "faults": {name: […]}}.

    Faults that must not be committed are not shown to the tools, which connect by themselves.
    pgrls is installed where it is missing. Raises BoError where that fails.
    """
    project = find_project(HERE)
    settings = load_settings(project)
    info = engine_for(settings, project).ensure_database()
    install_pgrls(settings.cache_path())
    pgrls = find_pgrls(settings.cache_path()) or []
    program = supabase_cli(settings)
    looks: dict[str, Look] = {
        "advisors": lambda url: _seen(read_advisors(url, program)),
        "pgrls": lambda url: _seen(read_pgrls(url, pgrls, ["public"])),
    }
    caught: dict[str, list[str]] = {}
    with clean_database(info) as clean:
        with worker_database(info, clean) as url:
            usual = {tool: look(url) for tool, look in looks.items()}
        for fault in read_faults():
            if fault.is_global:
                continue
            sys.stderr.write(f"{fault.name}\n")
            with planted_database(info, clean, fault) as url:
                caught[fault.name] = [
                    tool for tool, look in looks.items() if look(url) - usual[tool]
                ]
    return {"versions": {"pgrls": VERSION}, "faults": caught}


def _seen(reports: list[Report]) -> set[tuple[str, str, str]]:
    return {(report.rule, str(report.subject), report.message) for report in reports}
