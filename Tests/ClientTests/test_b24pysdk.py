"""The official SDK: its strict reading of answers, its paging and its batches."""
import importlib
import urllib.parse

import pytest
from b24pysdk import BitrixWebhook, Client

CALLER = importlib.import_module("b24pysdk.api.callers.call_method")


@pytest.fixture(scope="module")
def client(webhook):
    parts = urllib.parse.urlsplit(webhook)
    # The SDK knows https only; nothing else of it is changed.
    CALLER._MethodCaller._base_url = property(lambda self: f"http://{self._domain}/rest")
    user, secret = parts.path.strip("/").split("/")[1:3]
    return Client(BitrixWebhook(domain=parts.netloc, webhook_token=f"{user}/{secret}"))


def test_a_deal_lives(client):
    deal = client.crm.deal.add(fields={"TITLE": "Насос от SDK", "OPPORTUNITY": 1500, "CURRENCY_ID": "RUB"}).result
    assert isinstance(deal, int)
    assert client.crm.deal.get(bitrix_id=deal).result["OPPORTUNITY"] == "1500.00"
    assert client.crm.deal.update(bitrix_id=deal, fields={"TITLE": "Переименован"}).result is True
    assert client.crm.deal.list(select=["ID", "TITLE"], filter={"ID": deal}).result == [{"ID": str(deal), "TITLE": "Переименован"}]
    assert client.crm.deal.delete(bitrix_id=deal).result is True
    with pytest.raises(Exception, match="Not found"):
        client.crm.deal.get(bitrix_id=deal).result


def test_fields_and_dictionaries_satisfy_its_adapters(client):
    for entity in [client.crm.lead, client.crm.deal, client.crm.contact, client.crm.company]:
        fields = entity.fields().result
        assert fields["ID"]["isReadOnly"] is True
    assert client.crm.status.list(filter={"ENTITY_ID": "SOURCE"}).result
    assert client.crm.status.entity.types().result
    assert client.user.current().result["ACTIVE"] is True
    assert client.profile().result["ID"]


def test_lists_of_both_kinds_find_the_same(client):
    for number in range(120):
        client.crm.company.add(fields={"TITLE": f"SDK {number}", "ORIGINATOR_ID": "SDK"}).result
    wanted = {"filter": {"ORIGINATOR_ID": "SDK"}, "select": ["ID"]}
    slow = [row["ID"] for row in client.crm.company.list(**wanted).as_list().result]
    fast = [row["ID"] for row in client.crm.company.list(**wanted).as_list_fast().result]
    assert len(slow) == 120 and slow == fast


def test_a_batch_keeps_its_names(client):
    answers = client.call_batch({"me": client.profile(), "time": client.crm.deal.fields()}).result
    assert answers.result["me"]["ID"]
    assert list(answers.result) == ["me", "time"]
