"""Whether the time of an answer tells strangers what its words do not: that somebody is here, or that a post is."""
import json
import math
import random
import statistics
import time

from caller import Caller
from school import PASSWORD

TIMES = 1000         # of each of the two
APART = 0.05         # of the median
CHANCE = 0.01        # by which any of the pairs may look so different though nothing is behind it
FROM_ONE_PLACE = 200  # what a stranger may ask at one address before the node has enough


class Pair:
    """Two addresses of which one has something that a stranger may not know of."""

    def __init__(self, what, there, not_there, **fields):
        self.what, self.targets, self.fields = what, (there, not_there), fields


def pairs_of(school, member):
    """Pia is a pupil, whom nobody outside hears of; Ada wrote to herself."""
    school.command("user", "add", "pia", "--display-name", "Pia", "--pupil", "--password-stdin", text=PASSWORD)
    status, _, body = member.api("POST", "/api/v1/statuses", {"status": "For nobody", "visibility": "direct"})
    if status != 200:
        raise RuntimeError(f"a post for nobody: {status} {body[:300]}")
    number = json.loads(body)["id"]
    nobody = f"{int(number) - 1:0{len(number)}d}"
    finger = "/.well-known/webfinger?resource=acct:{}@" + school.domain
    documents = {"Accept": "application/activity+json"}
    return (
        Pair("a pupil's page", "/u/pia", "/u/pib", Accept="text/html"),
        Pair("a pupil's document", "/u/pia", "/u/pib", **documents),
        Pair("a pupil's address", finger.format("pia"), finger.format("pib")),
        Pair("a post for few, as a page", f"/post/{number}", f"/post/{nobody}", Accept="text/html"),
        Pair("a post for few, as a document", f"/post/{number}", f"/post/{nobody}", **documents),
        Pair("a post for few, by a program", f"/api/v1/statuses/{number}", f"/api/v1/statuses/{nobody}"),
    )


def samples_of(school, pair):
    """Seconds of each, in an order by chance, and what was answered, the address itself aside."""
    order = [0, 1] * TIMES
    random.Random(7).shuffle(order)
    seconds, answers, caller = ([], []), set(), None
    for number, which in enumerate(order):
        if number % FROM_ONE_PLACE == 0:
            caller = Caller(school, f"127.0.5.{1 + number // FROM_ONE_PLACE}")
            for each in pair.targets * 5:  # connected, and warm
                caller.request("GET", each, **pair.fields)
        began = time.perf_counter()
        status, _, body = caller.request("GET", pair.targets[which], **pair.fields)
        seconds[which].append(time.perf_counter() - began)
        answers.add((status, body.replace(pair.targets[which].encode(), b"")))
    return seconds, answers


def chance_of(one, other):
    """By Kolmogorov and Smirnov: how often two samples of the same would be as far apart as these."""
    values = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    seen, furthest = [0, 0], 0.0
    for value, which in values:
        seen[which] += 1
        furthest = max(furthest, abs(seen[0] / len(one) - seen[1] / len(other)))
    size = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    reach = (size + 0.12 + 0.11 / size) * furthest
    if reach < 0.2:
        return 1.0
    return max(0.0, min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * reach) ** 2) for k in range(1, 101))))


def check(school, member, table):
    pairs = pairs_of(school, member)
    for pair in pairs:
        (there, not_there), answers = samples_of(school, pair)
        medians = [statistics.median(each) * 1e6 for each in (there, not_there)]
        apart = abs(medians[0] - medians[1]) / max(medians)
        chance = chance_of(there, not_there)
        said = ", ".join(str(status) for status, _ in sorted(answers))
        tells = said != "404" or apart >= APART or chance <= CHANCE / len(pairs)
        table.add(pair.what, 2 * TIMES, f"{medians[0]:.0f} and {medians[1]:.0f} us, chance {chance:.2f}, "
                  f"answered {said}", f"within {APART:.0%}, chance over {CHANCE / len(pairs):.4f}, one 404", int(tells))
