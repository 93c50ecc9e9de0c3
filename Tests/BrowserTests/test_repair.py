"""A robot that stopped is retried and skipped with the buttons of its card."""
import sqlite3

from conftest import picture, sign_in
from test_kill import Client


def stop_at_contract(demo, client, clerk):
    """Moves a deal into «Заключение договора», whose task is the clerk's; returns its number."""
    client.request("POST", "/settings/constants", {"csrf": client.csrf, "has.Clerk": "1", "c.Clerk": clerk})
    with sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        (deal,) = database.execute(
            "select id from deals where stage = 'CONTACTED' and deleted_at is null order by id desc limit 1").fetchone()
    client.move(deal, "CONTRACT")
    return deal


def clerk_of(demo):
    with sqlite3.connect(f"file:{demo.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
        return str(database.execute("select id from users where login = 'clerk@demo.test'").fetchone()[0])


def test_a_stopped_robot_is_skipped_and_another_retried(demo, page):
    client = Client(demo.address)
    clerk = clerk_of(demo)
    try:
        skipped, retried = stop_at_contract(demo, client, ""), stop_at_contract(demo, client, "")
        sign_in(page, demo.address)
        page.goto(f"{demo.address}/deals/{skipped}?tab=robots")
        page.wait_for_selector("text=Некому поручить")
        picture(page, "robot-stopped")
        page.click(".item button:has-text('Пропустить')")
        page.wait_for_selector("text=Пропущен вручную")
        assert page.locator(".item button:has-text('Пропустить')").count() == 0

        client.request("POST", "/settings/constants", {"csrf": client.csrf, "has.Clerk": "1", "c.Clerk": clerk})
        page.goto(f"{demo.address}/deals/{retried}?tab=robots")
        page.click(".item button:has-text('Повторить')")
        page.wait_for_selector("text=Ждёт завершения задачи")
        picture(page, "robot-retried")
    finally:
        client.request("POST", "/settings/constants", {"csrf": client.csrf, "has.Clerk": "1", "c.Clerk": clerk})
