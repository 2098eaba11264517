"""Bodies that are too large, or that are never finished, many at a time."""
import time

from crowd import Crowd, Line, connections_at, source
from idle import tell_good
from memory import Watch
from school import MEGABYTE, megabytes
from slow import EACH, SLACK

AT_ONCE = 16     # that send all they have, among those that hoard it
SLOWEST = 1_000  # milliseconds for a good request: senders and node share the cores
HEAD = "POST /inbox HTTP/1.1\r\nHost: {}\r\nContent-Type: application/activity+json\r\n{}\r\n\r\n"
PIECE = b"10000\r\n" + b" " * 65_536 + b"\r\n"


class Senders:
    """Each sends in its way until it is answered or cut off."""

    def __init__(self, school, street, count):
        self.school, self.street, self.count = school, street, count
        self.context = school.authority.context(checks=False)
        self.statuses, self.sent, self.busy, self.begun = [], 0, 0, 0

    def declares(self, line):
        """A gigabyte, of which it sends what it can."""
        yield from self.begin(line, f"Content-Length: {1 << 30}")
        yield from self.send_on(line, lambda: b" " * 65_536)

    def goes_on(self, line):
        """In chunks, without an end."""
        yield from self.begin(line, "Transfer-Encoding: chunked")
        yield from self.send_on(line, lambda: PIECE)

    def hoards(self, line):
        """As much as is allowed, but for its last bytes, which it keeps."""
        self.busy += 1
        try:
            yield from self.begin(line, f"Content-Length: {MEGABYTE}")
            for _ in range(15):
                yield from line.send(b" " * 65_536, 60)
                self.sent += 65_536
        finally:
            self.busy -= 1
        yield from self.listen(line, 60)

    def begin(self, line, field):
        yield from line.connect()
        yield from line.shake_hands()
        yield from line.send(HEAD.format(self.school.domain, field).encode())

    def send_on(self, line, piece):
        """Until there is an answer, which may come while it still sends."""
        while not (yield from self.listen(line, 0)):
            yield from line.send(piece(), 60)
            self.sent += 65_536

    def listen(self, line, seconds):
        try:
            self.statuses.append((yield from line.receive_answer(seconds)))
            return True
        except TimeoutError:
            return False

    def run(self, doing, most):
        """All of them, until so many seconds after the last has begun. How long it took, how many are still there, and
        what the node's memory grew to above before."""
        watch = Watch(self.school)
        crowd, began, last = Crowd(), time.monotonic(), 0.0

        def is_over():
            nonlocal last
            while self.begun < self.count and self.busy < AT_ONCE:
                line = Line(self.school.address, source(self.begun, self.street), self.context)
                self.begun, last = self.begun + 1, time.monotonic()
                crowd.add(line, doing(line))
            return time.monotonic() > last + most

        is_over()
        crowd.run(is_over)
        while (left := connections_at(self.school.port)[0][self.street]) and time.monotonic() < last + most:
            time.sleep(0.2)  # the node listens to those that it turned away for a moment
        took = time.monotonic() - began
        crowd.end()
        watch.end()
        return took, left, watch.grown, crowd.broken


def check(school, good, table, limits, count):
    for name, doing, most in (("bodies that declare 1 GB", Senders.declares, 10),
                              ("bodies in chunks without end", Senders.goes_on, 30),
                              ("bodies that lack their last bytes", Senders.hoards, 30)):
        school.restart()  # what the one before made grow does not hide what this one does
        senders = Senders(school, 20, count)
        with good.during() as seen:
            took, left, grown, broken = senders.run(lambda line: doing(senders, line), most + SLACK)
        wrong = sum(status not in (413, 503) for status in senders.statuses)
        room = limits.grown_memory + count * EACH / MEGABYTE
        is_large = int(grown > room * MEGABYTE)
        statuses = [f"{senders.statuses.count(each)} times {each}" for each in sorted(set(senders.statuses))]
        cut = count - len(senders.statuses)
        statuses += [f"{cut} cut off"] if cut else []
        statuses += broken[:1]
        table.add(name, count, f"{', '.join(statuses)}, {megabytes(senders.sent)} sent, {took:.0f} s, "
                  f"{megabytes(grown)} more", f"413 or 503, {most} s, {room:.0f} MB",
                  wrong + left + len(broken) + is_large)
        tell_good(table, "good requests meanwhile", seen, SLOWEST)
