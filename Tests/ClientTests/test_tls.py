"""The same over https: an unchanged SDK, HTTP/2, and refusals of half an identity."""
import importlib
import ssl
import subprocess
import urllib.parse

import httpx
import pytest
from portal import BINARY, Portal, incoming_webhook


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate authority of our own and a certificate of it for 127.0.0.1."""
    folder = tmp_path_factory.mktemp("tls")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA",
            "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *new, "-keyout", "portal.key", "-out", "portal.csr", "-subj", "/CN=portal")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost")
    openssl("x509", "-req", "-in", "portal.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names",
            "-out", "portal.pem")
    return folder


@pytest.fixture(scope="module")
def secure(authority, tmp_path_factory):
    portal = Portal(
        tmp_path_factory.mktemp("secure"), "--demo", "--tls-cert", str(authority / "portal.pem"), "--tls-key", str(authority / "portal.key")).start()
    yield portal
    portal.stop()


@pytest.fixture(scope="module")
def webhook(secure, authority):
    return incoming_webhook(secure.address, ["crm"], tls=ssl.create_default_context(cafile=authority / "ca.pem"))


def test_the_address_is_https(secure, webhook):
    assert secure.address.startswith("https://") and webhook.startswith("https://")


def test_the_official_sdk_works_as_it_is(webhook, authority, monkeypatch):
    from b24pysdk import BitrixWebhook, Client

    caller = importlib.import_module("b24pysdk.api.callers.call_method")._MethodCaller
    monkeypatch.setattr(caller, "_base_url", property(lambda self: f"https://{self._domain}/rest"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority / "ca.pem"))
    parts = urllib.parse.urlsplit(webhook)
    user, secret = parts.path.strip("/").split("/")[1:3]
    client = Client(BitrixWebhook(domain=parts.netloc, webhook_token=f"{user}/{secret}"))
    deal = client.crm.deal.add(fields={"TITLE": "Через TLS"}).result
    assert client.crm.deal.get(bitrix_id=deal).result["TITLE"] == "Через TLS"


def test_http2_is_spoken_and_cookies_are_secure(secure, webhook, authority):
    with httpx.Client(http2=True, verify=ssl.create_default_context(cafile=authority / "ca.pem")) as client:
        answer = client.get(webhook + "profile")
        assert answer.http_version == "HTTP/2" and answer.json()["result"]["ADMIN"] is True
        signed = client.post(secure.address + "/sign-in", data={"login": "admin@demo.test", "password": "prom2b-demo"})
        assert "Secure" in signed.headers["set-cookie"]


@pytest.mark.parametrize("arguments, words", [
    (["--tls-cert", "portal.pem"], "--tls-key"), (["--tls-cert", "missing.pem", "--tls-key", "portal.key"], "missing.pem"),
    (["--tls-cert", "portal.pem", "--tls-key", "portal.pem"], "portal.pem"), (["--tls-cert", "portal.pem", "--tls-key", "ca.key"], "portal.pem"),
])
def test_half_an_identity_is_refused_in_words(authority, tmp_path, arguments, words):
    ended = subprocess.run([BINARY, "serve", "--data", str(tmp_path), "--port", "0", *arguments], cwd=authority, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0 and words in ended.stderr
