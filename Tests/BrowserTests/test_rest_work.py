"""What programs write into the work of people by the REST API, as people see it on cards."""
import json
import urllib.request

from conftest import picture, sign_in


def rest(demo, page):
    """A function that calls a method with a key made on the page of integrations."""
    page.goto(demo.address + "/settings/integrations")
    page.locator("[name=title]").fill("Обмен")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Создать вебхук").click()
    page.get_by_text("Скопируйте адрес").wait_for()
    address = page.locator("code.webhook-secret").first.inner_text()

    def call(method, **parameters):
        request = urllib.request.Request(
            address + method, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request))["result"]

    return call


def test_notes_colours_and_bound_comments_stand_on_the_card(demo, page):
    sign_in(page, demo.address)
    call = rest(demo, page)
    deal = call("crm.deal.add", fields={"TITLE": "Насосы для «Волги»"})
    comment = call("crm.timeline.comment.add", fields={"ENTITY_ID": deal, "ENTITY_TYPE": "deal", "COMMENT": "Клиент просит скидку 5 %"})
    call("crm.timeline.note.save", ownerTypeId=2, ownerId=deal, itemType=1, itemId=comment, text="Согласовано с директором")
    for color, title in [("5", "Позвонить до обеда"), ("2", "Отправить каталог"), (None, "Сверить остатки")]:
        todo = call(
            "crm.activity.todo.add", ownerTypeId=2, ownerId=deal, title=title, deadline="2030-11-23T12:00:00+03:00",
            **({"colorId": color} if color else {}))
    call("crm.timeline.note.save", ownerTypeId=2, ownerId=deal, itemType=2, itemId=todo["id"], text="Остатки — у Марины")
    page.goto(f"{demo.address}/deals/{deal}")
    page.locator(".entry-note", has_text="Согласовано с директором").wait_for()
    page.locator(".entry.hue-5", has_text="Позвонить до обеда").wait_for()
    assert page.locator(".entry.hue-2").count() == 1
    page.locator(".entry-note", has_text="Остатки — у Марины").wait_for()
    picture(page, "rest-notes")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-rest-notes")


def test_a_task_shows_its_star_time_and_what_comes_before(demo, page):
    sign_in(page, demo.address)
    call = rest(demo, page)
    me = call("user.current")["ID"]
    first = call("tasks.task.add", fields={"TITLE": "Согласовать смету", "RESPONSIBLE_ID": me})["task"]["id"]
    task = call("tasks.task.add", fields={"TITLE": "Подготовить отгрузку", "RESPONSIBLE_ID": me})["task"]["id"]
    call("task.dependence.add", taskIdFrom=first, taskIdTo=task, linkType=2)
    call("task.elapseditem.add", TASKID=task, ARFIELDS={"SECONDS": 5400, "COMMENT_TEXT": "Сбор заявки на складе"})
    comment = call("task.commentitem.add", TASKID=task, FIELDS={"POST_MESSAGE": "Заказали машину на вторник"})
    call("tasks.task.result.addFromComment", commentId=comment)
    page.goto(f"{demo.address}/tasks/{task}")
    page.get_by_text("1 ч 30 мин").first.wait_for()
    page.get_by_text("Сбор заявки на складе").wait_for()
    page.locator("a.link-row", has_text="Согласовать смету").wait_for()
    page.locator(".notice", has_text="Заказали машину на вторник").wait_for()
    page.get_by_role("button", name="Добавить в избранное").click()
    page.get_by_role("button", name="Убрать из избранного").wait_for()
    card = page.locator(".card", has_text="Затраченное время")
    card.locator("summary").click()
    picture(page, "task-time-form")
    card.get_by_role("button", name="Добавить").click()
    page.get_by_text("Укажите затраченное время").wait_for()
    card.get_by_label("Минуты").fill("20")
    card.get_by_label("Что сделано").fill("Проверил накладные")
    card.get_by_role("button", name="Добавить").click()
    page.get_by_text("1 ч 50 мин").wait_for()
    picture(page, "task-time")
    page.goto(f"{demo.address}/tasks?role=favorite&view=list")
    page.locator("tr", has_text="Подготовить отгрузку").wait_for()
    picture(page, "task-favorites")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{demo.address}/tasks/{task}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-task-time")


def test_products_of_programs_stand_in_the_catalogue(demo, page):
    sign_in(page, demo.address)
    call = rest(demo, page)
    water = call("crm.productsection.add", fields={"NAME": "Водоснабжение"})
    pumps = call("crm.productsection.add", fields={"NAME": "Насосы", "SECTION_ID": water})
    vat = next(rate["ID"] for rate in call("crm.vat.list") if rate["RATE"] == "10.00")
    measure = next(unit["ID"] for unit in call("crm.measure.list") if unit["SYMBOL_RUS"] == "упак")
    product = call("crm.product.add", fields={
        "NAME": "Насос погружной Н-40", "PRICE": "18400.50", "SECTION_ID": pumps, "VAT_ID": vat, "MEASURE": measure, "VAT_INCLUDED": "Y",
        "DESCRIPTION": "Чугунный корпус, кабель 10 м", "PROPERTY_1": "N-40"})
    page.goto(f"{demo.address}/products")
    page.locator("#filter-section").select_option(str(water))
    page.locator("tr", has_text="Насос погружной Н-40").wait_for()
    assert page.locator("tbody tr").count() == 1
    picture(page, "products-section")
    page.goto(f"{demo.address}/products/{product}")
    assert page.locator("[name=UNIT]").input_value() == "упак" and page.locator("[name=VAT]").input_value() == "10"
    picture(page, "product-form")
    page.goto(f"{demo.address}/products/dictionaries")
    page.locator(".link-row", has_text="Насосы").wait_for()
    picture(page, "product-dictionaries")
    page.set_viewport_size({"width": 360, "height": 740})
    for address in ["/products", "/products/dictionaries", f"/products/{product}", "/products/measures/new"]:
        page.goto(demo.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    picture(page, "phone-product-measure")


def test_an_activity_laid_out_by_a_program_and_currencies(demo, page):
    sign_in(page, demo.address)
    call = rest(demo, page)
    deal = call("crm.deal.add", fields={"TITLE": "Чат с клиентом"})
    call("crm.activity.type.add", fields={"TYPE_ID": "CHAT", "NAME": "Чат", "IS_CONFIGURABLE_TYPE": "Y"})
    call("crm.activity.badge.add", code="unread", title="Чат", value="не прочитан", type="failure")
    layout = {
        "header": {"title": "Разговор в чате", "tags": {"status": {"type": "warning", "title": "не разобран"}}},
        "body": {"blocks": {
            "client": {"type": "withTitle", "properties": {"title": "Клиент", "block": {"type": "text", "properties": {"value": "Анна Волкова", "bold": True}}}},
            "text": {"type": "largeText", "properties": {"value": "Когда приедет насос?"}},
            "link": {"type": "link", "properties": {"text": "Открыть чат", "action": {"type": "redirect", "uri": "https://chat.example.ru/7"}}}}},
        "footer": {"buttons": {"reply": {"title": "Ответить", "type": "primary", "action": {"type": "redirect", "uri": "/tasks"}}}},
    }
    call("crm.activity.configurable.add", ownerTypeId=2, ownerId=deal, layout=layout,
         fields={"typeId": "CHAT", "badgeCode": "unread", "deadline": "2030-11-23T12:00:00+03:00"})
    page.goto(f"{demo.address}/deals/{deal}")
    entry = page.locator(".entry-planned", has_text="Разговор в чате")
    entry.get_by_text("Когда приедет насос?").wait_for()
    assert entry.locator(".badge").all_inner_texts() == ["Чат: не прочитан", "не разобран"]
    assert entry.get_by_role("link", name="Открыть чат").get_attribute("rel") == "noopener noreferrer"
    entry.scroll_into_view_if_needed()
    picture(page, "rest-layout")
    call("crm.currency.update", id="USD", fields={"AMOUNT": "92.5"})
    call("crm.currency.add", fields={"CURRENCY": "AED", "FULL_NAME": "Дирхам ОАЭ", "AMOUNT_CNT": 10, "AMOUNT": "218.75"})
    page.goto(demo.address + "/settings/currencies")
    page.get_by_text("10 AED = 218,75 ₽").wait_for()
    page.get_by_role("link", name="USD").click()
    page.locator("#USD-AMOUNT").fill("93,1")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("93,1 ₽").wait_for()
    page.get_by_role("link", name="AED").click()
    picture(page, "currencies")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(demo.address + "/settings/currencies")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-currencies")
