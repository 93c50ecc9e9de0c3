"""F2: kill -9 of the program between the claim and the send, and between the send and the completion.

The receiver is a process of its own with a flushed ledger. Whatever happens: no key in the ledger without a committed row;
idempotent: sent again under the same key, so one visible effect; at most once: never sent twice, a person decides.
"""
import collections
import json
import pathlib
import sqlite3
import subprocess
import sys
import time

import pytest

from conftest import Portal
from test_kill import Client, rows

STAGE = "FEEDBACK"
QUEUED, SENDING, DELIVERED, DEAD, CANCELLED, UNKNOWN = range(6)


class Provider:
    def __init__(self, folder):
        self.ledger, self.mode = folder / "ledger.jsonl", folder / "mode"
        self.ledger.touch()
        self.mode.write_text("ok")
        script = pathlib.Path(__file__).with_name("provider.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(self.ledger), str(self.mode)], stdout=subprocess.PIPE, text=True)
        self.address = f"http://127.0.0.1:{self.process.stdout.readline().strip()}/hook"

    def entries(self):
        return [json.loads(line) for line in self.ledger.read_text().splitlines()]

    def keys(self):
        return collections.Counter(entry["key"] for entry in self.entries())

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def world(tmp_path):
    """A portal whose stage has two webhooks, one of each promise, and the provider they go to."""
    provider = Provider(tmp_path)
    portal = Portal(tmp_path, "--demo").start()
    try:
        Client(portal.address).post_connection(provider.address)
        portal.stop()
        add_robots(tmp_path)
        yield portal, provider, tmp_path
    finally:
        portal.stop()
        provider.stop()


def post_connection(client, address):
    form = {"csrf": client.csrf, "name": "Shop", "address": address, "allowsPrivate": "1", "isActive": "1"}
    status, _, body = client.request("POST", "/settings/webhooks/new", form)
    assert status == 200 and "whsec_" in body


Client.post_connection = post_connection


def add_robots(folder):
    """Puts the robots on the stage as the robots screen would, in the stored form of the active version."""
    robots = [
        {"type": "robot", "id": promise, "kind": "outgoing_webhook", "title": promise,
         "parameters": {"connection": "1", "onUnknown": promise, "format": "none", "waits": True}}
        for promise in ("repeat", "ask")
    ]
    with database(folder) as connection:
        [(definition, version)] = connection.execute(
            "select id, active_version from automation_definitions where name = 'DEAL:0'").fetchall()
        [(body,)] = connection.execute(
            "select body from automation_versions where definition = ? and version = ?", (definition, version)).fetchall()
        body = json.loads(body)
        body["stages"] = [stage for stage in body["stages"] if stage["stage"] != STAGE]
        body["stages"].append({"stage": STAGE, "process": robots})
        connection.execute(
            "update automation_versions set body = ? where definition = ? and version = ?",
            (json.dumps(body), definition, version))


def database(folder):
    return sqlite3.connect(folder / "data/prom2b.sqlite", timeout=30)


def lease_runs_out(folder):
    with database(folder) as connection:
        connection.execute("update automation_outbox set lease_until = 1 where state = 1")


def reached(condition, what):
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit, what
        time.sleep(0.05)


def states(folder):
    return dict(rows(folder, "select node, state from automation_outbox"))


def check(folder, provider):
    committed = {
        f"{key.replace('.', '-')}/{created}"
        for key, created in rows(folder, "select effect_key, created_at from automation_outbox")
    }
    assert set(provider.keys()) <= committed, "a key in the ledger without a committed row"
    assert all(entry["signature"].startswith("v1,") for entry in provider.entries())


def begin(portal, folder):
    portal.start()
    client = Client(portal.address)
    deal = rows(folder, "select id from deals where pipeline = 0 and stage <> ? order by id limit 1", STAGE)[0][0]
    client.move(deal, STAGE)


def test_killed_between_send_and_completion(world):
    portal, provider, folder = world
    provider.mode.write_text("silent")
    begin(portal, folder)
    reached(lambda: len(provider.keys()) == 2, "both were sent")
    portal.kill()
    provider.mode.write_text("ok")
    lease_runs_out(folder)

    portal.start()

    reached(lambda: states(folder) == {"repeat": DELIVERED, "ask": UNKNOWN}, "an outcome for both")
    counts = sorted(provider.keys().values())
    assert counts == [1, 2], "sent again under the same key, and not at all"
    check(folder, provider)
    incidents = rows(folder, "select node from automation_incidents where resolved_at is null and node = 'ask'")
    assert incidents == [("ask",)]


def test_killed_between_claim_and_send(world):
    portal, provider, folder = world
    provider.process.send_signal(19)  # SIGSTOP: connections are taken by the system, nothing is read.
    begin(portal, folder)
    reached(lambda: set(states(folder).values()) == {SENDING}, "both are claimed, and the claims are durable")
    portal.kill()
    provider.stop()
    check(folder, provider)
    assert provider.keys() == {}
    lease_runs_out(folder)
    again = Provider(folder)
    try:
        with database(folder) as connection:
            connection.execute("update connections set settings = json_set(settings, '$.address', ?)", (again.address,))
        portal.start()
        reached(lambda: states(folder) == {"repeat": DELIVERED, "ask": UNKNOWN}, "an outcome for both")
        assert list(again.keys().values()) == [1], "at most once: an unknown claim is not sent"
        check(folder, again)
    finally:
        again.stop()


def test_killed_at_random(world):
    portal, provider, folder = world
    for number in range(6):
        begin(portal, folder)
        time.sleep(0.03 * number)
        portal.kill()
        check(folder, provider)
        lease_runs_out(folder)
    portal.start()
    final = {DELIVERED, UNKNOWN}
    reached(lambda: {state for (state,) in rows(folder, "select state from automation_outbox")} <= final, "all came to an end")
    check(folder, provider)
    doubled = {key for key, count in provider.keys().items() if count > 1}
    asked = {
        f"{key.replace('.', '-')}/{created}"
        for key, created in rows(folder, "select effect_key, created_at from automation_outbox where promise = 2")
    }
    assert not doubled & asked, "at most once was sent twice"
    delivered = {
        f"{key.replace('.', '-')}/{created}"
        for key, created in rows(folder, "select effect_key, created_at from automation_outbox where state = 2")
    }
    assert delivered <= set(provider.keys()), "written down as delivered, but the provider knows nothing of it"
