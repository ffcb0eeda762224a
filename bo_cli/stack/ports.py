"""Ports: the same ones for the same checkout, others for another, never a taken one."""

import hashlib
import socket
from itertools import chain
from pathlib import Path

from bo_cli.core.errors import BoError

# Below the range from which Linux and macOS take ports for outgoing connections.
FIRST, LAST = 15000, 29998
TRIES = 50


def preferred_ports(folder: Path) -> tuple[int, int]:
    """Return (API port, database port) for a state folder, the same at every call."""
    digest = hashlib.sha256(str(folder).encode()).digest()
    even = FIRST + int.from_bytes(digest[:4], "big") % (LAST - FIRST) // 2 * 2
    return even, even + 1


def is_free(port: int) -> bool:
    """Say whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections of a stopped server that linger do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(what: str, *, fixed: int | None, remembered: int | None, preferred: int) -> int:
    """Return the port for `what` ("API", "database").

    fixed: set by hand: used, or an error; never silently replaced.
    remembered: the port of the last start. preferred: derived from the folder.
    Raises BoError when the fixed port, or every port that was tried, is taken.
    """
    if fixed is not None:
        if is_free(fixed):
            return fixed
        setting = "BO_API_PORT" if what == "API" else "BO_DB_PORT"
        raise BoError(
            f"port {fixed}, set for the {what}, is taken by another program",
            hint=f"stop that program, or unset {setting} and a free port is chosen",
        )
    first = [remembered] if remembered else []
    # Steps of two keep the API's candidates and the database's apart.
    for port in chain(first, range(preferred, preferred + 2 * TRIES, 2)):
        if is_free(port):
            return port
    raise BoError(f"no free port for the {what} from {preferred} to {preferred + 2 * TRIES}")
