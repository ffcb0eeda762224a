"""Files of cases through the real Storage API: seven roles, each case, each action (T05-T08)."""

import hashlib
import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from storage3.exceptions import StorageApiError

from bo_cli.client.client import Client
from supabase import create_client

PROGRAM = Path(__file__).with_name("case_documents.mjs")
TOTO = "10000000-0000-4000-8000-000000000006"
COOKING = "10000000-0000-4000-8000-000000000005"
PEOPLE = ("admin", "user", "staff", "partner", "guardian", "business", "support")
TEXT = {"content-type": "text/plain"}
# v download, l list, i upload, u replace, d remove. R-0001 is the guardian's, R-0002 belongs to
# the partner's organization, R-0003 is shared with it, R-0004 was until lately; C-0001 is another
# domain's.
EXPECTED = {
    "admin": dict.fromkeys(("R-0001", "R-0002", "R-0003", "R-0004", "C-0001"), "vliud"),
    "staff": dict.fromkeys(("R-0001", "R-0002", "R-0003", "R-0004"), "vliu"),
    "partner": dict.fromkeys(("R-0002", "R-0003"), "vl"),
    "guardian": {"R-0001": "vliu"},
    "support": {"C-0001": "vl"},
    "business": {},
    "user": {},
}


def folder(domain_id: str, site: str, code: str) -> str:
    key = hashlib.md5(f"case/{site}{code}".encode(), usedforsecurity=False).hexdigest()
    return f"{domain_id}/{UUID(key)}"


FOLDERS = {code: folder(TOTO, "toto.example", code) for code in EXPECTED["staff"]} | {
    "C-0001": folder(COOKING, "cooking.example", "R-0001")
}


@pytest.fixture
def bucket(product: Any) -> Iterator[Any]:
    """The bucket for the secret key: in each folder a file, and one for each to remove."""
    files = create_client(product.url, product.secret_key).storage.from_("case-documents")
    for path in FOLDERS.values():
        for name in ("old", *(f"{by}-{who}-old" for by in ("js", "py") for who in PEOPLE)):
            files.upload(f"{path}/{name}.txt", b"old", {**TEXT, "upsert": "true"})
    yield files
    for path in FOLDERS.values():
        files.remove([f"{path}/{each['name']}" for each in files.list(path)])


def works(action: Callable[[], Any]) -> bool:
    """Whether Storage did it; a list of nothing is nothing done."""
    try:
        return action() != []
    except StorageApiError:
        return False


def letters(files: Any, path: str, who: str) -> str:
    tries = {
        "v": lambda: files.download(f"{path}/old.txt"),
        "l": lambda: files.list(path),
        "i": lambda: files.upload(f"{path}/py-{who}.txt", b"new", TEXT),
        "u": lambda: files.update(f"{path}/old.txt", b"newer", TEXT),
        "d": lambda: files.remove([f"{path}/py-{who}-old.txt"]),
    }
    return "".join(letter for letter, action in tries.items() if works(action))


def everything(found: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {who: {code: can for code, can in cases.items() if can} for who, cases in found.items()}


@pytest.mark.row("T05", "T06", "T07", "T08")
def test_each_role_through_supabase_py(bucket: Any, sign_in: Callable[[str, str], Client]) -> None:
    found = {}
    for who in PEOPLE:
        email = f"{who}@{who}.com" if who in ("admin", "user") else f"{who}@demo.example"
        files = sign_in(email, who).supabase.storage.from_("case-documents")
        found[who] = {code: letters(files, path, who) for code, path in FOLDERS.items()}
    assert everything(found) == EXPECTED


@pytest.mark.row("T05", "T06", "T07", "T08")
def test_each_role_through_supabase_js(bucket: Any, product: Any) -> None:
    (product.folder / "case_folders.mjs").write_text(f"export default {json.dumps(FOLDERS)};")
    done = product.run(PROGRAM)
    assert done.returncode == 0, done.stderr
    assert everything(json.loads(done.stdout)) == EXPECTED


@pytest.mark.row("T08")
@pytest.mark.parametrize(
    "path",
    [
        "{own}/../{other}/x.txt",
        "{own}/%2e%2e/{other}/x.txt",
        "{own}%2f..%2f{other}/x.txt",
        "{own}",
        "{own}/",
        "x.txt",
        "{other}/x.txt",
        "{upper}/x.txt",
        "{domain}/x.txt",
        "{domain}//x.txt",
    ],
)
def test_a_guardian_writes_nowhere_else(
    bucket: Any, product: Any, sign_in: Callable[[str, str], Client], path: str
) -> None:
    """Sent as it stands: the clients refuse some of these themselves."""
    session = sign_in("guardian@demo.example", "guardian").supabase.auth.get_session()
    own, other = FOLDERS["R-0001"], FOLDERS["R-0002"]
    wrong = path.format(own=own, other=other, upper=own.upper(), domain=TOTO)
    place = urlsplit(product.url)
    connection = HTTPConnection(place.hostname, place.port)
    headers = {"apikey": product.publishable_key, "content-type": "text/plain"}
    headers["authorization"] = f"Bearer {session.access_token}"
    before = {code: len(bucket.list(each)) for code, each in FOLDERS.items()}
    connection.request("POST", f"/storage/v1/object/case-documents/{wrong}", b"new", headers)
    assert connection.getresponse().status in (400, 403, 404)
    assert {code: len(bucket.list(each)) for code, each in FOLDERS.items()} == before


@pytest.mark.row("T08")
def test_a_file_is_not_moved_to_a_case_of_somebody_else(
    bucket: Any, sign_in: Callable[[str, str], Client]
) -> None:
    files = sign_in("guardian@demo.example", "guardian").supabase.storage.from_("case-documents")
    with pytest.raises(StorageApiError):
        files.move(f"{FOLDERS['R-0001']}/old.txt", f"{FOLDERS['R-0002']}/moved.txt")
    with pytest.raises(StorageApiError):
        files.move(f"{FOLDERS['R-0002']}/old.txt", f"{FOLDERS['R-0001']}/moved.txt")
    with pytest.raises(StorageApiError):
        files.create_signed_url(f"{FOLDERS['R-0002']}/old.txt", 60)
    assert bucket.download(f"{FOLDERS['R-0002']}/old.txt") == b"old"


@pytest.mark.row("T07", "T08")
def test_after_the_unassignment_the_file_is_gone(
    bucket: Any, sign_in: Callable[[str, str], Client]
) -> None:
    files = sign_in("guardian@demo.example", "guardian").supabase.storage.from_("case-documents")
    staff = sign_in("staff@demo.example", "staff")
    domain_id, case_id = FOLDERS["R-0001"].split("/")
    guardian = {"guardian_id": "00000000-0000-4000-8000-000000000005"}
    wanted = {"domain_id": domain_id, "case_id": case_id} | guardian
    assert works(lambda: files.download(f"{FOLDERS['R-0001']}/old.txt"))
    staff.rpc("unassign_guardian", wanted)
    try:
        assert not works(lambda: files.download(f"{FOLDERS['R-0001']}/old.txt"))
    finally:
        staff.rpc("assign_guardian", wanted)


def test_nobody_is_let_in_without_a_token(bucket: Any, product: Any) -> None:
    files = create_client(product.url, product.publishable_key).storage.from_("case-documents")
    assert letters(files, FOLDERS["R-0001"], "user") == ""
    with pytest.raises(StorageApiError):
        bucket.upload(f"{FOLDERS['R-0001']}/page.html", b"<b>", {"content-type": "text/html"})
