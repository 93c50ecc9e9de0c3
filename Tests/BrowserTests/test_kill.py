"""kill -9 in the middle of work: nothing acknowledged is lost, nothing is done twice."""
import http.client
import random
import re
import sqlite3
import threading
import time
import urllib.parse

from conftest import Portal

ROUNDS = 3
WORKERS = 4
MOVES = ["FEEDBACK", "CONTACTED", "CONTRACT", "QUOTE"]


class Client:
    """A signed-in person who posts forms."""

    def __init__(self, address):
        self.host = address.removeprefix("http://")
        self.cookie = ""
        status, headers, _ = self.request("POST", "/sign-in", {"login": "admin@demo.test", "password": "prom2b-demo"})
        assert status == 303
        self.cookie = headers["Set-Cookie"].split(";")[0]
        _, _, body = self.request("GET", "/profile")
        self.csrf = re.search(r'name="csrf-token" content="([^"]+)"', body).group(1)

    def request(self, method, path, form=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": self.cookie}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def move(self, deal, stage):
        status, _, body = self.request("POST", f"/deals/{deal}/move", {"csrf": self.csrf, "stage": stage})
        assert status in (200, 303), (status, body[:300])


def rows(folder, sql, *values):
    with sqlite3.connect(f"file:{folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        return database.execute(sql, values).fetchall()


def work(client, deals, acknowledged, stop, seed):
    """Moves deals until the portal dies; notes what was answered."""
    dice = random.Random(seed)
    while not stop.is_set():
        deal, stage = dice.choice(deals), dice.choice(MOVES)
        try:
            client.move(deal, stage)
        except (OSError, http.client.HTTPException):
            return
        acknowledged[deal] = stage


def test_kill_nine_loses_and_doubles_nothing(tmp_path):
    portal = Portal(tmp_path, "--demo").start()
    try:
        deals = [row[0] for row in rows(tmp_path, "select id from deals where pipeline = 0 order by id limit 20")]
        assert len(deals) == 20
        for number in range(ROUNDS):
            play_round(portal, tmp_path, deals, number)
    finally:
        portal.stop()


def play_round(portal, folder, deals, number):
    client = Client(portal.address)
    acknowledged, stop = {}, threading.Event()
    # Each worker has deals of its own, so the last acknowledged stage of a deal is known.
    workers = [
        threading.Thread(target=work, args=(client, deals[index::WORKERS], acknowledged, stop, number * 10 + index))
        for index in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    limit = time.monotonic() + 30
    while len(acknowledged) < len(deals) // 2 and time.monotonic() < limit:
        for worker in workers:
            worker.join(timeout=0.01)
    portal.kill()
    stop.set()
    for worker in workers:
        worker.join()
    assert len(acknowledged) >= len(deals) // 2
    portal.start()
    check(folder, acknowledged)


def check(folder, acknowledged):
    assert rows(folder, "pragma integrity_check") == [("ok",)]
    for deal, stage in acknowledged.items():
        key = 2 << 48 | deal
        # The stage of the last answer is in the history, and the deal stands where its history ends.
        history = rows(folder, "select stage, visit from stage_history where item = ? order by id", key)
        assert stage in [entry[0] for entry in history[-2:]], (deal, stage, history[-4:])
        standing = rows(folder, "select stage, stage_visit from deals where id = ?", deal)
        assert standing == [history[-1]], (deal, standing, history[-2:])
        assert [entry[1] for entry in history] == sorted({entry[1] for entry in history})
    # One task of the clerk for each stay in the contract stage that robots served, never two.
    doubled = rows(
        folder,
        """
        select l.item, t.robot_key, count(*) from tasks t join task_items l on l.task = t.id
        where t.robot_key is not null group by l.item, t.robot_key having count(*) > 1
        """)
    assert doubled == []
    served = rows(
        folder,
        """
        select r.item, r.visit, count(*) from automation_runs r group by r.item, r.visit, r.definition
        having count(*) > 1
        """)
    assert served == []
