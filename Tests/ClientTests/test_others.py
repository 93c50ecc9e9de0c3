"""Smaller clients, each with its own habits: GET with everything in the query, GET with a JSON type and no body, forms."""
import asyncio
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest


@pytest.fixture(scope="module")
def host(webhook):
    parts = urllib.parse.urlsplit(webhook)
    user, secret = parts.path.strip("/").split("/")[1:3]
    return parts.netloc, user, secret


def test_bitrix24_rest_sends_everything_in_the_query(webhook):
    from bitrix24 import Bitrix24

    client = Bitrix24(webhook)
    company = client.callMethod("crm.company.add", fields={"TITLE": "ООО «Запрос»", "PHONE": [{"VALUE": "8 495 111-22-33", "VALUE_TYPE": "WORK"}]})
    read = client.callMethod("crm.company.get", ID=company)
    assert read["TITLE"] == "ООО «Запрос»" and read["PHONE"][0]["VALUE"] == "8 495 111-22-33"
    assert client.callMethod("crm.company.list", filter={"TITLE": "ООО «Запрос»"}, select=["ID"]) == [{"ID": str(company)}]


def test_pybitrix24_asks_without_a_body(host):
    from pybitrix24 import Bitrix24

    netloc, user, secret = host
    Bitrix24._webhook_url_template = "http://{hostname}/rest/{user_id}/{code}/"
    try:
        client = Bitrix24(netloc, user_id=user)
        assert "TITLE" in client.call_webhook(secret, "crm.lead.fields")["result"]
        lead = client.call_webhook(secret, "crm.lead.add", {"fields": {"TITLE": "Лид"}})["result"]
        assert client.call_webhook(secret, "crm.lead.get", {"id": lead})["result"]["TITLE"] == "Лид"
        batch = client.call_batch_webhook(secret, {"lead": ("crm.lead.get", {"id": lead}), "fields": "crm.lead.fields"})
        assert batch["result"]["result"]["lead"]["ID"] == str(lead)
    finally:
        Bitrix24._webhook_url_template = "https://{hostname}/rest/{user_id}/{code}/"


def test_bitrix24_api_client_pages(webhook):
    from bitrix24_client import AsyncBitrix24Client, Bitrix24Client

    parts = urllib.parse.urlsplit(webhook)
    user, secret = parts.path.strip("/").split("/")[1:3]
    base = f"{parts.scheme}://{parts.netloc}"
    with Bitrix24Client(base_url=base, access_token=secret, user_id=int(user)) as client:
        deals = client.call_method("crm.deal.list", {"select": ["ID"]}, fetch_all=True)
        assert len(deals) > 50 and len({deal["ID"] for deal in deals}) == len(deals)

    async def ask():
        async with AsyncBitrix24Client(base_url=base, access_token=secret, user_id=int(user)) as client:
            return await client.call_method("crm.deal.list", {"select": ["ID"]}, fetch_all=True)

    assert {deal["ID"] for deal in asyncio.run(ask())} == {deal["ID"] for deal in deals}


def test_pybitrix_calls_and_batches(webhook):
    from pybitrix import PyBitrix

    client = PyBitrix(inbound_hook=webhook.rstrip("/"))
    contact = client.call("crm.contact.add", {"fields": {"NAME": "Ольга", "EMAIL": [{"VALUE": "olga@example.ru"}]}})["result"]
    found = client.call("crm.duplicate.findbycomm", {"type": "EMAIL", "values": ["OLGA@example.ru"]})["result"]
    assert found["CONTACT"] == [contact]
    batch = client.callBatch({"a": "crm.contact.get"}, {"a": [f"id={contact}"]})
    assert batch["result"]["result"]["a"]["NAME"] == "Ольга"


def test_aiobitrix24_creates_selects_and_writes_back_whole_items(webhook):
    from aiobitrix24 import CRMItem, bx24

    async def work():
        bx24.url(webhook)
        bx24.timeout(0)
        names = [f"Инна {number}" for number in range(120)]
        made = await CRMItem.batch_create(3, [CRMItem({"name": name, "originatorId": "AIO"}, name=f"c{place}") for place, name in enumerate(names)])
        found = await CRMItem.select(3, {"originatorId": "AIO"})
        assert sorted(item.fields["id"] for item in found) == sorted(item.fields["id"] for item in made)
        for item in found[:60]:
            item.fields["post"] = "Механик"
        # Every field that was read is sent back, those that nobody may write too.
        updated = await CRMItem.batch_update(found[:60])
        assert {item.fields["post"] for item in updated} == {"Механик"}

    asyncio.run(work())


def test_a_site_that_posts_a_form(webhook):
    body = urllib.parse.urlencode([
        ("fields[TITLE]", "Заявка с сайта"), ("fields[NAME]", "Иван"), ("fields[PHONE][0][VALUE]", "+7 900 000-00-00"), ("fields[PHONE][0][VALUE_TYPE]", "WORK"),
    ])
    request = urllib.request.Request(webhook + "crm.lead.add.json", data=body.encode())
    answer = json.load(urllib.request.urlopen(request))
    assert answer["result"] > 0 and answer["time"]["date_start"]


def test_a_client_that_sends_too_much_and_closes_hears_why(webhook):
    # urllib says that it will close, so it listens only when everything is sent.
    request = urllib.request.Request(webhook + "crm.lead.add", data=b" " * (65 << 20), headers={"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=60)
    assert refusal.value.code == 413 and json.load(refusal.value)["error"] == "INVALID_REQUEST"
