"""Thousands of connections from one thread. What each does is a generator that says what it waits for."""
import collections
import errno
import heapq
import itertools
import select
import socket
import ssl
import subprocess
import time

READ, WRITE, NOTHING = select.EPOLLIN, select.EPOLLOUT, 0
WOULD_BLOCK = (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError)


class Gone(Exception):
    """The other side has closed, or could not be reached."""


class Line:
    """One connection. What waits is driven by `yield from`; `yield event, seconds` gives False after so long."""

    def __init__(self, address, source, context, segment=None, room=None):
        self.address, self.context, self.source = address, context, source
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setblocking(False)
        if segment:  # as over a street, not as inside one computer: else the kernel takes megabytes ahead
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, segment)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.descriptor = self.socket.fileno()

    def connect(self, patience=30):
        self.socket.setsockopt(socket.SOL_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
        self.socket.bind((self.source, 0))
        problem = self.socket.connect_ex(self.address)
        if problem == errno.EINPROGRESS:
            if not (yield WRITE, patience):
                raise Gone("no connection")
            problem = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if problem:
            raise Gone(errno.errorcode.get(problem, str(problem)))

    def shake_hands(self, patience=30):
        self.socket = self.context.wrap_socket(self.socket, do_handshake_on_connect=False)
        yield from self._until_done(self.socket.do_handshake, patience)

    def send(self, data, patience=30):
        while data:
            sent = yield from self._until_done(lambda: self.socket.send(data), patience)
            data = data[sent:]

    def receive(self, patience=30):
        data = yield from self._until_done(lambda: self.socket.recv(16384), patience)
        if not data:
            raise Gone("closed")
        return data

    def receive_answer(self, patience=30, with_body=True):
        """The status of one answer with a Content-Length, of which the body is thrown away."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += yield from self.receive(patience)
        head, _, body = got.partition(b"\r\n\r\n")
        size = 0
        for field in head.lower().split(b"\r\n"):
            if field.startswith(b"content-length:"):
                size = int(field[15:])
        left = size - len(body) if with_body else 0
        while left > 0:
            left -= len((yield from self.receive(patience)))
        return int(head[9:12])

    def wait(self, seconds):
        """Only time. What comes meanwhile stays unread, also the end."""
        yield NOTHING, seconds

    def is_open_after(self, seconds):
        """Reads what comes, for so long, and tells whether the other side is still there."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                yield from self.receive(left)
            except TimeoutError:
                return True
            except Gone:
                return False
        return True

    def _until_done(self, step, patience):
        until = time.monotonic() + patience
        while True:
            try:
                return step()
            except (ssl.SSLWantReadError, BlockingIOError):
                event = READ
            except ssl.SSLWantWriteError:
                event = WRITE
            except (OSError, ValueError) as problem:
                raise Gone(str(problem)) from None
            if not (yield event, max(until - time.monotonic(), 0)):
                raise TimeoutError


class Crowd:
    """All lines, and what each does: `add` them, then `run`."""

    def __init__(self):
        self.poll = select.epoll()
        self.tasks, self.timers, self.numbers = {}, [], itertools.count()
        self.broken = []  # what went wrong in a way that nobody expected

    def add(self, line, doing):
        """doing: a generator over this line. The line is closed when it ends."""
        self.poll.register(line.descriptor, 0)
        self.tasks[line.descriptor] = task = _Task(line, doing)
        self._go_on(task, None)

    def run(self, until=None):
        """Until nothing is left to do, or until() is true, which is asked often."""
        while self.tasks and not (until and until()):
            now = time.monotonic()
            wait = max(0.0, min(0.1, self.timers[0][0] - now)) if self.timers else 0.1
            for descriptor, events in self.poll.poll(wait, 512):
                task = self.tasks.get(descriptor)
                if task is not None and task.awaits != NOTHING:
                    self._go_on(task, True)
                elif task is not None and events & (select.EPOLLHUP | select.EPOLLERR):
                    self._forget(task)  # the kernel goes on telling, and this one does not listen
            now = time.monotonic()
            while self.timers and self.timers[0][0] <= now:
                _, _, task, turn = heapq.heappop(self.timers)
                if task.turn == turn and not task.over:
                    self._go_on(task, False)

    def end(self):
        for task in list(self.tasks.values()):
            task.doing.close()
            self._drop(task)
        self.poll.close()

    def _go_on(self, task, came):
        task.turn += 1
        try:
            event, seconds = task.doing.send(came)
        except (StopIteration, Gone, TimeoutError):
            self._drop(task)
            return
        except Exception as problem:  # noqa: BLE001 - told at the end, and counted as a failure
            self.broken.append(repr(problem))
            self._drop(task)
            return
        if event != task.awaits and not task.forgotten:
            self.poll.modify(task.line.descriptor, event)
        task.awaits = event
        heapq.heappush(self.timers, (time.monotonic() + seconds, next(self.numbers), task, task.turn))

    def _forget(self, task):
        task.forgotten = True
        self.poll.unregister(task.line.descriptor)

    def _drop(self, task):
        task.over = True
        if not task.forgotten:
            self.poll.unregister(task.line.descriptor)
        del self.tasks[task.line.descriptor]
        task.line.socket.close()


class _Task:
    __slots__ = ("line", "doing", "awaits", "turn", "over", "forgotten")

    def __init__(self, line, doing):
        self.line, self.doing = line, doing
        self.awaits, self.turn, self.over, self.forgotten = NOTHING, 0, False, False


def source(number, street=1):
    """Strangers come from several addresses; those of one street belong together."""
    return f"127.0.{street}.{number % 40 + 1}"


def connections_at(port):
    """How many connections the kernel has at this port, by the street of the other side: those that the node has as
    well, and those that it closed, while what it wrote waits for a reader. By netlink, since /proc/net/tcp leaves many
    out while thousands come and go."""
    open_ones, closed = collections.Counter(), collections.Counter()
    states = "state established state close-wait state fin-wait-1 state fin-wait-2".split()
    told = subprocess.run(["ss", "-tnH", *states, f"sport = :{port}"], capture_output=True, text=True, check=True)
    for line in told.stdout.splitlines():
        state, _, _, _, other = line.split()[:5]
        street = int(other.split(".")[2])
        (open_ones if state in ("ESTAB", "CLOSE-WAIT") else closed)[street] += 1
    return open_ones, closed
