"""A mail server for tests: Debian's aiosmtpd on a port of its own. Prints its port, then every letter it takes as a line of JSON.

    server.py [--tls FOLDER] [--login NAME PASSWORD]

`nobody@` is unknown (550), `busy@` comes too often (451); a letter that says «spam» is rejected (554), after one that says «silence»
the connection is cut before the answer.
"""
import argparse
import asyncio
import base64
import json
import signal
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--tls")
options.add_argument("--login", nargs=2)
options = options.parse_args()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, _):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy@"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        text = envelope.content.decode()
        body = text.split("\r\n\r\n", 1)[1]
        plain = base64.b64decode(body).decode() if "multipart" not in text else ""
        if "spam" in plain:
            return "554 5.7.1 spam"
        if "silence" in plain:
            server.transport.abort()
            return "250 OK"
        print(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "data": text, "tls": session.ssl is not None,
            "login": getattr(session.auth_data, "login", b"").decode() if session.auth_data else "",
        }), flush=True)
        return "250 OK"


def authenticator(server, session, envelope, mechanism, data):
    isRight = options.login is not None and [data.login.decode(), data.password.decode()] == options.login
    return AuthResult(success=isRight, handled=False, auth_data=data)


def context():
    certificate, key = options.tls + "/certificate.pem", options.tls + "/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def main():
    tls = context() if options.tls else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            Handler(), hostname="mail.test", tls_context=tls, require_starttls=tls is not None, loop=loop,
            auth_required=options.login is not None, auth_require_tls=False, authenticator=authenticator),
        "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# Whoever started us may have blocked it on the thread that did.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
asyncio.run(main())
