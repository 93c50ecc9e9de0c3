"""fast-bitrix24: parallel batches, order of keys, references between commands."""
import pytest
from fast_bitrix24 import Bitrix


@pytest.fixture(scope="module")
def client(webhook):
    return Bitrix(webhook, verbose=False, request_pool_size=500, requests_per_second=200.0)


def test_thousands_are_added_and_read_back(client):
    added = client.call("crm.lead.add", [{"fields": {"TITLE": f"Лид {number}", "ORIGINATOR_ID": "FAST"}} for number in range(1000)])
    assert len(set(added)) == 1000
    leads = client.get_all("crm.lead.list", params={"select": ["ID", "TITLE"], "filter": {"ORIGINATOR_ID": "FAST"}})
    assert sorted(int(lead["ID"]) for lead in leads) == sorted(added)
    # Batches end in any order, but each answers in the order of its commands.
    titles = {int(lead["ID"]): int(lead["TITLE"].split()[1]) for lead in leads}
    for start in range(0, 1000, 50):
        first = titles[added[start]]
        assert [titles[number] for number in added[start:start + 50]] == list(range(first, first + 50))
    by_id = client.get_by_ID("crm.lead.get", added[:70])
    assert {int(key) for key in by_id} == set(added[:70])
    updated = client.call("crm.lead.update", [{"ID": number, "fields": {"COMMENTS": "из пачки"}} for number in added[:60]])
    assert all(updated)


def test_newer_methods_and_single_calls(client):
    item = client.call("crm.item.add", {"entityTypeId": 2, "fields": {"title": "Новая", "opportunity": 10}})
    item = item.get("item", item)
    assert item["title"] == "Новая"
    found = client.get_all("crm.item.list", params={"entityTypeId": 2, "filter": {"id": item["id"]}, "select": ["id"]})
    assert [row["id"] for row in found] == [item["id"]]


def test_references_between_commands(client):
    answer = client.call_batch({
        "halt": 0,
        "cmd": {
            "contact": "crm.contact.add?fields[NAME]=Пётр",
            "deal": "crm.deal.add?fields[TITLE]=Сделка&fields[CONTACT_ID]=$result[contact]",
            "read": "crm.deal.get?id=$result[deal]",
        },
    })
    assert str(answer["contact"]) == answer["read"]["CONTACT_ID"]


def test_an_error_is_an_error(client):
    with pytest.raises(Exception):
        client.call("crm.deal.get", {"ID": 99999999}, raw=True)


def test_a_catalogue_is_brought_in_and_read_in_both_spellings(client):
    section = client.call("crm.productsection.add", {"fields": {"NAME": "Из 1С", "XML_ID": "1c"}})
    added = client.call("crm.product.add", [
        {"fields": {"NAME": f"Товар {number}", "PRICE": f"{number}.50", "SECTION_ID": section, "XML_ID": f"1c-{number}"}} for number in range(120)])
    assert len(set(added)) == 120
    older = client.get_all("crm.product.list", params={"filter": {"SECTION_ID": section}, "select": ["ID", "NAME", "PRICE", "XML_ID"]})
    assert sorted(int(row["ID"]) for row in older) == sorted(added)
    assert {row["XML_ID"]: row["PRICE"] for row in older}["1c-7"] == "7.50"
    newer = client.get_all("catalog.product.list", params={"filter": {"iblockSectionId": section}, "select": ["id", "iblockId", "name"]})
    assert sorted(row["id"] for row in newer) == sorted(added)
    prices = client.get_all("catalog.price.list", params={"filter": {"@productId": list(added[:60])}})
    assert len(prices) == 60
