"""A member with a browser: signs in, lets a program in, and copies the code. Python's own library only.

As a program: member.py ADDRESS NAME PASSWORD prints the code that the page at ADDRESS ends with.
"""
import html.parser
import http.cookiejar
import json
import os
import struct
import sys
import urllib.error
import urllib.parse
import urllib.request
import zlib

BASE = os.environ["COLLEGIUM_BASE"]
PASSWORD = os.environ["COLLEGIUM_PASSWORD"]
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
SCOPES = "read write follow push"


class _Forms(html.parser.HTMLParser):
    """The forms of a page, and the text in <code id="code">."""

    def __init__(self):
        super().__init__()
        self.forms, self.code, self._in_code = [], "", False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append((attributes.get("action", ""), {}))
        if tag == "input" and self.forms and "name" in attributes:
            self.forms[-1][1][attributes["name"]] = attributes.get("value", "")
        self._in_code = tag == "code" and attributes.get("id") == "code"

    def handle_data(self, data):
        if self._in_code:
            self.code += data

    def handle_endtag(self, tag):
        self._in_code = False


def _read(page):
    forms = _Forms()
    forms.feed(page)
    return forms


class Browser:
    def __init__(self):
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self._opener.addheaders = [("Accept", "text/html"), ("User-Agent", "a browser")]

    def open(self, address, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        with self._opener.open(urllib.parse.urljoin(BASE, address), data) as answer:
            return answer.geturl(), answer.read().decode()

    def submit(self, page, where, **fields):
        for action, inputs in _read(page).forms:
            if where in action:
                return self.open(action, {**inputs, **fields})
        raise SystemExit(f"no form for {where} on this page:\n{page}")

    def code_from(self, address, name, password):
        place, page = self.open(address)
        if "/sign-in" in place:
            place, page = self.submit(page, "/sign-in", name=name, password=password)
        if "/oauth/authorize" not in place:
            raise SystemExit(f"signing in led to {place}:\n{page}")
        place, page = self.submit(page, "/oauth/authorize", decision="allow")
        code = _read(page).code.strip()
        if not code:
            raise SystemExit(f"no code at {place}:\n{page}")
        return code


def call(method, path, token=None, fields=None, body=None, headers=None):
    """(status, fields of the answer, JSON or text), also for refusals."""
    request = urllib.request.Request(urllib.parse.urljoin(BASE, path), method=method, headers=headers or {})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if fields is not None:
        request.data = urllib.parse.urlencode(fields, doseq=True).encode()
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request) as answer:
            status, found, text = answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        status, found, text = refusal.code, refusal.headers, refusal.read().decode()
    try:
        return status, found, json.loads(text)
    except ValueError:
        return status, found, text


def program_for(name, scopes=SCOPES):
    """A program made for this, as it was registered, and its token, with the member's leave."""
    _, _, app = call("POST", "/api/v1/apps", fields={
        "client_name": "acceptance", "redirect_uris": OUT_OF_BAND, "scopes": scopes})
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": app["client_id"], "redirect_uri": OUT_OF_BAND, "scope": scopes})
    code = Browser().code_from(f"/oauth/authorize?{query}", name, PASSWORD)
    status, _, token = call("POST", "/oauth/token", fields={
        "grant_type": "authorization_code", "client_id": app["client_id"], "client_secret": app["client_secret"],
        "redirect_uri": OUT_OF_BAND, "code": code, "scope": scopes})
    if status != 200:
        raise SystemExit(f"no token: {status} {token}")
    return app, token["access_token"]


def token_for(name, scopes=SCOPES):
    return program_for(name, scopes)[1]


def picture():
    """A small picture, as a PNG."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes([row * 8, 100, 50]) * 32 for row in range(32))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def check(claim, holds, seen=""):
    """One line for each claim; the first that does not hold ends the run."""
    print(("ok   " if holds else "FAIL ") + claim, flush=True)
    if not holds:
        raise SystemExit(f"{claim}: {seen}")


if __name__ == "__main__":
    print(Browser().code_from(*sys.argv[1:4]) if len(sys.argv) == 4 else token_for(sys.argv[1]))
