"""Slow clients, as slowhttptest makes them and some more: each holds a connection for as long as the node lets it."""
import contextlib
import random
import time

from crowd import NOTHING, WOULD_BLOCK, Crowd, Gone, Line, connections_at, source
from idle import AT_ONCE, tell_good
from school import MEGABYTE, megabytes

SLACK = 6  # seconds beside a limit: for opening so many, and for a computer that has other work
EACH = 64 * 1024  # bytes of memory that one may cost
SEGMENT, ROOM = 1400, 2304  # what a slow reader's kernel takes ahead


class Slow:
    """One kind: how a client behaves, and after how many seconds the node hangs up at the latest."""

    def __init__(self, name, most, behave):
        self.name, self.most, self.behave = name, most, behave


def says_nothing(line, school):
    """Not one byte of TLS."""
    yield from line.connect()
    yield "ready"
    yield from line.receive(600)


def half_a_handshake(line, school):
    """Its first message, and never a second."""
    yield from line.connect()
    line.socket = line.context.wrap_socket(line.socket, do_handshake_on_connect=False)
    with contextlib.suppress(*WOULD_BLOCK):
        line.socket.do_handshake()
    yield "ready"
    yield NOTHING, 600


def slow_head(line, school):
    """-H of slowhttptest: a field now and then."""
    yield from line.connect()
    yield from line.shake_hands()
    yield from line.send(f"GET / HTTP/1.1\r\nHost: {school.domain}\r\n".encode())
    yield "ready"
    while (yield from line.is_open_after(1)):
        yield from line.send(f"X-{random.randrange(10**6)}: a\r\n".encode())


def slow_body(line, school):
    """-B: a byte now and then."""
    yield from line.connect()
    yield from line.shake_hands()
    yield from line.send(f"POST /inbox HTTP/1.1\r\nHost: {school.domain}\r\nContent-Type: application/activity+json\r\n"
                         f"Content-Length: 100000\r\n\r\n{{".encode())
    yield "ready"
    while (yield from line.is_open_after(1)):
        yield from line.send(b" ")


def slow_reader(line, school):
    """-X: asks for much, and takes next to nothing of it. What it is sent fills the kernel's buffers first."""
    yield from line.connect()
    yield from line.shake_hands()
    yield from line.send(f"GET /assets/style.css HTTP/1.1\r\nHost: {school.domain}\r\n\r\n".encode() * 60)
    yield "ready"
    while True:
        yield NOTHING, 1
        try:
            if not line.socket.recv(1):
                return
        except WOULD_BLOCK:
            pass
        except OSError as problem:
            raise Gone(str(problem)) from None


KINDS = [
    Slow("connections without a handshake", 10, says_nothing),
    Slow("handshakes that stop halfway", 10, half_a_handshake),
    Slow("slow heads", 10, slow_head),
    Slow("slow bodies", 30, slow_body),
    Slow("slow readers", 35, slow_reader),
]


class Crawl:
    """All clients of one kind."""

    def __init__(self, school, kind, street, count, context):
        self.school, self.kind, self.street, self.count, self.context = school, kind, street, count, context
        self.begun = self.opening = self.ready = self.failed = self.most = 0
        self.last_ready, self.ended, self.left = 0.0, None, 0

    def crawl(self, line):
        self.opening += 1
        is_opening, came = True, None
        doing = self.kind.behave(line, self.school)
        try:
            while True:
                wanted = doing.send(came)
                if wanted == "ready":
                    is_opening, came = False, None
                    self.opening -= 1
                    self.ready += 1
                    self.last_ready = time.monotonic()
                else:
                    came = yield wanted
        except StopIteration:
            pass
        finally:
            if is_opening:
                self.opening -= 1
                self.failed += 1

    def add_one(self, crowd):
        number, self.begun = self.begun, self.begun + 1
        reads = self.kind.behave is slow_reader
        line = Line(self.school.address, source(number, self.street), self.context,
                    SEGMENT if reads else None, ROOM if reads else None)
        crowd.add(line, self.crawl(line))

    def all_began(self):
        return self.ready + self.failed >= self.count

    def note(self, open_ones):
        """How many the node has now."""
        self.most, self.left = max(self.most, open_ones), open_ones
        if self.ended is None and self.all_began() and open_ones == 0:
            self.ended = time.monotonic()

    def is_over(self):
        return self.ended is not None or (
            self.all_began() and time.monotonic() > self.last_ready + self.kind.most + SLACK)

    def tell(self, table):
        took = (self.ended or time.monotonic()) - self.last_ready
        words = f"{self.most:,} at once, "
        words += "all cut off" if self.ended else f"{self.left:,} still there"
        words += f" {took:.0f} s after the last"
        # A check in which hardly anybody got as far as to be slow shows nothing.
        few = int(self.most < self.count / 2)
        table.add(self.kind.name, self.count, words, f"{self.kind.most} s", self.left + few)


def check(school, good, table, limits, count):
    """All kinds side by side, so many of each. That the node hung up is counted in the kernel, where it is known also
    of those who do not listen."""
    context = school.authority.context(checks=False)
    crawls = [Crawl(school, kind, 10 + i, count, context) for i, kind in enumerate(KINDS)]
    crowd, before, most = Crowd(), school.look().own, 0
    tick, waiting = 0.0, 0

    def look():
        nonlocal most, tick, waiting
        open_ones, closed = connections_at(school.port)
        for crawl in crawls:
            crawl.note(open_ones[crawl.street])
        most, waiting = max(most, school.look().own), sum(closed.values())
        tick = time.monotonic()

    def is_over():
        for crawl in crawls:
            while crawl.begun < count and crawl.opening < AT_ONCE / len(crawls):
                crawl.add_one(crowd)
        if time.monotonic() > tick + 0.5:
            look()
        return all(crawl.is_over() for crawl in crawls)

    with good.during() as seen:
        is_over()
        while not is_over():
            crowd.run(is_over)
            time.sleep(0.1)
    for crawl in crawls:
        crawl.tell(table)
    broken = len(crowd.broken)
    crowd.end()
    room = limits.grown_memory + len(KINDS) * count * EACH / MEGABYTE
    words = f"{megabytes(most - before)} more, {waiting:,} closed ones wait in the kernel"
    if broken:
        words += f"; {crowd.broken[0]}"
    table.add("memory of its own among slow clients", len(KINDS) * count, words, f"{room:.0f} MB",
              int(most - before > room * MEGABYTE) + broken)
    tell_good(table, "good requests among slow clients", seen, limits.slow_millis)
