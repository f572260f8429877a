"""Options of the tests."""

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run and no time limits: a failure is the fault of the last change, not of the draw or of a
# busy machine. `pytest --hypothesis-profile explore` draws new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/table.jsonl anew instead of comparing with it")
