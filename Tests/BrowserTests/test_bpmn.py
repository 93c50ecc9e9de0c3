"""A drawing of bpmn.io becomes blocks of the designer: sent, looked at, inserted into the draft."""
from conftest import ROOT, discard_draft, picture, sign_in

ADDRESS = "/automation/DEAL:0/process?stage=QUOTE&edit=1"
DRAWINGS = ROOT / "Tests/Drawings"


def test_a_drawing_is_looked_at_and_inserted(demo, page):
    page.set_viewport_size({"width": 1280, "height": 1600})
    sign_in(page, demo.address)
    page.goto(demo.address + ADDRESS)
    page.get_by_role("link", name="Импорт BPMN").click()
    page.locator("input[type=file]").set_input_files(DRAWINGS / "quote.bpmn")
    page.get_by_role("button", name="Проверить файл").click()
    page.get_by_text("Что получится: Подготовка КП").wait_for()
    assert page.get_by_text("Настройте после вставки").is_visible()
    picture(page, "bpmn-preview")

    page.get_by_role("button", name="Вставить в черновик").click()
    page.get_by_text("Вставлено 8 блоков").wait_for()
    assert page.locator(".flow-card", has_text="Доработать КП").count() == 1
    assert page.get_by_text("Задайте условие: «нет»").first.is_visible()
    picture(page, "bpmn-inserted")
    # The conditions of the drawing are still to be set: nobody could save or try this draft.
    discard_draft(page, demo.address + ADDRESS)


def test_a_tangle_is_refused_with_the_place(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/automation/DEAL:0/process/bpmn?stage=QUOTE")
    page.locator("input[type=file]").set_input_files(DRAWINGS / "tangle.bpmn")
    page.get_by_role("button", name="Проверить файл").click()
    page.get_by_text("Схему не удалось перенести").wait_for()
    picture(page, "bpmn-refused")
