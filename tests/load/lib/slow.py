"""Slow clients, as slowhttptest makes them and some more: each holds a connection for as long as the node lets it."""
import contextlib
import random
import time

from crowd import NOTHING, WOULD_BLOCK, Crowd, Gone, Line, source
from idle import AT_ONCE, tell_good
from school import MEGABYTE, megabytes

SLACK = 6  # seconds beside a limit: for opening so many, and for a computer that has other work
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
    yield from line.send(f"GET /style.css HTTP/1.1\r\nHost: {school.domain}\r\n\r\n".encode() * 60)
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
    Slow("slow readers", 30, slow_reader),
]


class Crawl:
    """All clients of one kind, side by side."""

    def __init__(self, school, kind, count):
        self.school, self.kind, self.count = school, kind, count
        self.context = school.authority.context(checks=False)
        self.crowd = Crowd()
        self.begun = self.opening = self.ready = self.failed = 0
        self.last_ready = 0.0

    def crawl(self, line):
        self.opening += 1
        is_opening = True
        doing = self.kind.behave(line, self.school)
        came = None
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

    def open_more(self):
        while self.begun < self.count and self.opening < AT_ONCE:
            number, self.begun = self.begun, self.begun + 1
            reads = self.kind.behave is slow_reader
            line = Line(self.school.address, source(number), self.context,
                        SEGMENT if reads else None, ROOM if reads else None)
            self.crowd.add(line, self.crawl(line))
        return self.ready + self.failed >= self.count


def check(school, good, table, limits, count):
    """Each kind by itself. That the node has hung up is counted at the node: by its open files."""
    for kind in KINDS:
        with good.during() as seen:
            check_kind(school, table, limits, kind, count)
        tell_good(table, "good requests meanwhile", seen, limits.slow_millis)


def check_kind(school, table, limits, kind, count):
    before = school.look()
    crawl = Crawl(school, kind, count)
    most_files = most_memory = 0
    tick = 0.0

    def look():
        nonlocal most_files, most_memory, tick
        now = school.look()
        most_files, most_memory = max(most_files, now.files), max(most_memory, now.resident)
        tick = time.monotonic()
        return now.files - before.files

    def all_open():
        if time.monotonic() > tick + 0.5:
            look()
        return crawl.open_more()

    began = time.monotonic()
    all_open()
    crawl.crowd.run(all_open)
    spare = 20  # files of good requests and of the node's own calls
    until = crawl.last_ready + kind.most + SLACK
    left = look()
    while left > spare and time.monotonic() < until:
        crawl.crowd.run(lambda: time.monotonic() > tick + 0.5)
        if not crawl.crowd.tasks:
            time.sleep(0.2)
        left = look()
    took = time.monotonic() - began
    crawl.crowd.end()
    left = max(left - spare, 0)
    held = most_files - before.files
    words = (f"{held:,} at once, all cut off after {took:.0f} s" if not left else
             f"{left:,} of {held:,} are still open after {took:.0f} s")
    words += f", {megabytes(most_memory)}"
    # A check in which nobody got as far as to be slow shows nothing.
    idle_ones = crawl.failed + int(held < count / 2) + len(crawl.crowd.broken)
    grown = int(most_memory - before.resident > limits.grown_memory * MEGABYTE + count * 64 * 1024)
    if crawl.crowd.broken:
        words += f"; {crawl.crowd.broken[0]}"
    table.add(kind.name, count, words, f"{kind.most} s after the last opened, 64 kB for each", left + idle_ones + grown)
