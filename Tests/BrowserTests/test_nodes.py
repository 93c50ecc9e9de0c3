"""Two nodes on one PostgreSQL: either serves, each hears of the other's changes, and what one leaves the other does."""
import http.client
import os
import re
import subprocess
import threading
import time
import uuid

import pytest

from conftest import BINARY, Portal
from test_kill import Client

SERVER = os.environ.get("PROM2B_TEST_POSTGRES")
pytestmark = pytest.mark.skipif(not SERVER, reason="bin/test names the PostgreSQL server that it has started")
WAIT = 30


class Database:
    """A database of its own on the tests' server."""

    def __init__(self):
        self.name = "nodes_" + uuid.uuid4().hex[:8]
        # Everything that the portal demands: docs/how-to/run-on-postgresql.md.
        self.run(
            f"create database {self.name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'ru' locale 'C.UTF-8'",
            SERVER)
        self.address = re.sub(r"/postgres\?", f"/{self.name}?", SERVER)

    def run(self, sql, address=None):
        done = subprocess.run(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, address or self.address], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return [line.split("|") for line in done.stdout.splitlines()]

    def drop(self):
        self.run(f"drop database {self.name} with (force)", SERVER)


@pytest.fixture
def nodes(tmp_path):
    database = Database()
    running = []

    def start(name, *arguments):
        folder = tmp_path / name
        folder.mkdir()
        portal = Portal(folder, "--database", database.address, "--files-folder", str(tmp_path / "files"), *arguments).start()
        running.append(portal)
        return portal

    try:
        yield database, start("first", "--demo"), start("second")
    finally:
        for portal in running:
            portal.stop()
        database.drop()


class Stream(threading.Thread):
    """What a page of a node hears."""

    def __init__(self, client):
        super().__init__(daemon=True)
        self.heard = []
        self.connection = http.client.HTTPConnection(client.host, timeout=WAIT)
        self.connection.request("GET", "/live", headers={"Cookie": client.cookie})
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200
        self.start()

    def run(self):
        try:
            while line := self.answer.readline():
                self.heard.append(line.decode().strip())
        except (OSError, http.client.HTTPException, ValueError):
            pass


def until(condition, what):
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"did not happen within {WAIT} s: {what}")


def at(portal, client):
    """The same session at another node."""
    other = Client.__new__(Client)
    other.host, other.cookie, other.csrf = portal.address.removeprefix("http://"), client.cookie, client.csrf
    return other


def listed(database):
    done = subprocess.run([BINARY, "nodes", "--database", database.address], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_nodes_are_one_portal(nodes):
    database, first, second = nodes
    anna = Client(first.address)
    there = at(second, anna)
    deal = database.run("select id from deals where stage = 'CONTRACT' and pipeline = 0 order by id limit 1")[0][0]
    stream = Stream(there)

    anna.move(deal, "QUOTE")

    until(lambda: any(f"deal_{deal}" in line for line in stream.heard), "the page of the second node hears of the move")
    _, _, page = there.request("GET", f"/deals/{deal}")
    assert "QUOTE" in page
    assert listed(database).count("работает") == 2

    # The second node does what the first leaves: a timer that is due while the first is dead.
    timers = database.run(f"select count(*) from automation_timers where item = (2::bigint << 48) | {deal}")[0][0]
    assert int(timers) == 2
    first.kill()
    soon = int(time.time() * 1000) + 500
    database.run(
        f"update automation_timers set due_at = {soon} where item = (2::bigint << 48) | {deal};"
        f"update automation_agenda set due_at = {soon} where item = (2::bigint << 48) | {deal}")
    until(
        lambda: database.run(f"select count(*) from automation_timers where item = (2::bigint << 48) | {deal}")[0][0] == "0",
        "the second node fires the timers")
    done = database.run(
        f"select count(*), count(distinct node) from automation_journal where item = (2::bigint << 48) | {deal} "
        "and kind = 'robot.done' and node in ('quote_reminder', 'quote_control')")[0]
    assert done == ["2", "2"]

    there.move(deal, "FEEDBACK")
    assert database.run(f"select stage from deals where id = {deal}")[0][0] == "FEEDBACK"


def test_both_nodes_move_and_nothing_is_lost(nodes):
    database, first, second = nodes
    anna = Client(first.address)
    clients = [anna, at(second, anna)]
    deals = [row[0] for row in database.run("select id from deals where pipeline = 0 and stage = 'CONTRACT' order by id limit 6")]
    before = {deal: int(database.run(f"select stage_visit from deals where id = {deal}")[0][0]) for deal in deals}
    stages = ["FEEDBACK", "CONTACTED"]

    def work(client):
        for turn in range(6):
            for deal in deals:
                client.move(deal, stages[turn % 2])

    workers = [threading.Thread(target=work, args=(client,)) for client in clients]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    for deal in deals:
        visits, steps = database.run(
            f"select stage_visit, (select count(*) from stage_history where item = (2::bigint << 48) | {deal}) from deals where id = {deal}")[0]
        assert int(visits) > before[deal]
        assert visits == steps, f"deal {deal}"
    wrong = database.run(
        "select stage, sum(n) from (select stage, sum(items) n from stage_totals where entity = 2 and pipeline = 0 group by stage"
        " union all select stage, -count(*) from deals where pipeline = 0 and deleted_at is null group by stage) as both_sides"
        " group by stage having sum(n) <> 0")
    assert wrong == []
