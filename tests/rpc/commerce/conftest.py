"""Each of these tests runs twice: alone, and beside a platform whose rows have the same ids."""

import pytest

from .line import bring
from .shadow import cast_shadow
from .trades import Connection


@pytest.fixture(params=[False, True], ids=["alone", "beside twins"])
def beside_twins(db: Connection, request: pytest.FixtureRequest) -> bool:
    if request.param:
        cast_shadow(db)
    return bool(request.param)


@pytest.fixture
def line(db: Connection, beside_twins: bool) -> Connection:
    """Trader 1 brought trader 2, who brought 3, who brought 4, who brought 5."""
    bring(db)
    return db
