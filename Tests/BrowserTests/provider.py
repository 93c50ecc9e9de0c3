"""A receiver of webhooks in a process of its own: `provider.py LEDGER MODE`.

Every request is in the ledger, flushed to the disk, before anything is answered. What it answers is in the file MODE, read
for each request: `ok` answers at once, `silent` never does.
"""
import http.server
import json
import os
import pathlib
import sys
import time

LEDGER, MODE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        entry = {"key": self.headers["webhook-id"], "signature": self.headers["webhook-signature"], "body": body}
        with open(LEDGER, "a") as ledger:
            ledger.write(json.dumps(entry) + "\n")
            ledger.flush()
            os.fsync(ledger.fileno())
        if MODE.read_text() == "silent":
            time.sleep(600)
            return
        answer = b'{"taken":true}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
server.daemon_threads = True
print(server.server_port, flush=True)
server.serve_forever()
