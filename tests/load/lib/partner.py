"""A partner: another institution's host, whose people sign what they send. Its documents are what this file says, or
what a check puts in their place."""
import base64
import collections
import email.utils
import hashlib
import http.server
import json
import ssl
import threading
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTIVITY = "application/activity+json"


class Partner:
    """Listens on a port of its own, from a thread. `pages` maps a path to what answers it: a document, or a function
    that gets the handler of http.server and writes whatever it likes."""

    def __init__(self, school, name, port):
        self.domain, self.port, self.school = name + ".localhost", port, school
        self.key = rsa.generate_private_key(65537, 2048)
        self.asked = collections.Counter()  # by path, also those that have no document
        self.pages = {}
        self.numbers = 0
        self.add_person("pat")
        chain, key = school.authority.certify(self.domain)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        self.server = _Server(("127.0.0.1", port), _handler_of(self))
        self.server.context = context
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self):
        return "https://" + self.domain

    def actor(self, name="pat"):
        return self.origin + "/u/" + name

    def add_person(self, name, kind="Person", **more):
        me = self.actor(name)
        pem = self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
        self.pages["/u/" + name] = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": me, "type": kind, "preferredUsername": name, "name": "Teacher " + name,
            "inbox": me + "/inbox", "outbox": me + "/outbox", "followers": me + "/followers",
            "endpoints": {"sharedInbox": self.origin + "/inbox"},
            "publicKey": {"id": me + "#main-key", "owner": me, "publicKeyPem": pem}, **more}
        return me

    def finds(self, name):
        """By WebFinger; only the last one that was named so."""
        self.pages["/.well-known/webfinger"] = {
            "subject": f"acct:{name}@{self.domain}",
            "links": [{"rel": "self", "type": ACTIVITY, "href": self.actor(name)}]}

    def question(self, name="pat", **more):
        """A question to the school's community, as an act."""
        self.numbers += 1
        me, number = self.actor(name), self.numbers
        community = self.school.origin + "/c/" + self.school.community
        place = {"to": [PUBLIC], "cc": [community, me + "/followers"], "audience": community}
        thing = {"id": f"{self.origin}/post/{number}", "type": "Page", "attributedTo": me, "name": f"Question {number}",
                 "content": f"<p>Number {number}. Who has tried rods of several lengths at this age?</p>",
                 "published": now(), **place, **more}
        return {"@context": "https://www.w3.org/ns/activitystreams", "id": f"{self.origin}/activities/{number}",
                "type": "Create", "actor": me, "object": thing, **place}

    def post(self, body, name="pat", target="/inbox", **fields):
        """The whole request, signed: over these bytes, by that person."""
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = {"host": self.school.domain, "date": email.utils.formatdate(usegmt=True),
                  "digest": "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode(),
                  "content-type": ACTIVITY}
        lines = ["(request-target): post " + target, *(f"{each}: {value}" for each, value in signed.items())]
        signature = self.key.sign("\n".join(lines).encode(), padding.PKCS1v15(), hashes.SHA256())
        words = " ".join(["(request-target)", *signed])
        signed["signature"] = (f'keyId="{self.actor(name)}#main-key",algorithm="rsa-sha256",headers="{words}",'
                               f'signature="{base64.b64encode(signature).decode()}"')
        signed.update(fields)
        head = "".join(f"{each}: {value}\r\n" for each, value in signed.items())
        return f"POST {target} HTTP/1.1\r\n{head}content-length: {len(body)}\r\n\r\n".encode() + body


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def finish_request(self, request, client_address):
        """In the thread of this connection: one that does not shake hands keeps nobody waiting."""
        try:
            request.settimeout(30)
            with self.context.wrap_socket(request, server_side=True) as wrapped:
                self.RequestHandlerClass(wrapped, client_address, self)
        except OSError:
            pass  # the node hung up on a bomb, as it should

    def handle_error(self, request, client_address):
        pass


def _handler_of(partner):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = self.path.partition("?")[0]
            partner.asked[path] += 1
            page = partner.pages.get(path)
            if page is None:
                self.answer(404, b"")
            elif callable(page):
                page(self)
            else:
                self.answer(200, json.dumps(page).encode())

        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            partner.asked["POST"] += 1
            self.answer(202, b"")

        def answer(self, status, body, **fields):
            self.send_response(status)
            is_webfinger = self.path.startswith("/.well-known/webfinger")
            self.send_header("Content-Type", "application/jrd+json" if is_webfinger else ACTIVITY)
            for name, value in fields.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    return Handler


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
