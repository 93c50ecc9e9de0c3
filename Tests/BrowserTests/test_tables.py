"""Tables in Excel's own format, judged by a program that is not ours: openpyxl writes what we read and reads what we write."""
import csv
import datetime
import io
import re
import subprocess

import openpyxl
import pytest
from conftest import BINARY, ROOT, Portal, picture, sign_in
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from test_kill import rows


def book(path, lines, title="Лист1", epoch=None):
    workbook = openpyxl.Workbook()
    if epoch:
        workbook.epoch = epoch
    sheet = workbook.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    workbook.save(path)
    return str(path)


def download(page, label, path):
    page.reload()
    page.locator("details:has(.menu-item[href*='/export?'])").first.locator("summary").click()
    with page.expect_download() as waiting:
        page.locator("a.menu-item", has_text=re.compile(f"^\\s*{label}\\s*$")).first.click()
    waiting.value.save_as(path)
    return path


def upload(page, address, path, kind="LEAD"):
    page.goto(address + "/import")
    page.check(f"input[name=entity][value={kind}]")
    page.set_input_files("input[type=file]", path)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile("/import/new"))


def start(page):
    page.click("main button.button-primary")
    page.wait_for_url(re.compile(r"/import/\d+"))
    page.wait_for_selector("text=Загрузка завершена", timeout=60_000)


def test_a_workbook_goes_in_comes_out_and_is_taken_back(tmp_path, page):
    portal = Portal(tmp_path, "--demo").start()
    try:
        moment = datetime.datetime(2025, 3, 15, 12, 30)
        path = book(tmp_path / "leads.xlsx", [
            ["Название лида", "ФИО", "Телефон", "Сумма", "Дата создания"],
            ["Насос из книги", "Книгина Анна", 79161234567, 1234.5, moment],
            ["=1+1", "Книгин Пётр", "+7 495 111-22-33", 70000, moment.date()],
            ["Ошибка", "Книгин Олег", "не телефон", None, None],
        ])
        sign_in(page, portal.address)
        upload(page, portal.address, path)
        assert page.locator("tr.is-refused").count() == 1
        picture(page, "import-workbook")
        start(page)
        found = rows(tmp_path, "select title, amount from leads where last_name like 'Книгин%' order by id")
        # The formula has no cached value, for openpyxl counts nothing: the title is made of the name.
        assert [row[1] for row in found] == [123450, 7000000]
        assert found[0][0] == "Насос из книги"
        assert rows(tmp_path, "select count(*) from communications where normalized = '+79161234567'") == [(1,)]

        page.goto(portal.address + "/leads?view=list&q=Книгин")
        made = download(page, "Экспорт в Excel: все поля", tmp_path / "out.xlsx")
        sheet = openpyxl.load_workbook(made).active
        head = [cell.value for cell in sheet[1]]
        assert sheet.max_row == 3 and sheet.freeze_panes == "A2"
        line = {name: cell for name, cell in zip(head, sheet[3])} if sheet[3][head.index("Название")].value == "Насос из книги" else \
            {name: cell for name, cell in zip(head, sheet[2])}
        assert line["Сумма"].value == 1234.5 and "₽" in line["Сумма"].number_format
        assert line["Создан"].value == moment and line["Создан"].is_date
        text = download(page, "Экспорт в CSV", tmp_path / "out.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        table = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
        assert len(table) == 3 and "1234,50" in [cell for line in table for cell in line]

        page.goto(portal.address + "/import")
        picture(page, "import-index")
        page.click("text=Отменить импорт")
        page.wait_for_url(re.compile("/undo"))
        picture(page, "import-undo")
        page.click("main button.button-danger")
        page.wait_for_selector("text=Загрузка отменена")
        picture(page, "import-undone")
        assert rows(tmp_path, "select count(*) from leads where last_name like 'Книгин%' and deleted_at is null") == [(0,)]
    finally:
        portal.stop()


def test_an_export_of_another_program_asks_for_unknown_names(tmp_path, page):
    portal = Portal(tmp_path, "--demo").start()
    try:
        path = book(tmp_path / "amo.xlsx", [
            ["ID", "Название сделки", "Бюджет", "Ответственный", "Основной контакт", "Компания контакта", "Рабочий телефон", "Этап сделки", "Теги сделки"],
            [1, "Насос amo", 1000, "Уволенный Пётр", "Амова Анна", "ООО Амо", "+7 916 555-00-01", "Думают", "срочно"],
            [2, "Кран amo", 2000, "Уволенный Пётр", "Амова Анна", "ООО Амо", "+7 916 555-00-01", "Думают", ""],
        ])
        sign_in(page, portal.address)
        upload(page, portal.address, path, "DEAL")
        assert page.locator("text=Похоже на выгрузку из amoCRM").count() == 1
        picture(page, "import-amo")
        for place in range(page.locator("select[name=chosen]").count()):
            page.locator("select[name=chosen]").nth(place).select_option(index=1)
        start(page)
        picture(page, "import-amo-done")
        assert rows(tmp_path, "select count(*) from deals where title like '%amo' and contact_id is not null and company_id is not null") == [(2,)]
        assert rows(tmp_path, "select count(*) from contacts where last_name = 'Амова'") == [(1,)]
        assert rows(tmp_path, "select count(*) from companies where title = 'ООО Амо'") == [(1,)]
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(portal.address + "/import")
        picture(page, "import-index-360")
    finally:
        portal.stop()


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    portal = Portal(folder, "--demo").start()
    portal.stop()
    return folder


def run(folder, *arguments):
    return subprocess.run([BINARY, *arguments, "--data", str(folder / "data")], capture_output=True, text=True, timeout=300, cwd=ROOT)


def test_the_terminal_imports_a_chosen_sheet_exports_and_takes_back(stopped, tmp_path):
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["не то"])
    sheet = workbook.create_sheet("Клиенты")
    sheet.append(["Имя", "Фамилия", "Дата рождения"])
    sheet.append(["Анна", "Листова", datetime.date(1990, 5, 6)])
    # What it is called does not matter.
    path = tmp_path / "clients.csv"
    workbook.save(tmp_path / "clients.xlsx")
    (tmp_path / "clients.xlsx").rename(path)

    assert run(stopped, "import", "contacts", str(path), "--sheet", "Нет").returncode == 2
    result = run(stopped, "import", "contacts", str(path), "--sheet", "Клиенты")
    assert result.returncode == 0, result.stdout + result.stderr
    assert rows(stopped, "select birth_date from contacts where last_name = 'Листова'") == [("1990-05-06",)]

    for kind in ["leads", "deals", "contacts", "companies", "tasks", "products"]:
        for name in [f"{kind}.xlsx", f"{kind}.csv"]:
            result = run(stopped, "export", kind, str(tmp_path / name))
            assert result.returncode == 0, result.stdout + result.stderr
        sheet = openpyxl.load_workbook(tmp_path / f"{kind}.xlsx").active
        table = list(csv.reader(io.StringIO((tmp_path / f"{kind}.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
        assert [cell.value for cell in sheet[1]] == table[0]
        assert sheet.max_row == len(table)
    assert run(stopped, "export", "leads", str(tmp_path / "leads.pdf")).returncode == 2

    ((number,),) = rows(stopped, "select max(id) from import_jobs")
    result = run(stopped, "import", "undo", str(number))
    assert result.returncode == 0, result.stdout + result.stderr
    assert rows(stopped, "select count(*) from contacts where last_name = 'Листова' and deleted_at is null") == [(0,)]
    assert run(stopped, "import", "undo", str(number)).returncode == 2
