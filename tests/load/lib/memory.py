"""What a node needs in memory while something is done to it."""
import threading


class Watch:
    """The largest memory of the node and of its helpers, while it runs. The store's pages come and go by themselves."""

    def __init__(self, school):
        self.school, self.helper, self.stopping = school, 0, threading.Event()
        self.before = self.most = school.look().own
        self.thread = threading.Thread(target=self._look_on, daemon=True)
        self.thread.start()

    def _look_on(self):
        while not self.stopping.wait(0.01):
            look = self.school.look()
            self.helper = max(self.helper, *look.helpers, 0)
            self.most = max(self.most, look.own)

    def end(self):
        self.stopping.set()
        self.thread.join()
        self.grown = max(self.most, self.school.look().own) - self.before
