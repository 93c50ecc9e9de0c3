"""`prom2b import` from a terminal, and an import of the browser that a restart has cut."""
import csv
import io
import re
import sqlite3
import subprocess
import time

import pytest
from conftest import BINARY, ROOT, Portal, sign_in
from test_kill import rows

HEADING = "Имя;Фамилия;Телефон;E-mail"


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """A portal with an administrator whose server is stopped."""
    folder = tmp_path_factory.mktemp("import")
    portal = Portal(folder, "--demo").start()
    portal.stop()
    return folder


def run(folder, *arguments):
    return subprocess.run(
        [BINARY, "import", *arguments, "--data", str(folder / "data")], capture_output=True, text=True, timeout=300, cwd=ROOT)


def table(folder, name, lines, encoding="utf-8"):
    path = folder / name
    path.write_bytes("\r\n".join([HEADING, *lines]).encode(encoding))
    return str(path)


def leads(folder, surname):
    return [row[0] for row in rows(folder, "select name from leads where last_name = ? and deleted_at is null order by id", surname)]


def test_a_windows_1251_table_goes_in_and_the_report_names_the_rows(stopped, tmp_path):
    lines = ["Анна;Кодировкина;+7 495 100-00-01;anna@a.test", "Пётр;Кодировкина;не телефон;petr@a.test", "Олег;Кодировкина;+7 495 100-00-03;"]
    path = table(tmp_path, "clients.csv", lines, "cp1251")
    report = tmp_path / "refused.csv"

    result = run(stopped, "leads", path, "--report", str(report))

    assert result.returncode == 1, result.stdout + result.stderr
    assert "windows-1251" in result.stdout
    assert "отклонено 1" in result.stdout and "создано 2" in result.stdout
    assert leads(stopped, "Кодировкина") == ["Анна", "Олег"]
    refused = list(csv.reader(io.StringIO(report.read_text("utf-8-sig")), delimiter=";"))
    assert refused[1][0] == "3", "the line of the file, the heading counted"
    assert "не телефон" in refused[1]
    # What the report names can be mended and imported again.
    assert run(stopped, "leads", path).stdout.count("пропущено дубликатов 2") == 1


def test_a_dry_run_changes_nothing(stopped, tmp_path):
    path = table(tmp_path, "dry.csv", ["Анна;Проверкина;+7 495 200-00-01;", "Анна;Проверкина;кривой;"])
    before = rows(stopped, "select count(*) from import_jobs")

    result = run(stopped, "leads", path, "--dry-run")

    assert result.returncode == 1
    assert "Ничего не изменено" in result.stdout and "с ошибками 1" in result.stdout
    assert leads(stopped, "Проверкина") == []
    assert rows(stopped, "select count(*) from import_jobs") == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(range(256)) * 4, HEADING.encode() + b'\r\n"never closed;a;b;c\r\n'])
def test_a_wrong_file_is_refused_before_anything_is_made(stopped, tmp_path, content):
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    before = rows(stopped, "select count(*) from leads")

    result = run(stopped, "leads", str(path))

    assert result.returncode == 2
    assert result.stderr.strip(), "it says why"
    assert "Traceback" not in result.stderr and "Fatal error" not in result.stderr
    assert rows(stopped, "select count(*) from leads") == before


def test_missing_files_folders_and_people_are_named(stopped, tmp_path):
    path = table(tmp_path, "one.csv", ["Анна;Безымянная;+7 495 300-00-01;"])

    for arguments, word in [
        (("leads", str(tmp_path / "nothing.csv")), "nothing.csv"),
        (("leads", path, "--responsible", "nobody@demo.test"), "nobody@demo.test"),
        (("leads", path, "--stage", "NOWHERE"), "NOWHERE"),
        (("contacts", path, "--stage", "NEW"), "--stage"),
        (("leads", path, "--resume"), "--resume"),
    ]:
        result = run(stopped, *arguments)
        assert result.returncode == 2, (arguments, result.stdout, result.stderr)
        assert word in result.stderr, (arguments, result.stderr)
    empty = subprocess.run([BINARY, "import", "leads", path, "--data", str(tmp_path / "void")], capture_output=True, text=True, cwd=ROOT)
    assert empty.returncode == 2 and "void" in empty.stderr
    assert leads(stopped, "Безымянная") == []


def test_a_running_server_is_not_disturbed(stopped, tmp_path):
    path = table(tmp_path, "busy.csv", ["Анна;Занятова;+7 495 400-00-01;"])
    portal = Portal(stopped).start()
    try:
        result = run(stopped, "leads", path)
        assert result.returncode == 2
        assert "сейчас работает" in result.stderr
        assert leads(stopped, "Занятова") == []
    finally:
        portal.stop()


def test_killed_between_batches_it_goes_on_and_no_row_is_taken_twice(stopped, tmp_path):
    count = 20_000
    lines = [f"Имя{number};Пакетова;+7 495 {number // 10000:03d}-{number // 100 % 100:02d}-{number % 100:02d};p{number}@b.test" for number in range(count)]
    path = table(tmp_path, "large.csv", lines)
    process = subprocess.Popen(
        [BINARY, "import", "leads", path, "--data", str(stopped / "data"), "--duplicates", "create"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        try:
            done = rows(stopped, "select rows_done from import_jobs where file_name = 'large.csv'")
        except sqlite3.OperationalError:
            done = []
        if done and done[0][0] >= 1000:
            break
    process.kill()
    process.wait()

    (done, made), = rows(stopped, "select rows_done, made from import_jobs where file_name = 'large.csv'")
    assert 0 < done < count and done % 500 == 0, "batches are all or nothing"
    assert rows(stopped, "select count(*) from leads where last_name = 'Пакетова'") == [(made,)] == [(done,)]

    result = run(stopped, "leads", path, "--resume")
    assert result.returncode == 0, result.stderr
    assert rows(stopped, "select count(*), count(distinct name) from leads where last_name = 'Пакетова'") == [(count, count)]


def test_a_browser_import_cut_by_a_restart_is_gone_on_with(tmp_path, page):
    count = 30_000
    path = tmp_path / "browser.csv"
    path.write_text("\r\n".join([HEADING, *(f"Имя{number};Браузерова;;b{number}@c.test" for number in range(count))]), "utf-8")
    portal = Portal(tmp_path, "--demo").start()
    try:
        sign_in(page, portal.address)
        page.goto(portal.address + "/import")
        page.set_input_files("input[type=file]", str(path))
        page.click("main form button[type=submit]")
        page.wait_for_url(re.compile("/import/new"))
        page.click("form[action='/import/start'] button[type=submit], main button.button-primary")
        page.wait_for_url(re.compile(r"/import/\d+"))
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            done = rows(tmp_path, "select rows_done from import_jobs")
            if done and done[0][0] >= 500:
                break
        portal.kill()
        # The page counts an import as interrupted after half a minute of silence; the test has no time for it.
        with sqlite3.connect(tmp_path / "data/prom2b.sqlite") as database:
            (done,) = database.execute("select rows_done from import_jobs").fetchone()
            assert 0 < done < count
            database.execute("update import_jobs set changed_at = changed_at - 60000")
        portal.start()
        page.goto(portal.address + "/import")
        assert page.locator("text=Загрузка прервана").count() > 0
        page.click("text=browser.csv")
        page.click("text=Продолжить загрузку")
        page.wait_for_selector("text=Загрузка завершена", timeout=120_000)
        found = rows(tmp_path, "select count(*), count(distinct name) from leads where last_name = 'Браузерова'")
        assert found == [(count, count)]
    finally:
        portal.stop()


def test_a_broken_preset_is_named_and_leaves_no_half_portal(tmp_path):
    good = (ROOT / "Presets/prom2b.yaml").read_text("utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(good.replace("{{Название}}", "{{Назвние}}", 1), "utf-8")
    arguments = [BINARY, "serve", "--data", str(tmp_path / "data"), "--port", "0", "--preset", str(broken)]

    result = subprocess.run(arguments, capture_output=True, text=True, timeout=120, cwd=ROOT)

    assert result.returncode == 1
    assert "Назвние" in result.stderr, result.stderr
    assert rows(tmp_path, "select count(*) from pipelines") == [(0,)]
    portal = Portal(tmp_path).start()
    portal.stop()
    assert rows(tmp_path, "select count(*) from pipelines") == [(3,)]
