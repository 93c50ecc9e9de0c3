"""A whole portal moved into another one by the program itself: killed in the middle, gone on with, run again."""
import http.cookiejar
import json
import os
import re
import sqlite3
import subprocess
import urllib.parse
import urllib.request

import pytest

from portal import BINARY, ROOT, Portal, incoming_webhook

SCOPES = ["crm", "task", "user", "department"]
CLIENTS = 1100


def call(webhook, method, **parameters):
    request = urllib.request.Request(webhook + method, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def everything(webhook, method, path=None, **parameters):
    rows, start = [], 0
    while start is not None:
        answer = call(webhook, method, start=start, **parameters)
        rows += answer["result"][path] if path else answer["result"]
        start = answer.get("next")
    return rows


def environment(webhook):
    return {**os.environ, "PROM2B_WEBHOOK": webhook, "PROM2B_ASSETS": str(ROOT)}


def move(portal, webhook, *arguments):
    return subprocess.run(
        [BINARY, "import", "bitrix24", "--data", str(portal.folder / "data"), *arguments], cwd=ROOT, capture_output=True, text=True,
        timeout=600, env=environment(webhook))


def counts(output):
    """kind → (made, changed, unchanged, refused), of the report."""
    found = re.findall(r"^  [^/\n]+ / ([\w, ]+): .*made (\d+), changed (\d+), unchanged (\d+), refused (\d+)$", output, re.M)
    return {kind: tuple(map(int, numbers)) for kind, *numbers in found}


@pytest.fixture(scope="module")
def key(demo):
    """To the demonstration portal, with so many clients that a move takes several batches."""
    webhook = incoming_webhook(demo.address, SCOPES, title="Перенос")
    for start in range(0, CLIENTS, 50):
        commands = {
            f"c{number}": f"crm.contact.add?fields[NAME]=Клиент {number}&fields[PHONE][0][VALUE]=%2B7921{number:07}&fields[PHONE][0][VALUE_TYPE]=MOBILE"
            for number in range(start, start + 50)}
        assert not call(webhook, "batch", cmd=commands)["result"]["result_error"]
    return webhook


@pytest.fixture
def target(tmp_path):
    """A new portal with its first administrator, stopped."""
    portal = Portal(tmp_path).start()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = opener.open(portal.address + "/first-run").read().decode()
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)
    fields = {"NAME": "Анна", "LAST_NAME": "Новая", "COMPANY": "Новая", "EMAIL": "owner@new.test", "PASSWORD": "correct-horse-7"}
    opener.open(portal.address + "/first-run", urllib.parse.urlencode({**fields, **({"csrf": csrf.group(1)} if csrf else {})}).encode())
    portal.stop()
    yield portal
    portal.stop()


def looked_at(portal):
    """The target's own REST API, once it runs."""
    portal.start()
    return incoming_webhook(portal.address, SCOPES, login="owner@new.test", password="correct-horse-7", title="Проверка")


def test_a_move_that_is_killed_goes_on(key, target):
    process = subprocess.Popen(
        [BINARY, "import", "bitrix24", "--data", str(target.folder / "data")], cwd=ROOT, env=environment(key),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if re.search(r"Contacts: 500 / ", line):
            process.kill()
            break
    process.wait()
    assert process.returncode == -9

    second = move(target, key)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "Going on with the move" in second.stderr
    left = len(everything(key, "crm.contact.list", select=["ID"])) - 500
    assert f"Contacts: {left} / {left}" in second.stderr, "it began anew"
    secret = key.rstrip("/").split("/")[-1]
    report = next((target.folder / "data").glob("import-*.txt")).read_text()
    assert secret not in second.stdout + second.stderr + report
    made = counts(report)

    webhook = looked_at(target)
    for entity in ["company", "contact", "lead", "deal"]:
        select = ["ID", "TITLE", "NAME", "LAST_NAME", "DATE_CREATE", "DATE_MODIFY", "OPPORTUNITY", "CURRENCY_ID", "SOURCE_ID", "STAGE_SEMANTIC_ID", "PHONE", "EMAIL"]
        old = everything(key, f"crm.{entity}.list", order={"ID": "ASC"}, select=select)
        new = everything(webhook, f"crm.{entity}.list", order={"ID": "ASC"}, select=select)

        def plain(row):
            row = {name: value for name, value in row.items() if name != "ID"}
            for name in ["PHONE", "EMAIL"]:
                row[name] = [(value["VALUE"], value["VALUE_TYPE"]) for value in row.get(name) or []]
            return json.dumps(row, sort_keys=True, ensure_ascii=False)

        assert [plain(row) for row in new] == [plain(row) for row in old]
        assert len({row["ID"] for row in new}) == len(new)
    titles = [row["title"] for row in everything(key, "tasks.task.list", "tasks", order={"ID": "asc"})]
    assert [row["title"] for row in everything(webhook, "tasks.task.list", "tasks", order={"ID": "asc"})] == titles
    assert made["Contacts"][0] == len(everything(key, "crm.contact.list", select=["ID"]))
    people = {row["EMAIL"]: row["ACTIVE"] for row in everything(key, "user.get")}
    assert people.items() <= {row["EMAIL"]: row["ACTIVE"] for row in everything(webhook, "user.get")}.items()
    target.stop()

    third = move(target, key)
    assert third.returncode == 0
    assert "Nothing has changed since the last move." in third.stdout
    assert all(made == changed == refused == 0 for made, changed, _, refused in counts(third.stdout).values())


def test_a_look_writes_nothing(key, target):
    def rows():
        database = sqlite3.connect(target.folder / "data/prom2b.sqlite")
        tables = ["moves", "moved_records", "users", "contacts", "deals", "stages", "custom_fields", "sequences"]
        found = [database.execute(f"select count(*) from {table}").fetchone() for table in tables]
        database.close()
        return found

    before = rows()
    done = move(target, key, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert int(re.search(r"Contacts: (\d+)", done.stdout).group(1)) == len(everything(key, "crm.contact.list", select=["ID"]))
    assert rows() == before


@pytest.mark.parametrize("webhook, says", [
    ("https://company.bitrix24.ru/", "вебхук"),
    ("http://company.bitrix24.ru/rest/1/s3cret/", "https://company.bitrix24.ru"),
    ("http://127.0.0.1:9/rest/1/s3cret/", "127.0.0.1:9"),
])
def test_a_wrong_address_says_what_to_do(target, webhook, says):
    done = move(target, webhook)
    assert done.returncode == 2
    assert says in done.stderr
    assert "s3cret" not in done.stdout + done.stderr


def test_a_wrong_key_says_what_to_do(key, target):
    done = move(target, re.sub(r"/[^/]+/$", "/wrongkey0000/", key))
    assert done.returncode == 2
    assert "создайте новый входящий вебхук".lower() in done.stderr.lower()
    assert "wrongkey0000" not in done.stderr


def test_parts_are_moved_one_after_another(key, target):
    assert move(target, key, "--only", "people,companies").returncode == 0
    done = move(target, key, "--only", "deals", "--no-files")
    assert done.returncode == 0, done.stdout
    assert "Deals" in counts(done.stdout) and "Contacts" not in counts(done.stdout)
    unknown = move(target, key, "--only", "bananas")
    assert unknown.returncode == 2 and "bananas" in unknown.stderr
