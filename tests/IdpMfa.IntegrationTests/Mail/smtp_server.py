"""A real SMTP server for the tests: every mail becomes a file, and the port is printed once it listens."""
import asyncio
import json
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Folder:
    def __init__(self, folder):
        self.folder = Path(folder)

    async def handle_DATA(self, server, session, envelope):
        name = f"{time.time_ns():020d}"  # so that names are in the order of arrival
        unfinished = self.folder / f"{name}.tmp"
        unfinished.write_bytes(envelope.original_content)
        about = {
            "to": envelope.rcpt_tos,
            "isEncrypted": server.transport.get_extra_info("sslcontext") is not None,
            "isAuthenticated": bool(session.authenticated),
        }
        (self.folder / f"{name}.json").write_text(json.dumps(about))
        unfinished.rename(self.folder / f"{name}.eml")
        return "250 OK"


def authenticate(expected):
    def check(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == expected, handled=False)

    return check


async def main(folder, port, mode, certificate, key, credentials):
    context = None
    if mode != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    options = {"hostname": "mail.test", "ident": "test"}
    if mode == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if credentials:
        options |= {"authenticator": authenticate(credentials), "auth_required": True}
        options |= {"auth_require_tls": mode == "starttls"}
    handler = Folder(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, **options), "127.0.0.1", int(port), ssl=context if mode == "tls" else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(*(sys.argv[1:] + [""] * 6)[:6]))
