"""Events reach a listener of ours as the official SDK parses them, while the program goes on."""
import http.server
import json
import queue
import threading
import urllib.parse
import urllib.request

import pytest
from b24pysdk.credentials import OAuthEventData


@pytest.fixture
def listener():
    received = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.put(dict(urllib.parse.parse_qsl(body, keep_blank_values=True)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", received
    server.shutdown()


def call(webhook, method, **parameters):
    request = urllib.request.Request(webhook + method, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))["result"]


def nested(form):
    """`auth[domain]=x` as a dictionary of dictionaries."""
    result = {}
    for name, value in form.items():
        place = result
        *parents, last = name.replace("]", "").split("[")
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return result


def test_a_listener_hears_of_a_new_deal(webhook, listener):
    address, received = listener
    assert call(webhook, "event.bind", event="ONCRMDEALADD", handler=address) is True
    deal = call(webhook, "crm.deal.add", fields={"TITLE": "Услышанная"})
    form = received.get(timeout=60)
    assert form["event"] == "ONCRMDEALADD" and form["data[FIELDS][ID]"] == str(deal)
    event = OAuthEventData.from_dict(nested(form))
    assert event.auth.application_token
    assert call(webhook, "event.unbind", event="ONCRMDEALADD", handler=address)["count"] == 1
