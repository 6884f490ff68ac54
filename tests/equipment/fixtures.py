"""Pytest fixtures: the equipment, and the three browsers, each started once a session and fresh for every test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.equipment.browsers import BROWSER_NAMES, Browser, BrowserName, open_browser
from tests.equipment.chromium import Chromium
from tests.equipment.firefox import Firefox
from tests.equipment.install import PROJECT, Equipment, install
from tests.equipment.trouble import EquipmentError


@pytest.fixture(scope="session")
def equipment() -> Equipment:
    """Where every tool is; fetched first when something is missing."""
    try:
        return install(PROJECT)
    except EquipmentError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def started_browser(equipment: Equipment) -> Iterator[Callable[[BrowserName], Browser]]:
    """Give a browser by its name, started at its first use and closed at the end of the session."""
    started: dict[BrowserName, Browser] = {}
    with ExitStack() as session:

        def give(name: BrowserName) -> Browser:
            if name == "chrome109" and equipment.chrome109 is None:
                pytest.skip("Chrome 109 is not available on this platform")
            if name not in started:
                started[name] = session.enter_context(open_browser(name, equipment))
            started[name].forget()
            return started[name]

        yield give


@pytest.fixture(params=BROWSER_NAMES)
def browser(request: pytest.FixtureRequest, started_browser: Callable[[BrowserName], Browser]) -> Browser:
    """Run the test in all three browsers, one after the other."""
    return started_browser(request.param)


@pytest.fixture
def chrome109(started_browser: Callable[[BrowserName], Chromium]) -> Chromium:
    """Run the test in the real Chrome 109 only."""
    return started_browser("chrome109")


@pytest.fixture
def chromium(started_browser: Callable[[BrowserName], Chromium]) -> Chromium:
    """Run the test in the current Chromium only."""
    return started_browser("chromium")


@pytest.fixture
def firefox(started_browser: Callable[[BrowserName], Firefox]) -> Firefox:
    """Run the test in Firefox only."""
    return started_browser("firefox")
