"""A real portal for tests from outside: the binary named by PROM2B_BINARY on a folder of its own."""
import contextlib
import http.cookiejar
import http.server
import json
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.path.abspath(os.environ.get("PROM2B_BINARY", ROOT / ".build/debug/prom2b"))


class Portal:
    """One running portal; `kill` ends it as a power cut of the process would, `start` brings it up on the same folder."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.arguments = arguments
        self.address = None
        self.process = None

    def start(self):
        log = open(self.folder / "portal.log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(self.folder / "data"), "--port", "0", *self.arguments],
            stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env={**os.environ, "PROM2B_ASSETS": str(ROOT)})
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            line = self.process.stdout.readline().decode()
            found = re.search(r"https?://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group(0)
                return self
            if not line and self.process.poll() is not None:
                break
        raise AssertionError("the portal did not start: " + (self.folder / "portal.log").read_text()[-2000:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()


class SignedIn:
    """Somebody at a browser: pages are read, forms are sent with the session's token."""

    def __init__(self, address, login, password, tls=None):
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.HTTPSHandler(context=tls))
        self._send("/sign-in", [("login", login), ("password", password)])

    def get(self, path):
        return self.opener.open(self.address + path).read().decode()

    def post(self, path, *fields):
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.get(path)).group(1)
        return self._send(path, [("csrf", csrf), *fields])

    def _send(self, path, fields):
        return self.opener.open(self.address + path, urllib.parse.urlencode(fields).encode()).read().decode()


def signed_in(address, login="admin@demo.test", password="prom2b-demo", tls=None):
    """`tls` trusts the portal's certificate."""
    return SignedIn(address, login, password, tls)


def incoming_webhook(address, scopes, login="admin@demo.test", password="prom2b-demo", title="Клиент", tls=None):
    """Makes a key as its owner does, on the screen; gives its address, `http://…/rest/1/secret/`."""
    browser = signed_in(address, login, password, tls)
    made = browser.post("/settings/integrations", ("title", title), *[("scopes", scope) for scope in scopes])
    return re.search(r"https?://[^<\s]+/rest/\d+/[\w-]+/", made).group(0)


def call(webhook, method, **parameters):
    """Calls a method of the REST API as a small program does; gives its result."""
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


@contextlib.contextmanager
def listening(path):
    """A program that portals tell: its address, and the forms that it has received, as dictionaries in a queue."""
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
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}", received
    finally:
        server.shutdown()
