"""An application that people let in: pybitrix24 goes the whole way, from the address for the browser to renewed tokens."""
import re
import urllib.parse
import urllib.request

import pytest
from b24pysdk.credentials import OAuthEventData
from portal import call, nested, signed_in
from pybitrix24 import Bitrix24


class Stay(urllib.request.BaseHandler):
    """Takes the way back as the answer: nobody lives at its end."""
    handler_order = 100

    def http_error_302(self, request, answer, *rest):
        return answer


@pytest.fixture(scope="module")
def application(demo):
    """Adds an application on the screen, as its administrator does."""
    browser = signed_in(demo.address)
    page = browser.post("/settings/integrations/applications", ("title", "Витрина"), ("address", "http://127.0.0.1:9/back"), ("scopes", "crm"))
    values = re.findall(r'<code class="webhook-secret">([^<]+)</code>', page)
    return browser, dict(zip(["client_id", "client_secret", "application_token"], values))


@pytest.fixture
def client(demo, application, monkeypatch):
    host = urllib.parse.urlsplit(demo.address).netloc
    for name in [name for name in vars(Bitrix24) if name.endswith("_url_template")]:
        monkeypatch.setattr(Bitrix24, name, getattr(Bitrix24, name).replace("https://", "http://"))
    keys = application[1]
    return Bitrix24(host, client_id=keys["client_id"], client_secret=keys["client_secret"])


def code(browser, client, scope="crm"):
    """Lets the application in, as the person's browser does, and reads the code out of the way back."""
    browser.opener.add_handler(Stay())
    answer = browser.opener.open(client.build_authorization_url(state="7"))
    assert answer.status == 302
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(answer.headers["Location"]).query)
    assert query["state"] == ["7"] and query["scope"] == [scope]
    return query["code"][0]


def test_pybitrix24_gets_tokens_works_and_renews_them(application, client):
    tokens = client.obtain_tokens(code(application[0], client))
    assert tokens["expires_in"] == 3600
    deal = client.call("crm.deal.add", {"fields": {"TITLE": "Из приложения"}})["result"]
    assert client.call("crm.deal.get", {"id": deal})["result"]["TITLE"] == "Из приложения"
    batch = client.call_batch({"deal": ("crm.deal.get", {"id": deal}), "who": "profile"})
    assert batch["result"]["result"]["deal"]["ID"] == str(deal)
    old = tokens["refresh_token"]
    assert client.refresh_tokens()["refresh_token"] != old
    assert client.call("profile")["result"]["ADMIN"] is True


def test_messages_carry_a_token_to_call_back_with(demo, application, client, listener):
    address, received = listener
    client.obtain_tokens(code(application[0], client))
    assert client.call("event.bind", {"event": "ONCRMDEALADD", "handler": address})["result"] is True
    deal = client.call("crm.deal.add", {"fields": {"TITLE": "С обратным вызовом"}})["result"]
    event = OAuthEventData.from_dict(nested(received.get(timeout=60)))
    assert event.auth.application_token == application[1]["application_token"]
    token = event.auth.oauth_token.access_token
    found = call(f"{demo.address}/rest/", f"crm.deal.get?auth={token}", id=deal)
    assert found["TITLE"] == "С обратным вызовом"
    assert client.call("event.unbind", {"event": "ONCRMDEALADD", "handler": address})["result"]["count"] == 1
