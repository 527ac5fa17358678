"""Real servers for the tests: HTTP that keeps what it gets and answers as told, SMTP that takes mail (RFC 5321), with or without TLS."""

import socketserver
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@contextmanager
def running(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Hook(ThreadingHTTPServer):
    """Keeps (path, headers, body) of each POST; answers with `answers` in turn, then with 200."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Post)
        self.got, self.answers = [], []

    @property
    def url(self):
        return f"http://hooks.example.org:{self.server_address[1]}/services/secret"


class _Post(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status, headers, text = self.server.answers.pop(0) if self.server.answers else (200, {}, "ok")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class Mail(socketserver.ThreadingTCPServer):
    """Keeps (sender, recipients, message, whether it came by TLS); says `refuse` to recipients in it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, *, certificate=None, at_once=False):
        super().__init__(("127.0.0.1", 0), _Session)
        self.got, self.refuse, self.users = [], {}, []
        self.certificate, self.at_once = certificate, at_once

    def handle_error(self, request, client_address):
        """Clients that do not trust us hang up; that is what they are tested for."""

    def trust(self):
        return ssl.create_default_context(cafile=str(self.certificate))

    def wrap(self, connection):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(connection, server_side=True)


class _Session(socketserver.BaseRequestHandler):
    def handle(self):
        server, secure = self.server, self.server.at_once
        connection = server.wrap(self.request) if secure else self.request
        lines = connection.makefile("rb")

        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        say("220 mail.example.org ESMTP")
        sender, recipients = None, []
        while line := lines.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    say("250-mail.example.org")
                    if not secure and server.certificate:
                        say("250-STARTTLS")
                    say("250 AUTH PLAIN")
                case "STARTTLS":
                    say("220 go on")
                    connection = server.wrap(connection)
                    lines, secure = connection.makefile("rb"), True
                case "AUTH":
                    server.users.append(rest)
                    say("235 you are you")
                case "MAIL":
                    sender, recipients = rest.partition(":")[2].split()[0].strip("<>"), []
                    say("250 ok")
                case "RCPT":
                    to = rest.partition(":")[2].split()[0].strip("<>")
                    if to in server.refuse:
                        say(server.refuse[to])
                    else:
                        recipients.append(to)
                        say("250 ok")
                case "DATA":
                    say("354 go on")
                    body = b""
                    while (part := lines.readline()) != b".\r\n":
                        body += part.removeprefix(b".")
                    server.got.append((sender, recipients, body, secure))
                    say("250 taken")
                case "QUIT":
                    say("221 bye")
                    return
                case _:
                    say("250 ok")


def certificate(path):
    """A certificate for localhost that signed itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(pem) + plain)
    return path
