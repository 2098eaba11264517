"""Ports for the nodes of tests, of which several programs run on one computer side by side."""
import contextlib
import random
import socket

# As tests/journeys/ports.cpp has them.
FIRST_PORT, PORTS_IN_BLOCK, BLOCKS = 20_000, 100, 120


def take(block):
    """Who has the name of a block has the block. The name is an abstract one (unix(7)), which goes with the process."""
    holder = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        holder.bind(f"\0collegium-test-ports-{block}")
    except OSError:
        holder.close()
        return None
    return holder


def is_free(port):
    with contextlib.closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Ports:
    def __init__(self):
        self.holders, self.untried = [], random.sample(range(BLOCKS), BLOCKS)

    def __iter__(self):
        while self.untried:
            block = self.untried.pop()
            if not (holder := take(block)):
                continue
            self.holders.append(holder)
            first = FIRST_PORT + block * PORTS_IN_BLOCK
            yield from filter(is_free, range(first, first + PORTS_IN_BLOCK))
        raise RuntimeError("no free port")


given = iter(Ports())


def free_port():
    """A port of this program alone until it ends, also while nobody listens at it."""
    return next(given)
