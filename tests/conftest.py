"""Options of the tests; the folder for what their programs keep."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run and no time limits: a failure is the fault of the last change, not of the draw or of a
# busy machine. `pytest --hypothesis-profile explore` draws new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")

# Programs under test keep their compiled rules here, and not in the cache of whoever runs the tests.
_CACHE = tempfile.mkdtemp(prefix="cdextract-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE


def pytest_unconfigure() -> None:
    shutil.rmtree(_CACHE, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/table.jsonl anew instead of comparing with it")
