"""Thousands of TLS connections that are held open and do next to nothing, as browsers and live programs hold them."""
import random
import time

from crowd import Crowd, Gone, Line, source
from school import MEGABYTE, megabytes

AT_ONCE = 64       # handshakes under way: all of them must be done within the ten seconds that the node gives each
BETWEEN = 10, 45   # seconds between two requests of one connection; the node closes one that rests for 60


class Held:
    def __init__(self, school, count):
        self.school, self.count = school, count
        self.context = school.authority.context(checks=False)
        self.crowd, self.shaking = Crowd(), 0
        self.open = self.answers = self.lost = self.begun = 0
        self.asked_again = set()  # those that were answered a second time
        self.leaving, self.why = False, ""
        self.head = f"HEAD /assets/style.css HTTP/1.1\r\nHost: {school.domain}\r\n\r\n".encode()

    def hold(self, line):
        self.shaking += 1
        try:
            yield from line.connect()
            yield from line.shake_hands()
            yield from self.ask(line)
        except BaseException as problem:
            self.lose(problem)
            raise
        finally:
            self.shaking -= 1
        self.open += 1
        try:
            while not self.leaving:
                if not (yield from line.is_open_after(random.uniform(*BETWEEN))):
                    raise Gone("closed while it rested")
                yield from self.ask(line)
                self.asked_again.add(line)
        except BaseException as problem:
            self.lose(problem)
            raise
        finally:
            self.open -= 1

    def lose(self, problem):
        if self.leaving:
            return
        self.lost += 1
        self.why = self.why or repr(problem)

    def ask(self, line):
        yield from line.send(self.head)
        status = yield from line.receive_answer(with_body=False)
        if status != 200:
            raise RuntimeError(f"answered with {status}")
        self.answers += 1

    def is_there(self):
        """Lets new ones begin as old ones have shaken hands."""
        while self.begun < self.count and self.shaking < AT_ONCE:
            line = Line(self.school.address, source(self.begun), self.context)
            self.begun += 1
            self.crowd.add(line, self.hold(line))
        return self.open + self.lost >= self.count

    def open_all(self):
        self.is_there()
        self.crowd.run(self.is_there)

    def keep(self, seconds, each_second):
        """Holds them for so long, and longer if not each was asked once more."""
        end, tick = time.monotonic() + seconds, time.monotonic()

        def is_over():
            nonlocal tick
            if time.monotonic() >= tick:
                each_second()
                tick += 1
            late = time.monotonic() > end + 2 * BETWEEN[1]
            return self.lost > 0 or late or (time.monotonic() > end and len(self.asked_again) >= self.count)

        self.crowd.run(is_over)
        return self.count - len(self.asked_again)

    def leave(self):
        self.leaving = True
        self.crowd.end()


def check(school, good, table, limits, count, seconds):
    """Holds so many open, for so long, while good requests are asked; then stops the node among them."""
    before = school.look()
    held = Held(school, count)
    began = time.monotonic()
    held.open_all()
    took = time.monotonic() - began
    largest = [school.look().resident]
    files = [school.look().files]

    def sample():
        look = school.look()
        largest.append(look.resident)
        files.append(look.files)

    with good.during() as seen:
        unasked = held.keep(seconds, sample)
    most = max(largest)
    each = (most - before.resident) / max(count, 1) / 1024
    table.add("TLS connections held open", count,
              f"open {held.open:,} at the node {max(files) - before.files:,}, {took:.0f} s to open, "
              f"{held.answers:,} answers" + (held.why and "; lost one by " + held.why), "all, each answered twice",
              held.lost + unasked + len(held.crowd.broken))
    table.add("resident memory with all of them", count, f"{megabytes(most)}, {each:.0f} kB for each",
              f"{limits.held_memory:g} MB", int(most > limits.held_memory * MEGABYTE))
    tell_good(table, "good requests meanwhile", seen, limits.held_millis)
    school_stops(school, table, held)


def tell_good(table, what, seen, limit):
    late = int(seen.percentile(0.99) > limit)
    words = f"p50 {seen.percentile(0.5):.0f} ms, p99 {seen.percentile(0.99):.0f} ms, {seen.posts} posts"
    if seen.failures:
        words += f"; {len(seen.failures)} failed, as {seen.failures[0]}"
    wrong = len(seen.failures) + late + int(seen.count == 0)
    table.add(what, seen.count, words, f"p99 {limit:g} ms, all answered", wrong)


def school_stops(school, table, held):
    """Stopped in order while all are open, and begun again."""
    count = held.open
    held.leaving = True
    took, status = school.stop()
    held.leave()
    began = time.monotonic()
    school.start()
    table.add("stopped among open connections", count, f"{took:.1f} s, exit status {status}, ready again after "
              f"{time.monotonic() - began:.1f} s", "6 s, 0", int(took > 6 or status != 0))
