"""One demonstration portal for all clients, and keys to it."""
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from portal import Portal, incoming_webhook, listening  # noqa: E402

SCOPES = ["crm", "task", "user", "department", "telephony", "bizproc", "im", "messageservice", "catalog"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    portal = Portal(tmp_path_factory.mktemp("demo"), "--demo").start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def webhook(demo):
    """`http://127.0.0.1:1234/rest/1/secret/`"""
    return incoming_webhook(demo.address, SCOPES)


@pytest.fixture
def listener():
    """A program that hears of events: its address, and a queue of the forms that have come."""
    with listening("/hook") as program:
        yield program
