"""Every page of the demonstration company opens, throws no script error and fits a phone; the pictures are kept."""
import re
import sqlite3

import pytest
from conftest import picture, sign_in

PAGES = [
    "/", "/leads", "/deals", "/deals?pipeline=1", "/deals?view=list", "/deals?view=agenda", "/contacts", "/companies",
    "/deals/new", "/deals/filters", "/products", "/products/new", "/products/dictionaries", "/products/sections/new", "/tasks", "/tasks?view=list", "/notifications", "/messages", "/people", "/team", "/automation/LEAD", "/automation/DEAL:0",
    "/automation/DEAL:1", "/automation/DEAL:0?edit=1", "/automation/DEAL:0/versions", "/automation/DEAL:1/process?stage=C1%3AIN_STOCK", "/settings", "/settings/readiness",
    "/settings/portal", "/settings/working-time", "/settings/constants", "/settings/fields", "/settings/pipelines", "/settings/roles",
    "/settings/structure", "/settings/forms", "/import", "/profile", "/search?q=ООО",
]


def name_of(path):
    return re.sub(r"\W+", "-", path).strip("-") or "home"


@pytest.mark.parametrize("path", PAGES)
def test_page_opens(demo, page, path):
    sign_in(page, demo.address)
    answer = page.goto(demo.address + path)
    assert answer.status == 200
    assert page.locator("h1").first.inner_text().strip()
    picture(page, name_of(path))


@pytest.mark.parametrize("path", ["/deals", "/deals?view=list", "/tasks", "/settings/working-time"])
def test_page_fits_a_phone(demo, page, path):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, demo.address)
    page.goto(demo.address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "phone-" + name_of(path))


def test_card_of_every_kind_opens(demo, page):
    sign_in(page, demo.address)
    with sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        for table in ["leads", "deals", "contacts", "companies", "tasks"]:
            number = database.execute(f"select max(id) from {table}").fetchone()[0]
            assert page.goto(f"{demo.address}/{table}/{number}").status == 200
            picture(page, f"card-{table}")
    assert page.goto(f"{demo.address}/deals/999999").status == 404


def test_english_and_dark(demo, page):
    sign_in(page, demo.address, login="director@demo.test")
    page.goto(demo.address + "/profile")
    page.locator("summary[aria-label='Мой профиль']").click()
    page.locator("button[name=language][value=en]").first.click()
    page.wait_for_load_state()
    page.goto(demo.address + "/deals")
    assert page.locator("h1").first.inner_text() == "Deals"
    page.emulate_media(color_scheme="dark")
    picture(page, "deals-english-dark")


def test_a_card_is_dragged_to_another_column(demo, page):
    sign_in(page, demo.address)
    page.goto(demo.address + "/leads")
    card = page.locator("[data-stage='NEW'] [data-card]").first
    number = re.search(r"\d+", card.get_attribute("data-move-url") or card.get_attribute("data-card")).group(0)
    start, target = card.bounding_box(), page.locator("[data-stage='IN_PROCESS']").first.bounding_box()
    with page.expect_response(lambda answer: answer.request.method == "POST") as moved:
        page.mouse.move(start["x"] + 40, start["y"] + 12)
        page.mouse.down()
        page.mouse.move(start["x"] + 60, start["y"] + 30, steps=5)
        page.mouse.move(target["x"] + 80, target["y"] + 160, steps=15)
        page.mouse.up()
    assert moved.value.status == 200
    with sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        assert database.execute("select stage from leads where id = ?", [number]).fetchone() == ("IN_PROCESS",)
