"""The process designer in a real browser: blocks are dragged between branches, stepped with the keyboard, deleted and brought back."""
import json
import sqlite3

from conftest import discard_draft, picture, sign_in

STAGE = "C1:IN_STOCK"
ADDRESS = "/automation/DEAL:1/process?stage=C1%3AIN_STOCK"


def process(demo):
    """The draft's process of the stage."""
    with sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        row = database.execute("select body from automation_drafts where name = 'DEAL:1'").fetchone()
    stages = json.loads(row[0])["stages"]
    return next(stage["process"] for stage in stages if stage["stage"] == STAGE)


def open_designer(page, demo):
    """The designer on what is active: what an earlier test has left is thrown away."""
    page.set_viewport_size({"width": 1280, "height": 1600})
    sign_in(page, demo.address)
    discard_draft(page, demo.address + ADDRESS + "&edit=1")
    page.goto(demo.address + ADDRESS + "&edit=1")


def drag(page, card, x, y, stands):
    """Drags as a person does: the button is let go only when the block stands where it should (the selector `stands`);
    while the blocks glide apart nothing moves."""
    start = card.bounding_box()
    with page.expect_response(lambda answer: answer.request.method == "POST") as moved:
        page.mouse.move(start["x"] + 20, start["y"] + start["height"] - 6)
        page.mouse.down()
        page.mouse.move(start["x"] + 30, start["y"] + start["height"] - 20, steps=5)
        page.mouse.move(x, y - 12, steps=20)
        for nudge in range(40):
            page.mouse.move(x, y + nudge % 2 * 3, steps=3)
            if page.locator(stands).count():
                break
            page.wait_for_timeout(50)
        page.mouse.up()
    assert moved.value.status == 200
    return moved.value


def test_a_block_is_dragged_into_a_branch_and_out_again(demo, page):
    open_designer(page, demo)
    branch = page.locator("[data-list='ask_shipping.otherwise']").bounding_box()
    drag(page, page.locator("#robot-to_shipping"), branch["x"] + branch["width"] / 2, branch["y"] + branch["height"] / 2,
         "[data-list='ask_shipping.otherwise'] #robot-to_shipping")
    assert [block["id"] for block in process(demo)] == ["ask_shipping", "shipping_morning"]
    assert [block["id"] for block in process(demo)[0]["otherwise"]] == ["to_shipping"]
    page.wait_for_selector("[data-list='ask_shipping.otherwise'] #robot-to_shipping")
    assert page.get_by_text("Есть несохранённые изменения").is_visible()
    picture(page, "process-dragged")

    # The drawing that came back can be dragged again: above the pause.
    pause = page.locator("#robot-shipping_morning").bounding_box()
    drag(page, page.locator("#robot-to_shipping"), pause["x"] + pause["width"] / 2, pause["y"] + 8,
         "#robot-ask_shipping ~ #robot-to_shipping")
    assert sorted(block["id"] for block in process(demo)) == ["ask_shipping", "shipping_morning", "to_shipping"]


def test_the_keyboard_moves_deletes_and_brings_back(demo, page):
    open_designer(page, demo)

    def press(key):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.keyboard.press(key)
        page.wait_for_timeout(150)

    page.locator("#edit-to_shipping").focus()
    press("Alt+ArrowUp")
    assert [block["id"] for block in process(demo)] == ["ask_shipping", "to_shipping", "shipping_morning"]
    assert page.evaluate("document.activeElement.id") == "edit-to_shipping", "the focus stays with the block"
    press("Alt+ArrowRight")
    assert [block["id"] for block in process(demo)[0]["then"]] == ["shipping_details", "to_shipping"]
    press("Alt+ArrowLeft")
    assert [block["id"] for block in process(demo)] == ["ask_shipping", "to_shipping", "shipping_morning"]

    # The buttons are reached by Tab and say what they do.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "копировать: Сменить стадию"
    page.locator("#act-down-to_shipping").focus()
    press("Enter")
    assert [block["id"] for block in process(demo)] == ["ask_shipping", "shipping_morning", "to_shipping"]

    page.locator("#edit-ask_shipping").focus()
    press("Delete")
    assert [block["id"] for block in process(demo)] == ["shipping_morning", "to_shipping"]
    picture(page, "process-deleted")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Вернуть", exact=True).click()
    page.wait_for_selector("#robot-ask_shipping")
    assert [block["id"] for block in process(demo)] == ["ask_shipping", "shipping_morning", "to_shipping"]


def test_a_block_is_added_where_the_plus_stands(demo, page):
    open_designer(page, demo)
    page.locator("[data-list='ask_shipping.otherwise'] >> xpath=preceding-sibling::span/a").click()
    page.locator("[data-filtered] [data-filter-items]").fill("пауз")
    assert page.locator(".kind:visible").count() == 1
    page.locator(".kind:visible").click()
    page.locator("[name='when.amount']").fill("")
    page.locator(".robot-form button.button-primary").click()
    page.get_by_text("Укажите, сколько ждать").wait_for()
    picture(page, "process-pause")
    page.locator("[name='when.amount']").fill("3")
    page.locator(".robot-form button.button-primary").click()
    page.wait_for_url(lambda url: "#robot-delay_" in url)
    assert process(demo)[0]["otherwise"][0]["timing"] == {"amount": 3, "unit": "days"}
    picture(page, "process-added")


def test_the_designer_fits_a_phone(demo, page):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, demo.address)
    for address in [ADDRESS, ADDRESS + "&edit=1"]:
        page.goto(demo.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-process")


def test_a_wait_is_chosen_set_up_and_drawn_with_two_branches(demo, page):
    open_designer(page, demo)
    page.locator("[data-list='ask_shipping.otherwise'] >> xpath=preceding-sibling::span/a").click()
    page.locator("[data-filtered] [data-filter-items]").fill("ожидан")
    page.locator(".kind:visible").click()
    page.get_by_text("Наступит дата из поля").wait_for()
    picture(page, "process-wait-goals")
    page.get_by_role("link", name="Входящий звонок").click()
    page.locator("[name='deadline.mode']").select_option("after")
    page.locator("[name='deadline.amount']").fill("0")
    page.locator(".robot-form button.button-primary").click()
    page.get_by_text("Срок ожидания должен быть больше нуля").wait_for()
    picture(page, "process-wait-refused")
    page.locator("[name='deadline.amount']").fill("2")
    page.locator("[name='deadline.unit']").select_option("workingDays")
    page.locator(".robot-form button.button-primary").click()
    page.wait_for_url(lambda url: "#robot-wait_" in url)
    wait = process(demo)[0]["otherwise"][0]
    assert wait["event"] == "incoming_call" and wait["deadline"] == {"amount": 2, "unit": "days", "countsWorkingTime": True}
    assert page.get_by_label("Не дождались", exact=True).is_visible()
    picture(page, "process-wait-drawn")

    # The keyboard carries a block into the branches of the wait and across.
    def press(key):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.keyboard.press(key)
        page.wait_for_timeout(150)

    page.locator("#edit-shipping_details").focus()
    press("Alt+ArrowLeft")
    press("Alt+ArrowUp")
    press("Alt+ArrowRight")
    picture(page, "process-wait-keyboard")


def test_a_list_is_set_up_and_drawn_around_its_blocks(demo, page):
    open_designer(page, demo)
    page.locator("[data-list='ask_shipping.otherwise'] >> xpath=preceding-sibling::span/a").click()
    page.locator("[data-filtered] [data-filter-items]").fill("для каждого")
    page.locator(".kind:visible").click()
    page.locator("[name='list']").select_option("products")
    picture(page, "process-each")
    page.locator(".robot-form button.button-primary").click()
    page.wait_for_url(lambda url: "#robot-each_" in url)
    assert process(demo)[0]["otherwise"][0]["of"] == "products"
    picture(page, "process-each-drawn")


def test_a_process_is_made_drawn_and_started_on_a_card(demo, page):
    page.set_viewport_size({"width": 1280, "height": 1000})
    sign_in(page, demo.address)
    discard_draft(page, demo.address + "/automation/DEAL:0?edit=1")
    page.goto(demo.address + "/automation/DEAL:0/processes?edit=1")
    picture(page, "processes-none")
    page.get_by_role("link", name="Новый процесс").click()
    page.locator("[name='title']").fill("Проверка клиента")
    page.locator("[name='parameter.0.title']").fill("О чём спросить")
    page.locator("[name='parameter.0.required']").check()
    picture(page, "processes-settings")
    page.locator(".robot-form button.button-primary").click()
    page.wait_for_url(lambda url: "process_" in url)
    picture(page, "processes-drawn-empty")
    page.locator(".flow-plus a").first.click()
    page.locator("[data-filtered] [data-filter-items]").fill("ожидан")
    page.locator(".kind:visible").click()
    page.get_by_role("link", name="Входящий звонок").click()
    page.locator("[name='deadline.mode']").select_option("after")
    page.locator("[name='deadline.amount']").fill("3")
    page.locator("[name='deadline.unit']").select_option("workingDays")
    page.locator(".robot-form button.button-primary").click()
    page.wait_for_url(lambda url: "#robot-wait_" in url)
    picture(page, "processes-drawn")
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_load_state()
    if "publish" in page.url:
        page.locator("main button.button-primary").first.click()
    page.goto(demo.address + "/automation/DEAL:0/processes")
    assert page.get_by_role("link", name="Проверка клиента").is_visible()
    picture(page, "processes-list")

    page.goto(demo.address + "/deals/1?tab=robots")
    page.get_by_text("Запустить процесс").click()
    picture(page, "processes-card-menu")
    page.get_by_role("link", name="Проверка клиента").click()
    picture(page, "processes-start")
    page.locator("[name='p.p1']").fill("Нужен ли монтаж")
    page.get_by_role("button", name="Запустить процесс").click()
    page.get_by_text("Ждёт: Входящий звонок").wait_for()
    picture(page, "processes-card-waits")
    page.get_by_role("button", name="Не ждать дальше").click()
    page.get_by_text("Не дождались").wait_for()
    picture(page, "processes-card-missed")
