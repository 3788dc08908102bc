"""The deployed stack: `transom up` on ports and in a folder of its own, as a user would start it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.stack import PATIENCE, ROOT, Stack, transom

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The stack, up for the whole session and down after it."""
    home = ROOT / ".transom" / "e2e"
    try:
        transom("up", home=home)
        stack = Stack(home)
        with stack.http:
            stack.warm_up()
            yield stack
    finally:
        transom("down", home=home)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()
