"""A steady load for a long time, and whether memory and open files stay where they were."""
import concurrent.futures
import http.client
import itertools
import json
import re
import statistics
import threading
import time

from caller import Caller
from school import MEGABYTE, megabytes

SENDERS = 8          # a request that a busy computer answers late holds up no other
MOST_TRIES = 20      # of one message that is told to come again
EVERY = 2            # seconds between two samples
LEAKED_FILES = 4     # that the last quarter may have open more than the second
GROWN_IN_AN_HOUR = 1  # megabytes, for runs that are long enough to tell


class Soak:
    """Of ten requests: four signed questions, five reads, and now and then what a member's program does."""

    def __init__(self, school, partner, member):
        self.school, self.partner, self.member = school, partner, member
        self.counting, self.programs_turn = threading.Lock(), threading.Lock()
        self.acknowledged, self.requests, self.deferred, self.failures = [], 0, 0, []
        self.samples, self.posted_by_program = [], 0

    def one(self, number, started, reader, sender):
        place = number % 10
        if place < 4:
            with self.counting:
                act = self.partner.question()
            if self.expect(202, self.send_until_taken, sender, act):
                self.acknowledged.append(act["object"]["id"])
        elif place < 9:
            target = (f"/c/{self.school.community}", "/assets/style.css", "/u/ada", "/", "/partner-card")[place - 4]
            self.expect(200, reader.request, "GET", target, Accept="text/html")
        elif not self.program_posts(number, time.monotonic() - started):
            self.expect(200, reader.request, "GET", f"/c/{self.school.community}/outbox",
                        Accept="application/activity+json")

    def send_until_taken(self, sender, act):
        """As every other server does: a node that has too much to do at this moment says when to come again."""
        for _ in range(MOST_TRIES):
            answer = sender.send(self.partner.post(act))
            if answer[0] != 503 or "Retry-After" not in answer[1]:
                break
            with self.counting:
                self.deferred += 1
            time.sleep(int(answer[1]["Retry-After"]))
        return answer

    def program_posts(self, number, seconds):
        """Programs may call 300 times in five minutes, so that most of their turns pass without it. True if it did."""
        with self.programs_turn:
            if seconds <= self.posted_by_program * 15:
                return False
            self.posted_by_program += 1
            self.expect(200, self.member.api, "POST", "/api/v1/statuses", {"status": f"Number {number}"})
            self.expect(200, self.member.api, "GET", "/api/v1/timelines/home")
            return True

    def expect(self, right, ask, *words, **more):
        try:
            status = ask(*words, **more)[0]
        except (OSError, http.client.HTTPException) as problem:
            status = repr(problem)
        with self.counting:
            self.requests += 1
            if status != right:
                self.failures.append(f"{words[1] if words[0] in ('GET', 'POST') else 'a post'}: {status}")
        return status == right

    def missing(self):
        """Of the acknowledged questions, those that the community does not tell strangers of, all pages of it read."""
        caller, missing = Caller(self.school), set(self.acknowledged)
        place = f"/c/{self.school.community}/outbox"
        while place and missing:
            status, _, body = caller.request("GET", place, Accept="application/activity+json")
            if status != 200:
                raise RuntimeError(f"{place}: {status}")
            missing -= set(re.findall(self.partner.origin + "/post/[0-9]+", body.decode()))
            page = json.loads(body)
            after = page.get("next") or page.get("first") or ""
            place = after.removeprefix(self.school.origin) if after != place else ""
        return missing

    def run(self, minutes, rate):
        started = time.monotonic()
        end, numbers = started + minutes * 60, itertools.count()
        with concurrent.futures.ThreadPoolExecutor(SENDERS) as senders:
            work = [senders.submit(self.send_in_time, numbers, started, end, rate) for _ in range(SENDERS)]
            while time.monotonic() < end:
                look = self.school.look()
                self.samples.append((time.monotonic() - started, look.own, look.resident, look.files))
                time.sleep(EVERY)
            for each in work:
                each.result()

    def send_in_time(self, numbers, started, end, rate):
        """The next of all senders' requests when it is due, until the end."""
        reader, sender = Caller(self.school, "127.0.4.1"), Caller(self.school, "127.0.4.2")
        while time.monotonic() < end:
            number = next(numbers)
            time.sleep(max(0.0, started + number / rate - time.monotonic()))
            self.one(number, started, reader, sender)


def quarter(samples, number, column):
    size = max(len(samples) // 4, 1)
    return statistics.median(each[column] for each in samples[number * size:(number + 1) * size] or samples[-1:])


def slope(samples, column):
    """By least squares over the last three quarters, for each hour."""
    rest = samples[len(samples) // 4:]
    middle = statistics.fmean(each[0] for each in rest)
    level = statistics.fmean(each[column] for each in rest)
    below = sum((each[0] - middle) ** 2 for each in rest)
    return 3600 * sum((each[0] - middle) * (each[column] - level) for each in rest) / below if below else 0.0


def check(school, partner, member, table, limits, minutes, rate):
    soak = Soak(school, partner, member)
    soak.run(minutes, rate)
    missing = soak.missing()
    samples = soak.samples
    per_second = soak.requests / (minutes * 60)
    table.add("steady load", soak.requests, f"{per_second:.0f} a second for {minutes:g} minutes, {soak.deferred} told to "
              f"come again, {len(soak.failures)} failed" + (f", as {soak.failures[0]}" if soak.failures else ""),
              f"{rate:g} a second, all answered", len(soak.failures) + int(per_second < 0.9 * rate))
    taken = len(soak.acknowledged)
    table.add("questions that were acknowledged", taken, f"{taken - len(missing):,} passed on", "each",
              len(missing) + int(taken == 0))

    began, ended = quarter(samples, 1, 1), quarter(samples, 3, 1)
    most = limits.soak_growth + GROWN_IN_AN_HOUR * minutes / 60
    flat = ended - began <= most * MEGABYTE
    table.add("own memory", len(samples), f"{megabytes(began)}, {megabytes(ended)} at the end, "
              f"{megabytes(slope(samples, 1))} an hour: {'flat' if flat else 'NOT FLAT'}; "
              f"with the store's pages {megabytes(samples[-1][2])}", f"{most:g} MB more", int(not flat))
    began, ended = quarter(samples, 1, 3), quarter(samples, 3, 3)
    flat = ended - began <= LEAKED_FILES
    largest = max(each[3] for each in samples)
    table.add("open files", len(samples), f"{began:.0f}, {ended:.0f} at the end, at most {largest}: "
              f"{'flat' if flat else 'NOT FLAT'}", f"{LEAKED_FILES} more", int(not flat))
