"""What was taken back is over at once: for each way in which a token comes to nothing, a live stream of events and a
WebSocket that it had opened end, and it opens nothing more. Prints how long the slowest stream lived on."""
import socket
import ssl
import time
import urllib.parse

from member import BASE, PASSWORD, call, check, program_for, token_for
from school import operate, signed_in

PLACE = urllib.parse.urlsplit(BASE)
MOST = 3.0  # seconds; the node looks once a second, and may be slow under sanitizers
CLOSE = 8  # the kind of a frame that ends a WebSocket (RFC 6455, 5.2)
OWN_ACCOUNT = "/api/v1/accounts/verify_credentials"


class Stream:
    """An open connection of the kind "events" or "socket", as bytes: no library closes it in its own way."""

    def __init__(self, kind, token):
        plain = socket.create_connection((PLACE.hostname, PLACE.port), timeout=30)
        self._wire = ssl.create_default_context().wrap_socket(plain, server_hostname=PLACE.hostname)
        path = "/api/v1/streaming/user" if kind == "events" else "/api/v1/streaming?stream=user"
        fields = {"Host": PLACE.netloc, "Authorization": f"Bearer {token}"}
        if kind == "socket":
            fields.update({"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
                           "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self._wire.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        self.heard, self._kind = b"", kind

    def is_open(self):
        """Whether it was taken, and for events whether the first beat has come."""
        self._hear(b"\r\n\r\n")
        if not self.heard.startswith(b"HTTP/1.1 200" if self._kind == "events" else b"HTTP/1.1 101"):
            return False
        return self._kind == "socket" or self._hear(b":thump")

    def _hear(self, mark):
        while mark not in self.heard:
            piece = self._wire.recv(4096)
            if not piece:
                return False
            self.heard += piece
        return True

    def seconds_until_over(self, since):
        """How long it goes on, at most half a minute. A socket is over with the node's word that it is: after it no
        more may come, and the connection ends when the client has said the same, or some time later."""
        self._wire.settimeout(30)
        try:
            while piece := self._wire.recv(4096):
                if self._kind == "socket" and piece[0] & 0x0F == CLOSE:
                    break
        except (ConnectionError, ssl.SSLEOFError):
            pass
        except TimeoutError:
            return float("inf")
        return time.monotonic() - since

    def goes_on(self):
        self._wire.settimeout(0.2)
        try:
            return self._wire.recv(4096) != b""
        except TimeoutError:
            return True

    def close(self):
        self._wire.close()


def give_back(name, app, token):
    status, _, said = call("POST", "/oauth/revoke", fields={
        "client_id": app["client_id"], "client_secret": app["client_secret"], "token": token})
    check("the program may give it back", status == 200, said)


def shut_out(name, app, token):
    browser = signed_in(name)
    browser.submit(browser.open("/settings/programs")[1], "/settings/programs")


def change_password(name, app, token):
    browser = signed_in(name)
    words = "a quite new sentence for " + name
    browser.submit(browser.open("/settings/password")[1], "/settings/password", password=PASSWORD,
                   fresh=words, repeated=words)


def reset_password(name, app, token):
    operate("user", "reset-password", name, "--password-stdin", typed="another sentence that nobody knows")


def pause(name, app, token):
    operate("user", "set", name, "--state", "paused")


def close(name, app, token):
    operate("user", "set", name, "--state", "closed")


def erase(name, app, token):
    operate("user", "erase", name)


slowest = 0.0
others = token_for("ben")
bystanders = [Stream(kind, others) for kind in ("events", "socket")]
check("ben's streams are open", all(each.is_open() for each in bystanders))
for way in (give_back, shut_out, change_password, reset_password, pause, close, erase):
    name = way.__name__.replace("_", "")
    operate("user", "add", name, "--password-stdin", typed=PASSWORD)
    app, token = program_for(name, "read")
    streams = {kind: Stream(kind, token) for kind in ("events", "socket")}
    for kind, stream in streams.items():
        check(f"{way.__name__}: the {kind} are open before", stream.is_open(), stream.heard)
    way(name, app, token)
    since = time.monotonic()
    for kind, stream in streams.items():
        seconds = stream.seconds_until_over(since)
        slowest = max(slowest, seconds)
        check(f"{way.__name__}: the {kind} are over after {seconds:.2f} s", seconds <= MOST)
        stream.close()
    for kind in streams:
        check(f"{way.__name__}: the {kind} do not open again", not Stream(kind, token).is_open())
    check(f"{way.__name__}: the token is good for nothing", call("GET", OWN_ACCOUNT, token)[0] == 401)
again = [Stream(kind, others) for kind in ("events", "socket")]
check("others' tokens open streams as before", all(each.is_open() for each in again))
check("and others' streams went on all the time", all(each.goes_on() for each in bystanders))
print(f"figure slowest stream to end, s: {slowest:.2f}")
