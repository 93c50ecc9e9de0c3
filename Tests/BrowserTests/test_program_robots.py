"""A robot that a program registered over REST, as people see it: chosen among the others, filled in, saved, carried out, gone."""
import pytest

from conftest import Portal, picture, sign_in
from portal import call, incoming_webhook, listening

ADDRESS = "/automation/DEAL:0"


@pytest.fixture
def demo(tmp_path):
    """A portal of its own: the test leaves a robot whose program is gone."""
    portal = Portal(tmp_path, "--demo").start()
    yield portal
    portal.stop()


@pytest.fixture
def handler():
    with listening("/robot") as program:
        yield program


def test_a_programs_robot_is_set_up_and_runs(demo, page, handler):
    address, received = handler
    webhook = incoming_webhook(demo.address, ["crm", "bizproc", "messageservice"])
    call(webhook, "bizproc.robot.add", CODE="make_invoice", HANDLER=address, NAME={"ru": "Выставить счёт в 1С", "en": "Make an invoice"},
         DESCRIPTION="Создаёт счёт", PROPERTIES={
             "subject": {"Name": {"ru": "Тема счёта", "en": "Subject"}, "Type": "string", "Required": "Y", "Default": "Счёт по {=Document:TITLE}"},
             "kind": {"Name": "Вид счёта", "Type": "select", "Required": "Y", "Options": {"a": "Обычный", "b": "Предоплата 50 %"}, "Default": "a"},
             "parts": {"Name": "Что приложить", "Type": "select", "Multiple": "Y", "Options": {"act": "Акт", "map": "Схему проезда", "tz": "Техзадание"}},
             "who": {"Name": "Кому показать", "Description": "Получит ссылку на счёт", "Type": "user"},
             "days": {"Name": "Срок оплаты, дней", "Type": "int", "Default": 5},
             "stamp": {"Name": "С печатью", "Type": "bool", "Default": "Y"},
         }, RETURN_PROPERTIES={"number": {"Name": "Номер счёта", "Type": "string"}})
    call(webhook, "bizproc.activity.add", CODE="check_stock", HANDLER=address, NAME="Проверить склад")
    call(webhook, "messageservice.sender.add", CODE="smsc", TYPE="SMS", HANDLER=address, NAME="СМС-центр", DESCRIPTION="Наш провайдер")

    sign_in(page, demo.address)
    page.goto(demo.address + ADDRESS + "?edit=1")
    page.set_viewport_size({"width": 1440, "height": 1100})
    page.locator("a[href*='robots/new'][href*='stage=QUOTE']").first.click()
    page.locator("[data-filtered]").wait_for()
    assert page.get_by_text("Роботы приложений").is_visible()
    assert page.get_by_text("Проверить склад").count() == 0, "an activity is for the designer"
    page.locator(".kind", has_text="Выставить счёт в 1С").scroll_into_view_if_needed()
    picture(page, "program-robot-list")
    page.locator(".kind", has_text="Выставить счёт в 1С").click()
    form = page.locator("form.robot-form")
    form.wait_for()
    assert form.locator("[name='p.days']").input_value() == "5"
    form.locator("[name='p.kind']").select_option(label="Предоплата 50 %")
    form.get_by_label("Схему проезда").check()
    form.locator("[name='p._timeout']").fill("30")
    form.locator("[name='p._waits']").last.check()
    picture(page, "program-robot-dialog")
    form.locator(".robot-form-foot button[type=submit]").click()
    page.wait_for_url(lambda url: "#robot-rest_make_invoice" in url)
    page.locator("[id^='robot-rest_make_invoice']").scroll_into_view_if_needed()
    picture(page, "program-robot-board")
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_load_state()
    if "publish" in page.url:
        page.locator("main button.button-primary").first.click()
        page.wait_for_load_state()

    deal = call(webhook, "crm.deal.add", fields={"TITLE": "Насосы", "STAGE_ID": "QUOTE"})
    form = received.get(timeout=60)
    assert form["properties[subject]"] == "Счёт по Насосы" and form["properties[kind]"] == "b" and form["properties[parts][0]"] == "map"
    assert form["properties[stamp]"] == "Y" and form["properties[days]"] == "5" and form["timeout_duration"] == "1800"
    call(webhook, "bizproc.activity.log", EVENT_TOKEN=form["event_token"], LOG_MESSAGE="Счёт готовится")
    page.goto(f"{demo.address}/deals/{deal}?tab=robots")
    picture(page, "program-robot-card-waits")
    call(webhook, "bizproc.event.send", EVENT_TOKEN=form["event_token"], RETURN_VALUES={"number": "С-17"}, LOG_MESSAGE="Счёт С-17 выставлен")
    page.goto(f"{demo.address}/deals/{deal}?tab=robots")
    assert page.get_by_text("приложение ответило роботу").count() >= 1
    picture(page, "program-robot-card-done")

    page.goto(demo.address + "/settings/integrations/programs")
    assert page.get_by_text("СМС-центр").is_visible()
    picture(page, "programs-page")
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-programs")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("tr", has_text="make_invoice").get_by_role("button", name="Удалить").click()
    page.get_by_text("Робот удалён").first.wait_for()
    page.goto(demo.address + ADDRESS)
    picture(page, "program-robot-gone")
