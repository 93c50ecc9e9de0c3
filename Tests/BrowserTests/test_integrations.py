"""Keys of the REST API, its methods and subscriptions, as an administrator uses them."""
import http.server
import json
import re
import threading
import urllib.parse
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


class Shop(http.server.BaseHTTPRequestHandler):
    """An application that greets whoever comes back to it."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Welcome to the shop")

    def log_message(self, *arguments):
        pass


def test_a_stranger_signs_in_on_the_way_to_an_application(demo, page):
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=shop.serve_forever, daemon=True).start()
    try:
        sign_in(page, demo.address)
        page.goto(demo.address + "/settings/integrations/applications")
        page.locator("[name=title]").fill("Витрина насосов")
        page.locator("[name=address]").fill(f"http://127.0.0.1:{shop.server_port}/back")
        page.get_by_role("button", name="Добавить приложение").click()
        page.get_by_text("Скопируйте ключи").wait_for()
        picture(page, "integration-application")
        client_id = page.locator("code.webhook-secret").first.inner_text()
        page.context.clear_cookies()
        page.goto(f"{demo.address}/oauth/authorize/?client_id={client_id}&state=7")
        # A slip of the finger must not cost the way.
        for password in ["wrong", "prom2b-demo"]:
            page.fill("input[name=login]", "admin@demo.test")
            page.fill("input[name=password]", password)
            page.click("main button[type=submit]")
        page.get_by_text("Welcome to the shop").wait_for()
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)
        assert query["state"] == ["7"] and len(query["code"][0]) == 43
    finally:
        shop.shutdown()


def test_the_pages_fit_a_phone(demo, page):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, demo.address)
    for address in ["/settings/integrations", "/settings/integrations/methods", "/settings/integrations/methods/crm.deal.list", "/settings/integrations/events",
                    "/settings/integrations/applications", "/settings/integrations/programs"]:
        page.goto(demo.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    picture(page, "phone-integrations")
