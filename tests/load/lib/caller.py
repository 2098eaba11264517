"""Somebody with good requests: one connection that is made when it is needed, and a member with a browser and a
program."""
import html
import http.client
import json
import re
import socket
import urllib.parse

from school import PASSWORD


class Caller:
    """Checks the certificate, as people do. source: the address that it comes from."""

    def __init__(self, school, source="127.0.2.1", patience=20):
        self.school, self.source, self.patience = school, source, patience
        self.context = school.authority.context()
        self.socket = None

    def close(self):
        if self.socket is not None:
            self.socket.close()
        self.socket = None

    def send(self, request):
        """A whole request, as bytes. Status, fields and body; OSError or HTTPException if there was no whole answer."""
        fresh = self.socket is None
        try:
            return self._send(request)
        except TimeoutError:
            self.close()
            raise
        except (OSError, http.client.HTTPException):
            self.close()
            if fresh:
                raise
        return self._send(request)  # the kept one had been closed meanwhile

    def _send(self, request):
        if self.socket is None:
            plain = socket.create_connection(self.school.address, self.patience, (self.source, 0))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket = self.context.wrap_socket(plain, server_hostname=self.school.domain)
        self.socket.sendall(request)
        answer = http.client.HTTPResponse(self.socket, method=request.split(b" ", 1)[0].decode())
        answer.begin()
        body = answer.read()
        if answer.will_close:
            self.close()
        return answer.status, answer.headers, body

    def request(self, method, target, body=b"", **fields):
        """fields: names with an underscore for a hyphen."""
        head = f"{method} {target} HTTP/1.1\r\nHost: {self.school.domain}\r\n"
        head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        if body or method in ("POST", "PUT", "PATCH"):
            head += f"Content-Length: {len(body)}\r\n"
        return self.send(head.encode() + b"\r\n" + body)


class Member:
    """Ada, signed in, with a program that may read and write for her."""

    NOWHERE = "urn:ietf:wg:oauth:2.0:oob"

    def __init__(self, school, source="127.0.3.1"):
        self.caller, self.cookies = Caller(school, source, 120), {}
        self.origin = f"{school.origin}:{school.port}"
        self.submit("/sign-in", "/sign-in", name="ada", password=PASSWORD)
        self.token = self._token()

    def browse(self, method, target, body=b"", **fields):
        fields.setdefault("Accept", "text/html")
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        status, got, page = self.caller.request(method, target, body, **fields)
        for field in got.get_all("Set-Cookie", []):
            name, _, value = field.partition(";")[0].partition("=")
            self.cookies[name] = value
        return status, got, page.decode(errors="replace")

    def submit(self, page, action, **values):
        status, _, text = self.browse("GET", page)
        form = re.search(rf'action="({re.escape(action)}[^"]*)".*?name="form_key" value="([^"]*)"', text, re.S)
        if form is None:
            raise RuntimeError(f"{page} has no form for {action}: {status}")
        body = urllib.parse.urlencode({"form_key": form[2], **values}).encode()
        return self.browse("POST", html.unescape(form[1]), body, Origin=self.origin,
                           Content_Type="application/x-www-form-urlencoded")

    def api(self, method, target, body=b"", **fields):
        """By the program. Something that is not bytes is sent as JSON."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
            fields.setdefault("Content_Type", "application/json")
        return self.caller.request(method, target, body, Authorization="Bearer " + self.token, **fields)

    def _token(self):
        def post(target, **values):
            status, _, body = self.caller.request("POST", target, json.dumps(values).encode(),
                                                  Content_Type="application/json")
            if status != 200:
                raise RuntimeError(f"{target}: {status} {body[:500]}")
            return json.loads(body)

        scopes = "read write follow"
        app = post("/api/v1/apps", client_name="Load", redirect_uris=self.NOWHERE, scopes=scopes)
        question = urllib.parse.urlencode({"response_type": "code", "client_id": app["client_id"], "scope": scopes,
                                           "redirect_uri": self.NOWHERE})
        status, _, page = self.submit("/oauth/authorize?" + question, "/oauth/authorize", decision="allow")
        code = re.search(r'<code id="code">([^<]+)<', page)
        if code is None:
            raise RuntimeError(f"no code for the program: {status} {page[:500]}")
        return post("/oauth/token", grant_type="authorization_code", client_id=app["client_id"], code=code[1],
                    client_secret=app["client_secret"], redirect_uri=self.NOWHERE)["access_token"]
