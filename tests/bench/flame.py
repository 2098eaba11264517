#!/usr/bin/env python3
"""Draws a flame graph as SVG: flame.py perf|callgrind TITLE < what the tool wrote.

perf: the output of `perf script -F comm,pid,ip,sym`; of all processes only the one with the most samples that is not a
benchmark's own. callgrind: its file; a function's cost below it is dealt out to its callers in proportion, since
callgrind keeps no whole stacks.
"""
import collections
import re
import sys
from xml.sax.saxutils import escape

WIDTH, ROW, NARROWEST, DEEPEST = 1200, 17, 0.5, 60


class Frame:
    def __init__(self):
        self.weight = 0.0
        self.below = {}

    def add(self, stack, weight):
        self.weight += weight
        here = self
        for name in stack[:DEEPEST]:
            here = here.below.setdefault(name, Frame())
            here.weight += weight

    def depth(self):
        return 1 + max((each.depth() for each in self.below.values()), default=0)


def read_perf(lines):
    """The samples of the node, as a tree."""
    processes = collections.defaultdict(list)
    pid, stack = None, []
    for line in lines:
        head = re.match(r'^(\S.*?)\s+(\d+)\s*$', line)
        if head:
            pid = None if head[1].startswith(('bench_', 'openssl', 'perf')) else head[2]
            stack = []
        elif not line.strip():
            if pid and stack:
                processes[pid].append(stack[::-1])
            stack = []
        else:
            stack.append(line.split(None, 1)[1].strip() if len(line.split(None, 1)) > 1 else '?')
    if pid and stack:
        processes[pid].append(stack[::-1])
    if not processes:
        sys.exit('no samples of a node')
    root = Frame()
    for each in max(processes.values(), key=len):
        root.add(each, 1)
    return root


def read_callgrind(lines):
    """The call graph, walked from those whom nobody calls."""
    names, own, calls = {}, collections.Counter(), collections.defaultdict(collections.Counter)

    def name_of(text):
        found = re.match(r'\((\d+)\)(?: (.*))?', text)
        if not found:
            return text
        if found[2]:
            names[found[1]] = found[2]
        return names.get(found[1], '?')

    here = callee = None
    for line in lines:
        line = line.strip()
        if line.startswith('fn='):
            here = name_of(line[3:])
        elif line.startswith('cfn='):
            callee = name_of(line[4:])
        elif re.match(r'^[+\-*\d]', line) and here is not None:
            numbers = line.split()
            cost = int(numbers[1]) if len(numbers) > 1 else 0
            if callee is not None:
                calls[here][callee] += cost
                callee = None
            else:
                own[here] += cost
    whole = collections.Counter(own)
    called = collections.Counter()
    for caller, each in calls.items():
        for name, cost in each.items():
            if name != caller:
                whole[caller] += cost
                called[name] += cost
    root = Frame()

    def walk(frame, name, weight, path):
        node = frame.below.setdefault(name, Frame())
        node.weight += weight
        if len(path) >= DEEPEST or whole[name] == 0 or weight < whole_weight / 2000:
            return
        for callee, cost in calls[name].items():
            if callee not in path and callee != name:
                walk(node, callee, weight * cost / whole[name], path | {name})

    roots = {name: whole[name] - called[name] for name in whole if whole[name] > called[name]}
    whole_weight = sum(roots.values())
    for name, weight in roots.items():
        walk(root, name, weight, frozenset())
    root.weight = whole_weight
    if not whole_weight:
        sys.exit('callgrind has counted nothing')
    return root


def colour(name):
    mark = sum(map(ord, name))
    return f'rgb({205 + mark % 50},{90 + mark * 7 % 110},{40 + mark * 3 % 40})'


def draw(root, title):
    height = (root.depth() + 2) * ROW
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" '
          f'font-size="11" role="img"><title>{escape(title)}</title>'
          f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>')

    def bar(name, frame, x, level):
        width = frame.weight / root.weight * WIDTH
        if width < NARROWEST:
            return
        y = height - (level + 1) * ROW
        share = 100 * frame.weight / root.weight
        shown = name if len(name) * 6.7 < width - 4 else name[:max(0, int((width - 4) / 6.7))]
        print(f'<g><title>{escape(name)}: {share:.1f} %</title><rect x="{x:.1f}" y="{y}" width="{width:.1f}" '
              f'height="{ROW - 1}" fill="{colour(name)}"/>'
              f'<text x="{x + 2:.1f}" y="{y + 12}">{escape(shown)}</text></g>')
        for below, each in sorted(frame.below.items()):
            bar(below, each, x, level + 1)
            x += each.weight / root.weight * WIDTH

    bar(title, root, 0, 0)
    print('</svg>')


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ('perf', 'callgrind'):
        sys.exit('usage: flame.py perf|callgrind TITLE')
    sys.setrecursionlimit(10000)
    draw((read_perf if sys.argv[1] == 'perf' else read_callgrind)(sys.stdin), sys.argv[2])


main()
