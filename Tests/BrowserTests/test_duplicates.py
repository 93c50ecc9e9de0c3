"""The same client twice: found, compared, merged and taken apart again, as a manager does it."""
import re

from conftest import picture, sign_in


def add(page, address, **fields):
    page.goto(address + "/contacts/new")
    for name, value in fields.items():
        page.fill(f"[name='f.{name}']", value)
    page.click("main button.button-primary")
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    return page.url


def test_a_client_entered_twice_becomes_one_and_two_again(demo, page):
    sign_in(page, demo.address)
    first = add(page, demo.address, LAST_NAME="Двойников", NAME="Олег", POST="директор", PHONE="+7 495 555-01-02")
    second = add(page, demo.address, LAST_NAME="Двойников", NAME="Олег", POST="закупщик", PHONE="8 (495) 555-01-02")

    page.wait_for_selector("text=Похоже, этот клиент заведён ещё раз")
    picture(page, "duplicates-card")
    page.goto(demo.address + "/contacts/duplicates")
    group = page.locator("section.card", has_text="+74955550102")
    assert "Нужно выбрать: Должность" in group.inner_text()
    picture(page, "duplicates")
    group.get_by_role("button", name="Сравнить и объединить").click()
    page.wait_for_url(re.compile("/contacts/merge"))
    page.get_by_role("button", name="Объединить", exact=True).click()
    assert page.url.startswith(demo.address + "/contacts/merge"), "the browser asks for the choice"
    picture(page, "merging")
    page.get_by_label("закупщик").check()
    page.get_by_role("button", name="Объединить", exact=True).click()
    page.wait_for_url(first)
    page.wait_for_selector("text=С этой карточкой объединено")
    assert "закупщик" in page.locator(".item-fields").inner_text()

    page.goto(second)
    page.wait_for_selector("text=Объединено с карточкой")
    page.goto(first)
    page.get_by_role("button", name="Отменить объединение").click()
    page.wait_for_selector("text=карточки снова раздельны")
    assert "директор" in page.locator(".item-fields").inner_text()
    page.get_by_role("button", name="Это разные клиенты").click()
    page.wait_for_url(first)
    page.wait_for_selector("main .item [hx-get$='/duplicates']", state="detached")
    assert page.locator("text=Похоже, этот клиент заведён ещё раз").count() == 0
