"""A real portal and a real browser for each test: the binary named by PROM2B_BINARY on a folder of its own."""
import os
import pathlib
import shutil
import sys

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from portal import BINARY, ROOT, Portal  # noqa: E402

CHROMIUM = os.environ.get("PROM2B_CHROMIUM", shutil.which("chromium") or "chromium")
ARTEFACTS = ROOT / ".artifacts"


@pytest.fixture
def portal(tmp_path):
    portal = Portal(tmp_path).start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    portal = Portal(tmp_path_factory.mktemp("demo"), "--demo").start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def browser():
    ARTEFACTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page in Russian that fails the test when a script of ours throws."""
    context = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(20_000)
    yield page
    context.close()
    assert not errors, errors


def picture(page, name):
    page.screenshot(path=ARTEFACTS / f"{name}.png")


def discard_draft(page, address):
    """Throws away what a test has left in the draft of an automation: `address` is its screen in configuration."""
    page.goto(address)
    page.get_by_role("button", name="Отмена").click()
    page.wait_for_url(lambda url: "edit" not in url)


def sign_in(page, address, login="admin@demo.test", password="prom2b-demo"):
    page.goto(address + "/sign-in")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
