"""«Проверить»: a robot is changed, the month ahead is seen before anything is saved."""
import os
import sqlite3
import subprocess

from conftest import BINARY, ROOT, picture, sign_in


def add_event(page, amount, unit, deed):
    rows = page.locator(".scenario-row")
    before = rows.count()
    page.get_by_role("button", name="Добавить событие").click()
    page.wait_for_function("n => document.querySelectorAll('.scenario-row').length === n", arg=before + 1)
    row = rows.nth(before)
    row.locator("[name=eventAmount]").fill(str(amount))
    row.locator("[name=eventUnit]").select_option(unit)
    with page.expect_response(lambda answer: "/simulation/event" in answer.url):
        row.locator("[name=eventDeed]").select_option(label=deed)
    return rows.nth(before)


def check(page):
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/simulation")) as answer:
        page.locator(".simulation-foot button").click()
    assert answer.value.status == 200
    page.locator(".story").wait_for()


def test_a_changed_robot_is_tried_before_it_is_saved(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/automation/DEAL:0?edit=1")
    page.locator("#robot-quote_reminder a", has_text="изменить").click()
    form = page.locator(".slideover form.robot-form")
    form.wait_for()
    form.locator("[name='p.text']").fill("Поторопитесь с КП!")
    form.locator(".robot-form-foot button[type=submit]").click()
    page.wait_for_url("**edit=1*")

    page.locator(".robots-bar a", has_text="Проверить").click()
    page.wait_for_url("**/simulation")
    assert page.get_by_text("С вашими несохранёнными изменениями").is_visible()
    page.select_option("[name=stage]", label="Формирование КП")
    check(page)
    story = page.locator(".story")
    assert story.get_by_text("Поторопитесь с КП!").count() >= 1
    assert story.get_by_text("два дня нет КП").count() >= 1
    picture(page, "simulation-alone")

    row = add_event(page, 1, "m", "Клиент звонит")
    check(page)
    assert story.get_by_text("Сработал триггер «Входящий звонок»").count() == 1
    assert story.get_by_text("Поторопитесь с КП!").count() == 0
    picture(page, "simulation-called")

    # What was skipped and planned can be put away; a removed event does not happen.
    assert story.locator(".story-step.is-quiet").first.is_visible()
    story.locator("[name=quiet]").uncheck()
    assert not story.locator(".story-step.is-quiet").first.is_visible()
    row.locator("[data-remove-event]").click()
    check(page)
    assert story.get_by_text("Сработал триггер «Входящий звонок»").count() == 0

    # Nothing was saved, and the draft is given up.
    page.goto(demo.address + "/automation/DEAL:0?edit=1")
    page.get_by_role("button", name="Отмена").click()
    page.wait_for_url("**/automation/DEAL:0")


def test_a_real_deal_is_found_and_goes_on(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/automation/DEAL:0/simulation")
    page.get_by_label("Настоящий").check()
    assert not page.locator(".simulation-invented").is_visible()
    search = page.locator("[data-lookup-search]")
    title = page.evaluate("fetch('/deals?view=list').then(a => a.text()).then(t => new DOMParser().parseFromString(t, 'text/html').querySelector('.table-title').textContent)")
    search.fill(title.strip())
    choice = page.locator(".lookup-found .lookup-item").first
    choice.wait_for()
    choice.click()
    check(page)
    assert title.strip()[:10] in page.locator(".story-path-name").first.inner_text()


RUSSIAN = {**os.environ, "LC_ALL": "ru_RU.UTF-8"}


def simulate(portal, *arguments):
    return subprocess.run(
        [BINARY, "simulate", "--data", str(portal.folder / "data"), *arguments], capture_output=True, text=True, timeout=120, cwd=ROOT, env=RUSSIAN)


def test_the_command_reads_the_portal_while_it_runs(demo):
    told = simulate(
        demo, "--pipeline", "DEAL:0", "--stage", "FEEDBACK", "--at", "2026-11-20 17:40", "--days", "10", "--event", "2wh incoming_call")
    assert told.returncode == 0, told.stderr
    assert "17:40  ▶ Получение обратной связи" in told.stdout
    assert "Запланировано: Запланировать звонок — 23.11.2026 17:40" in told.stdout
    assert "10:40  ⚡ Сработал триггер «Входящий звонок» → Связь получена" in told.stdout

    deal = next(iter(sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True).execute(
        "select id, title from deals where pipeline = 0 and semantics = 'P' and deleted_at is null order by id limit 1")))
    real = simulate(demo, "--pipeline", "DEAL:0", "--item", str(deal[0]), "--restart", "--days", "5", "--language", "en")
    assert real.returncode == 0, real.stderr
    assert deal[1] in real.stdout and "Robots acted:" in real.stdout


def test_the_command_says_what_is_wrong(demo, tmp_path):
    for arguments, words in [
        (["--pipeline", "DEAL:7"], "Воронки «DEAL:7» нет"),
        (["--event", "tomorrow incoming_call"], "Событие «tomorrow incoming_call» не понято"),
        (["--event", "1d earthquake"], "Такого события нет: earthquake. Есть: incoming_call"),
        (["--days", "1000"], "Число дней — от 1 до 180"),
        (["--item", "99999999"], "99999999"),
        (["--draft", "nobody@demo.test"], "Сотрудника с логином «nobody@demo.test» нет"),
    ]:
        refused = simulate(demo, *arguments)
        assert refused.returncode == 1 and words in refused.stderr, (arguments, refused.stderr)
    missing = subprocess.run([BINARY, "simulate", "--data", str(tmp_path)], capture_output=True, text=True, timeout=60, cwd=ROOT, env=RUSSIAN)
    assert missing.returncode == 1 and "нет портала" in missing.stderr
