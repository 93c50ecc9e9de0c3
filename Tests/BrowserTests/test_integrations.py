"""Keys of the REST API, its methods and subscriptions, as an administrator uses them."""
import json
import re
import urllib.request

from conftest import picture, sign_in


def test_a_key_is_made_used_and_revoked(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/settings/integrations")
    page.locator("[name=title]").fill("Обмен с 1С")
    page.get_by_role("button", name="Создать вебхук").click()
    page.get_by_text("Скопируйте адрес").wait_for()
    picture(page, "integration-key")
    address = page.locator("code.webhook-secret").first.inner_text()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/rest/\d+/[\w-]{43}/", address)
    assert json.load(urllib.request.urlopen(address + "profile"))["result"]["ADMIN"] is True
    page.goto(demo.address + "/settings/integrations")
    page.locator("tr", has_text="Обмен с 1С").get_by_role("button", name="Отозвать").click()
    page.get_by_text("Вебхук отозван").first.wait_for()
    try:
        urllib.request.urlopen(address + "profile")
        raise AssertionError("the key still opens")
    except urllib.error.HTTPError as error:
        assert error.code == 401


def test_a_method_is_found_and_tried(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/settings/integrations")
    page.get_by_role("link", name="Методы REST API").click()
    page.locator("[data-filtered] [data-filter-items]").fill("crm.deal.list")
    picture(page, "integration-methods")
    page.locator(".kind:visible", has_text="crm.deal.list").click()
    page.locator("[name=parameters]").fill('{"select": ["ID", "TITLE"], "start": -1}')
    page.get_by_role("button", name="Выполнить").click()
    page.locator("pre", has_text='"result"').wait_for()
    picture(page, "integration-method")
    page.locator("[name=parameters]").fill("{")
    page.get_by_role("button", name="Выполнить").click()
    page.locator(".notice").first.wait_for()


def test_the_pages_fit_a_phone(demo, page):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, demo.address)
    for address in ["/settings/integrations", "/settings/integrations/methods", "/settings/integrations/methods/crm.deal.list", "/settings/integrations/events"]:
        page.goto(demo.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    picture(page, "phone-integrations")
