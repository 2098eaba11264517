"""Good requests while others do harm: a process of its own that asks at a steady pace and keeps the time."""
import contextlib
import http.client
import multiprocessing
import time

from caller import Caller

PER_SECOND = 20


class Good:
    """Twenty a second: pages over a new connection and over a kept one, and a signed question each half second.

    The time of each runs from the moment at which it was due: a node that stands still is late with all that would have
    been asked meanwhile."""

    def __init__(self, school, partner):
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(
            target=_ask_on, args=(theirs, school, partner), daemon=True)
        self.process.start()

    @contextlib.contextmanager
    def during(self):
        """Gives a Seen, which is filled when the block ends."""
        self.pipe.send("begin")
        seen = Seen()
        try:
            yield seen
        finally:
            self.pipe.send("end")
            seen.millis, seen.failures, seen.posts = self.pipe.recv()
            seen.millis.sort()


class Seen:
    def __init__(self):
        self.millis, self.failures, self.posts = [], [], 0

    @property
    def count(self):
        return len(self.millis) + len(self.failures)

    def percentile(self, share):
        return self.millis[min(int(len(self.millis) * share), len(self.millis) - 1)] if self.millis else float("inf")


def _ask_on(pipe, school, partner):
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while pipe.recv() == "begin":
            pipe.send(_ask_until_told(pipe, school, partner))


def _ask_until_told(pipe, school, partner):
    partner.numbers += 1_000_000  # ids of its own
    kept, millis, failures, posts = Caller(school), [], [], 0
    page = (f"GET /c/{school.community} HTTP/1.1\r\nHost: {school.domain}\r\nAccept: text/html\r\n\r\n").encode()
    began, number = time.monotonic(), 0
    while not pipe.poll(0):
        due = began + number / PER_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        number += 1
        caller = Caller(school) if number % 2 else kept
        is_post = number % 10 == 0
        try:
            status, _, _ = caller.send(partner.post(partner.question()) if is_post else page)
            posts += is_post
            if status != (202 if is_post else 200):
                failures.append(f"{'post' if is_post else 'page'} answered with {status}")
            else:
                millis.append((time.monotonic() - due) * 1000)
        except (OSError, http.client.HTTPException) as problem:
            failures.append(repr(problem))
        if caller is not kept:
            caller.close()
    kept.close()
    pipe.recv()
    return millis, failures, posts
