"""Things that are small on the wire and large inside. Each is refused with its status, and the node's memory stays."""
import gzip
import json
import struct
import time
import zlib

from caller import Caller
from memory import Watch
from school import MEGABYTE, megabytes

MOST_HELPER = 256 * MEGABYTE  # a process that looks at a picture
SLOWEST = 5                   # seconds for any of these


class Tries:
    """Requests of one kind, and what became of them."""

    def __init__(self, table, school, limits, what, limit):
        self.table, self.school, self.limits, self.what, self.limit = table, school, limits, what, limit
        self.count, self.wrong, self.statuses, self.slowest, self.words = 0, 0, set(), 0.0, []
        self.watch = Watch(school)

    def expect(self, right, ask, *words, **more):
        """ask(...) gives the answer; its status must be one of `right`."""
        began = time.monotonic()
        try:
            status = ask(*words, **more)[0]
        except Exception as problem:  # noqa: BLE001 - no answer at all is a wrong one
            status = repr(problem)
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.count += 1
        self.statuses.add(str(status))
        self.wrong += status not in right

    def claim(self, holds, words):
        self.words.append(words)
        self.wrong += not holds

    def done(self):
        self.watch.end()
        grown, helper = self.watch.grown, self.watch.helper
        seen = [", ".join(sorted(self.statuses)), f"at most {self.slowest:.1f} s", f"{megabytes(grown)} more"]
        seen += [f"helper {megabytes(helper)}"] if helper else []
        passed = int(grown > self.limits.grown_memory * MEGABYTE) + int(helper > MOST_HELPER)
        passed += int(self.slowest > SLOWEST) + int(not self.school.is_running())
        self.table.add(self.what, self.count, ", ".join(filter(None, [*seen, *self.words])),
                       f"{self.limit}, {SLOWEST} s, {self.limits.grown_memory:.0f} MB", self.wrong + passed)


def check(school, partner, member, table, limits):
    for each in (compressed_requests, compressed_answers, deep_json, many_mentions, many_fields, pictures,
                 endless_collection):
        each(school, partner, member, lambda what, limit: Tries(table, school, limits, what, limit))


# --- what comes in ---------------------------------------------------------------------------------------------------

def compressed_requests(school, partner, member, tries):
    bomb = gzip.compress(b" " * (100 * MEGABYTE))
    tried = tries("bodies that are compressed, 100 MB inside", "415")
    for encoding in ("gzip", "deflate", "br", "x-gzip", "gzip, gzip", "zstd"):
        fields = {"Content_Encoding": encoding}
        tried.expect({415}, Caller(school).send, partner.post(bomb, **{"content-encoding": encoding}))
        tried.expect({415}, Caller(school).request, "POST", "/sign-in", bomb,
                     Content_Type="application/x-www-form-urlencoded", **fields)
        for target in ("/api/v1/statuses", "/api/v1/media", "/u/ada/outbox"):
            tried.expect({415}, member.api, "POST", target, bomb, Content_Type="application/json", **fields)
        tried.expect({415}, Caller(school).request, "POST", "/oauth/token", bomb,
                     Content_Type="application/json", **fields)
    tried.done()


def deep_json(school, partner, member, tries):
    tried = tries("JSON that is deep, or does not end", "400")
    for depth in (64, 1_000, 100_000, 500_000):
        for first, last in (("[", "]"), ('{"a":', "}")):
            if depth * len(first + last) > MEGABYTE - 4096:
                continue
            for closed in (True, False):
                inside = first * depth + "1" + (last * depth if closed else "")
                act = json.dumps(partner.question())[:-1] + ',"deep":' + inside + "}"
                tried.expect({400}, Caller(school).send, partner.post(act.encode()))
                tried.expect({400, 422}, member.api, "POST", "/api/v1/statuses",
                             ('{"status":"a","deep":' + inside + "}").encode(), Content_Type="application/json")
    tried.done()

    tried = tries("JSON that is wide: 70,000 names, 300,000 values", "202, 400, 413, 422")
    act = partner.question(wide={f"n{i:06}": 1 for i in range(70_000)})
    tried.expect({202, 400, 413}, Caller(school).send, partner.post(act))
    act = partner.question(wide=[1] * 300_000)
    tried.expect({202, 400, 413}, Caller(school).send, partner.post(act))
    twice = json.dumps(partner.question())[:-1] + ',"a":1' * 100_000 + "}"
    tried.expect({400}, Caller(school).send, partner.post(twice.encode()))
    wide = json.dumps({"status": "a", **{f"n{i:06}": 1 for i in range(60_000)}}).encode()
    tried.expect({400, 413, 422}, member.api, "POST", "/api/v1/statuses", wide, Content_Type="application/json")
    tried.done()


def many_mentions(school, partner, member, tries):
    """Whoever is named may have to be asked for: so naming thousands must not make thousands of requests."""
    tried = tries("posts that name 4,000 people", "202 or 4xx; 60 requests for people")
    before = partner.asked.total()
    people = [partner.actor(f"m{i}") for i in range(4_000)]
    tags = [{"type": "Mention", "href": each, "name": "@m"} for each in people]
    tried.expect({202, 400, 413, 422}, Caller(school).send, partner.post(partner.question(tag=tags)))
    tried.expect({202, 400, 413, 422}, Caller(school).send, partner.post(partner.question(cc=people)))
    words = " ".join(f"@m{i}@riverside.localhost" for i in range(1_500))
    tried.expect({200, 413, 422}, member.api, "POST", "/api/v1/statuses", {"status": words})
    time.sleep(2)  # what follows an answer is asked for after it
    asked = partner.asked.total() - before
    tried.claim(asked <= 60, f"{asked} requests")
    tried.done()


def many_fields(school, partner, member, tries):
    tried = tries("forms of 100,000 fields, 10,000 parts, heads without end", "4xx")
    form = "&".join(f"f{i}=1" for i in range(100_000)).encode()
    refused = {400, 403, 413, 414, 422, 431}
    tried.expect(refused, Caller(school).request, "POST", "/sign-in", form,
                 Content_Type="application/x-www-form-urlencoded")
    tried.expect(refused, member.api, "POST", "/api/v1/statuses", form,
                 Content_Type="application/x-www-form-urlencoded")
    tried.expect(refused, member.api, "POST", "/api/v1/statuses", b"a[b][c][d]=1&" * 50_000,
                 Content_Type="application/x-www-form-urlencoded")
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    tried.expect(refused, member.api, "POST", "/api/v1/media", part * 10_000 + b"--x--\r\n",
                 Content_Type="multipart/form-data; boundary=x")
    tried.expect({431}, Caller(school).request, "GET", "/", **{f"X_{i}": "1" for i in range(1_000)})
    tried.expect({431}, Caller(school).request, "GET", "/", X_Long="1" * 1_000_000)
    tried.expect({414}, Caller(school).request, "GET", "/" + "a" * 10_000)
    tried.expect(refused, Caller(school).request, "GET", "/search?" + "&".join(f"{i}=" for i in range(500)))
    tried.done()


# --- pictures --------------------------------------------------------------------------------------------------------

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, depth=1, colour=0, whole=False):
    """All black, and as small as zlib makes that. Not whole: it ends after its first rows."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    pack, row = zlib.compressobj(9), b"\0" * (1 + (width * depth + 7) // 8 if whole else 100)
    data = b"".join(pack.compress(row) for _ in range(height if whole else 10)) + pack.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif(width, height, frames):
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00"
    return (b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * frames +
            b"\x3b")


def webp(width, height):
    """Lossless: its head claims so much, and hardly any data follows."""
    bits = (width - 1) | (height - 1) << 14
    data = b"\x2f" + struct.pack("<I", bits) + b"\0" * 64
    return b"RIFF" + struct.pack("<I", len(data) + 12) + b"WEBPVP8L" + struct.pack("<I", len(data)) + data


def jpeg(width, height):
    head = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + head + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\0" * 64 + b"\xff\xd9"


def words_in(text):
    """A PNG whose words unpack to as much as zlib can make of a megabyte."""
    packed = zlib.compress(b"a" * text)
    small = png(8, 8, whole=True)
    return small[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + small[33:]


def pictures(school, partner, member, tries):
    tried = tries("pictures of huge dimensions", "422")
    bombs = [png(20_000, 20_000, whole=True), png(60_000, 60_000), png(2**31 - 1, 1), png(2**31 - 1, 2**31 - 1),
             png(20_000, 20_000, 16, 6), gif(65_535, 65_535, 1), webp(16_384, 16_384), jpeg(65_500, 65_500),
             b'<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>']
    for bomb in bombs:
        tried.expect({422}, bring, member, bomb)
    tried.done()

    tried = tries("pictures of 10,000 frames, and with packed words", "202, 200 or 422")
    for picture in (gif(100, 100, 10_000), words_in(1_000 * MEGABYTE)):
        tried.expect({200, 202, 422}, bring, member, picture)
    tried.done()


def bring(member, picture):
    body = (b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' +
            picture + b"\r\n--x--\r\n")
    answer = member.api("POST", "/api/v2/media", body, Content_Type="multipart/form-data; boundary=x")
    if answer[0] != 202:
        return answer
    number = json.loads(answer[2])["id"]
    until = time.monotonic() + SLOWEST
    while answer[0] in (202, 206) and time.monotonic() < until:
        time.sleep(0.05)
        answer = member.api("GET", f"/api/v1/media/{number}")
    return answer


# --- what is fetched -------------------------------------------------------------------------------------------------

def compressed_answers(school, partner, member, tries):
    """Keys that have to be fetched, where the document is a bomb. Nobody's signature counts then."""
    tried = tries("documents that are bombs: packed, endless, huge", "401 or 503")
    bomb = gzip.compress(b" " * (100 * MEGABYTE))

    def packed(encoding):
        return lambda handler: handler.answer(200, bomb, Content_Encoding=encoding)

    def endless(handler):
        begin(handler, Transfer_Encoding="chunked")
        piece = b"10000\r\n" + b" " * 65_536 + b"\r\n"
        while True:
            handler.wfile.write(piece)

    def huge(handler):
        begin(handler, Content_Length=str(1 << 30))
        for _ in range(16_384):
            handler.wfile.write(b" " * 65_536)

    def long_head(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-Long: " + b"a" * 8_192 + b"\r\n")

    def deep(handler):
        handler.answer(200, b"[" * 500_000)

    def round_and_round(handler):
        handler.answer(302, b"", Location=partner.origin + handler.path + "x")

    bombs = [packed(each) for each in ("gzip", "deflate", "br", "gzip, gzip")]
    bombs += [endless, huge, long_head, deep, round_and_round]
    for number, page in enumerate(bombs):
        name = f"bomb{number}"
        for more in ("", "x", "xx", "xxx", "xxxx"):
            partner.pages["/u/" + name + more] = page
        tried.expect({401, 503}, Caller(school).send, partner.post(partner.question(name), name))
        tried.claim(partner.asked["/u/" + name] > 0, "" if partner.asked["/u/" + name] else f"{name} was not asked for")
    tried.done()


def begin(handler, **fields):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/activity+json")
    for name, value in fields.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def endless_collection(school, partner, member, tries):
    """The past of a community, of which each page names another one."""
    tried = tries("a collection that does not end", "303; 250 requests for it")
    name = "endless"
    me = partner.add_person(name, "Group", outbox=partner.actor(name) + "/outbox")
    partner.finds(name)
    seen = 0

    def page(handler):
        nonlocal seen
        seen += 1
        items = [f"{partner.origin}/activities/e{seen}-{i}" for i in range(20)]
        here = partner.origin + handler.path
        handler.answer(200, json.dumps({
            "@context": "https://www.w3.org/ns/activitystreams", "id": here, "type": "OrderedCollectionPage",
            "partOf": me + "/outbox", "orderedItems": items, "next": f"{me}/outbox?page={seen}"}).encode())

    partner.pages[f"/u/{name}/outbox"] = page
    before = partner.asked.total()
    tried.expect({303}, member.submit, "/", "/communities/find", address=f"{name}@{partner.domain}")
    last, quiet = -1, 0
    until = time.monotonic() + 60
    while quiet < 3 and time.monotonic() < until:  # until nothing more is asked for
        asked = partner.asked.total() - before
        quiet, last = (quiet + 1 if asked == last else 0), asked
        time.sleep(0.5)
    tried.claim(1 < seen <= 60 and last <= 250 and quiet >= 3, f"{seen} pages, {last} requests in all")
    tried.done()
