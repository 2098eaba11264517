"""The table that a run ends with, and whether all of it holds."""


class Table:
    def __init__(self):
        self.rows, self.failures = [], 0

    def add(self, what, times, seen, limit, lost):
        """lost: how many were lost or let in, or how many limits were passed."""
        self.rows.append((what, f"{times:,}", seen, limit, f"{lost:,}"))
        self.failures += lost
        print(f"  {'ok     ' if lost == 0 else 'NOT SO '} {what}: {seen} ({limit})", flush=True)

    def print(self):
        head = ("what was tried", "times", "what was seen", "limit", "lost")
        widths = [max(len(row[i]) for row in [head, *self.rows]) for i in range(len(head))]
        print()
        for row in [head, *self.rows]:
            cells = [row[i].rjust(widths[i]) if i in (1, 4) else row[i].ljust(widths[i]) for i in range(len(row))]
            print("  ".join(cells).rstrip())
        print(f"{self.failures} lost")
