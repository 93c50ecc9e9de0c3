"""The acceptance story of the process (second half), played by hand in a real browser on the demonstration company."""
import datetime
import sqlite3
import time

from conftest import picture, sign_in


class Story:
    def __init__(self, portal, page):
        self.portal, self.page = portal, page

    def value(self, sql, *values):
        with sqlite3.connect(f"file:{self.portal.folder}/data/prom2b.sqlite?mode=ro", uri=True) as database:
            row = database.execute(sql, values).fetchone()
            return row[0] if row else None

    def open(self, path):
        assert self.page.goto(self.portal.address + path).status == 200

    def move(self, stage):
        """By the stage bar; final stages are behind its last button."""
        step = self.page.locator(f"form[data-stagebar] button[value='{stage}']")
        if step.count() == 0:
            self.page.locator("a[href$='/finish']").first.click()
            step = self.page.locator(f"dialog button[value='{stage}'], dialog input[value='{stage}']")
        with self.page.expect_response(lambda answer: "/stage" in answer.url and answer.request.method == "POST"):
            step.first.click()
        self.page.wait_for_load_state("networkidle")

    def submit(self, button):
        """Presses a button and waits for the answer to its post."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            button.click()
        self.page.wait_for_load_state("networkidle")

    def stage(self, deal):
        return self.value("select stage from deals where id = ?", deal)

    def until(self, sql, *values):
        """The first value of a query as soon as there is one: robots that did not fit into the request's own time follow it."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            value = self.value(sql, *values)
            if value is not None:
                return value
            self.page.wait_for_timeout(50)
        raise AssertionError((sql, values))

    def reaches(self, deal, stage):
        self.until("select 1 from deals where id = ? and stage = ?", deal, stage)

    def complete_task(self, deal):
        task = self.until(
            """
            select t.id from tasks t join task_items l on l.task = t.id
            where l.item = ? and t.state in ('waiting', 'in_progress') order by t.id desc
            """, (2 << 48) | deal)
        self.open(f"/tasks/{task}")
        form = self.page.locator("form[action$='/actions/complete']").first
        fold = self.page.locator("details:has(form[action$='/actions/complete']) > summary")
        if fold.count():
            fold.first.click()
        with self.page.expect_response(lambda answer: "/actions/complete" in answer.url):
            form.locator("button[type=submit]").first.click()
        self.page.wait_for_load_state("networkidle")

    def edit(self, deal, code, fill):
        """Edits one field in place on its own page, as without script."""
        self.open(f"/deals/{deal}/fields/{code}/edit")
        fill(self.page)
        self.submit(self.page.locator(f"form[action*='/fields/{code}'] button[type=submit]").first)


def test_the_story(demo, page, tmp_path):
    story = Story(demo, page)
    sign_in(page, demo.address)
    deal = receive_and_convert(story)
    select_and_quote(story, deal, tmp_path)
    reach_payment(story, deal)
    shipment = pay(story, deal)
    ship(story, shipment)
    story.open(f"/deals/{shipment}?tab=robots")
    picture(page, "story-robots-tab")
    assert story.value("select count(*) from automation_incidents where resolved_at is null and item = ?", (2 << 48) | shipment) == 0


def receive_and_convert(story):
    page = story.page
    story.open("/leads/new")
    page.fill("[name='f.TITLE']", "Компрессор для нового цеха")
    page.fill("[name='f.LAST_NAME']", "Рассказов")
    page.fill("[name='f.PHONE']", "+7 913 555-44-33")
    page.fill("[name='f.COMPANY_TITLE']", "ООО «Новый цех»")
    page.fill("[name='f.OPPORTUNITY']", "690 300")
    page.select_option("[name='f.UF_CRM_NEED_CONSULT']", label="Да")
    page.fill("[name='f.UF_CRM_REQUEST']", "Винтовой, 30 кВт")
    page.locator("form[data-item-form] button[type=submit]").first.click()
    page.wait_for_url("**/leads/*")
    lead = story.value("select max(id) from leads")
    story.open(f"/leads/{lead}")
    picture(page, "story-lead")
    story.move("IN_PROCESS")
    story.open(f"/leads/{lead}")
    story.move("CONVERTED")
    deal = story.until("select id from deals where lead_id = ?", lead)
    story.reaches(deal, "SELECTION")
    assert story.value("select title from companies order by id desc limit 1") == "ООО «Новый цех»"
    return deal


def select_and_quote(story, deal, folder):
    story.complete_task(deal)
    story.reaches(deal, "QUOTE")
    quote = folder / "КП.pdf"
    quote.write_bytes(b"%PDF-1.4 quote")
    story.edit(deal, "UF_CRM_QUOTE_FILE", lambda page: page.locator("input[type=file]").first.set_input_files(quote))
    story.reaches(deal, "FEEDBACK")


def reach_payment(story, deal):
    page = story.page
    story.open(f"/deals/{deal}?compose=call")
    page.locator("[data-composer] input[name=outcome][value=answered]").check(force=True)
    story.submit(page.locator("[data-composer] button[type=submit]").first)
    story.reaches(deal, "CONTACTED")
    story.open(f"/deals/{deal}")
    picture(page, "story-deal")
    story.move("CONTRACT")
    story.complete_task(deal)
    story.open(f"/deals/{deal}")
    # The stage asks for the kind of payment: a dialog, and nothing has moved.
    story.move("AWAITING_PAYMENT")
    assert story.stage(deal) == "CONTRACT"
    picture(page, "story-missing-field")
    dialog = page.locator("dialog[open]")
    dialog.locator("select").first.select_option(label="Постоплата")
    story.submit(dialog.locator("button[type=submit]").last)
    story.reaches(deal, "AWAITING_PAYMENT")


def pay(story, deal):
    page = story.page
    story.open(f"/deals/{deal}?compose=payment")
    amount = page.locator("[data-composer] input[inputmode=decimal]").first
    amount.fill("690300")
    story.submit(page.locator("[data-composer] button[type=submit]").first)
    story.reaches(deal, "WON")
    shipment = story.until("select id from deals where original_id = ?", deal)
    story.reaches(shipment, "C1:SUPPLIER")
    return shipment


def ship(story, shipment):
    story.complete_task(shipment)
    story.reaches(shipment, "C1:IN_STOCK")
    request = story.until("select id from information_requests where item = ?", (2 << 48) | shipment)
    story.open(f"/requests/{request}")
    picture(story.page, "story-request")
    # A day whose morning has passed: the goods leave at once.
    day = datetime.date.today() - datetime.timedelta(days=1)
    story.page.locator("main input[type=date]").first.fill(day.isoformat())
    story.page.locator("main select").first.select_option(label="Курьер")
    story.submit(story.page.locator("main form:has(input[type=date]) button[type=submit]").first)
    story.reaches(shipment, "C1:SHIPPING")
    story.complete_task(shipment)
    story.reaches(shipment, "C1:POSTPAYMENT")
    story.open(f"/deals/{shipment}")
    story.move("C1:CLOSING_DOCS")
    story.open(f"/deals/{shipment}")
    story.move("C1:WON")
    story.reaches(shipment, "C1:WON")
