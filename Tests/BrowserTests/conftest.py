"""A real portal and a real browser for each test: the binary named by PROM2B_BINARY on a folder of its own."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PROM2B_BINARY", str(ROOT / ".build/debug/prom2b"))
CHROMIUM = os.environ.get("PROM2B_CHROMIUM", shutil.which("chromium") or "chromium")
ARTEFACTS = ROOT / ".artifacts"


class Portal:
    """One running portal; `kill` ends it as a power cut of the process would, `start` brings it up on the same folder."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.arguments = arguments
        self.address = None
        self.process = None

    def start(self):
        log = open(self.folder / "portal.log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(self.folder / "data"), "--port", "0", *self.arguments],
            stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env={**os.environ, "PROM2B_ASSETS": str(ROOT)})
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            line = self.process.stdout.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group(0)
                return self
            if not line and self.process.poll() is not None:
                break
        raise AssertionError("the portal did not start: " + (self.folder / "portal.log").read_text()[-2000:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()


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


def sign_in(page, address, login="admin@demo.test", password="prom2b-demo"):
    page.goto(address + "/sign-in")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
