"""A robot that an application registered: it is told over the network, the official SDK parses what it is told, its answer goes to the
next robot."""
import re
import time
import urllib.parse

import pytest
from b24pysdk.credentials import OAuthWorkflowData
from conftest import SCOPES
from portal import Portal, call, incoming_webhook, signed_in
from pybitrix24 import Bitrix24
from test_oauth import code

ROBOT = {
    "CODE": "greet_client", "USE_SUBSCRIPTION": "Y", "NAME": {"ru": "Поприветствовать клиента", "en": "Greet the client"},
    "PROPERTIES": {"words": {"Name": "Слова", "Type": "string", "Required": "Y"}, "loud": {"Name": "Громко", "Type": "bool"}},
    "RETURN_PROPERTIES": {"reply": {"Name": "Ответ", "Type": "string"}},
}


@pytest.fixture
def demo(tmp_path):
    """A portal of its own: what is put on its stages stays there."""
    portal = Portal(tmp_path, "--demo").start()
    yield portal
    portal.stop()


@pytest.fixture
def webhook(demo):
    return incoming_webhook(demo.address, SCOPES)


@pytest.fixture
def application(demo, monkeypatch):
    """An application with the right to bring robots, let in by the administrator."""
    browser = signed_in(demo.address)
    page = browser.post(
        "/settings/integrations/applications", ("title", "Роботы"), ("address", "http://127.0.0.1:9/back"), ("scopes", "crm"), ("scopes", "bizproc"))
    keys = re.findall(r'<code class="webhook-secret">([^<]+)</code>', page)
    for name in [name for name in vars(Bitrix24) if name.endswith("_url_template")]:
        monkeypatch.setattr(Bitrix24, name, getattr(Bitrix24, name).replace("https://", "http://"))
    client = Bitrix24(urllib.parse.urlsplit(demo.address).netloc, client_id=keys[0], client_secret=keys[1])
    return client, keys[2]


def arrange(demo):
    """Puts the robot and one that uses its answer on the first stage of a pipeline, on the screen, and saves."""
    browser = signed_in(demo.address)
    browser.get("/automation/DEAL:1?edit=1")
    form = [("title", "Привет"), ("p.words", "Здравствуйте, {{Название}}"), ("p.loud", "1"), ("p._timeout", "15"), ("p._onUnknown", "repeat"),
            ("when.mode", "now")]
    stage = re.search(r"robots/new\?stage=([^\"&]+)", browser.get("/automation/DEAL:1?edit=1")).group(1)
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/automation/DEAL:1?edit=1")).group(1)
    browser._send(f"/automation/DEAL:1/robots?stage={stage}&kind=rest_greet_client", [("csrf", csrf), *form])
    robot = re.search(r"robot-(rest_greet_client_\d+)", browser.get("/automation/DEAL:1?edit=1")).group(1)
    browser._send(
        f"/automation/DEAL:1/robots?stage={stage}&kind=add_comment",
        [("csrf", csrf), ("title", "Ответ"), ("p.text", "{{Привет: Ответ}}"), ("when.order", "after"), ("when.mode", "now")])
    browser._send("/automation/DEAL:1/publish", [("csrf", csrf), ("fate", "keep")])
    return browser, urllib.parse.unquote(stage), robot


def test_an_applications_robot_is_told_and_answers(demo, webhook, application, listener):
    address, received = listener
    client, token = application
    client.obtain_tokens(code(signed_in(demo.address), client, "bizproc,crm"))
    assert client.call("bizproc.robot.add", {**ROBOT, "HANDLER": address})["result"] is True
    try:
        browser, stage, robot = arrange(demo)
        deal = call(webhook, "crm.deal.add", fields={"TITLE": "Насосы", "CATEGORY_ID": 1, "STAGE_ID": stage})
        told = OAuthWorkflowData.from_dict(received.get(timeout=60))
        assert told.code == "greet_client" and told.use_subscription and told.timeout_duration == 900
        assert [told.document_id[key] for key in "012"] == ["crm", "CCrmDocumentDeal", f"DEAL_{deal}"] if isinstance(told.document_id, dict) \
            else list(told.document_id) == ["crm", "CCrmDocumentDeal", f"DEAL_{deal}"]
        assert told.properties == {"words": "Здравствуйте, Насосы", "loud": "Y"}
        assert told.auth.application_token == token
        access = told.auth.oauth_token.access_token
        assert call(f"{demo.address}/rest/", f"bizproc.event.send?auth={access}", EVENT_TOKEN=told.event_token, RETURN_VALUES={"reply": "И вам"}) is True
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            comments = call(webhook, "crm.timeline.comment.list", filter={"ENTITY_TYPE": "deal", "ENTITY_ID": deal})
            if comments:
                break
            time.sleep(0.2)
        assert [comment["COMMENT"] for comment in comments] == ["И вам"]
    finally:
        assert client.call("bizproc.robot.delete", {"CODE": "greet_client"})["result"] is True
