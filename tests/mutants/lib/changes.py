"""Finds what can be changed in a source, and writes all of it into one source with a switch at each place."""
import re

import clang.cindex as ci

KINDS = ci.CursorKind
PAIRS = {
    "<": ("less", "<="), "<=": ("less_equal", "<"), ">": ("greater", ">="), ">=": ("greater_equal", ">"),
    "==": ("equal", "!="), "!=": ("unequal", "=="), "+": ("plus", "-"), "-": ("minus", "+"),
}  # fmt: skip
JUNCTIONS = {"&&": "||", "||": "&&"}
BLOCKS = (KINDS.COMPOUND_STMT, KINDS.IF_STMT, KINDS.FOR_STMT, KINDS.CXX_FOR_RANGE_STMT, KINDS.WHILE_STMT)
NUMBERS = range(ci.TypeKind.BOOL.value, ci.TypeKind.LONGDOUBLE.value + 1)


class Change:
    """One thing that can be done to a source, and the words around it that do it."""

    def __init__(self, what, start, end, before, after, instead=None):
        self.what, self.start, self.end = what, start, end
        self.before, self.after = before, after
        self.instead = instead  # (start, end, word) of a token inside that goes
        self.number = self.file = self.line = self.text = None

    @property
    def words(self):
        return f"{self.file}:{self.line}: {self.what}: {self.text}"


def parse(path, arguments):
    unit = ci.Index.create().parse(str(path), args=arguments)
    errors = [each for each in unit.diagnostics if each.severity >= ci.Diagnostic.Error]
    if errors:
        raise RuntimeError(f"{path} cannot be read: {errors[0]}")
    return unit


class Finder:
    """All changes of a source; and where it has the compiler compute a table, which is then done when a program starts."""

    def __init__(self, path, arguments):
        self.path = str(path)
        self.bytes = path.read_bytes()
        self.unit = parse(path, arguments)
        self.found, self.tables = {}, []

    def changes(self):
        for each in self.unit.cursor.get_children():
            if self.is_here(each):
                self.visit(each, None)
        return sorted(self.found.values(), key=lambda each: (each.start, -each.end))

    def is_here(self, cursor):
        place = cursor.extent.start
        return place.file is not None and place.file.name == self.path

    def span(self, cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def between(self, start, end):
        return self.bytes[start:end].decode("utf-8")

    def add(self, change):
        self.found.setdefault((change.what, change.start, change.end), change)

    def visit(self, cursor, parent):
        children = list(cursor.get_children())
        if self.is_here(cursor):
            self.pair(cursor, children)
            self.turning(cursor)
            self.condition(cursor, children)
            self.statement(cursor, parent)
            self.table(cursor)
        for each in children:
            self.visit(each, cursor)

    # "left OPERATOR right", whether the language or a library has it.
    def pair(self, cursor, children):
        if not cursor.kind.is_expression():
            return
        start, end = self.span(cursor)
        parts = [self.span(each) for each in children]
        parts = [each for each in parts if self.between(*each) not in PAIRS and each[0] < each[1]]
        if len(parts) != 2 or parts[0][0] != start or parts[1][1] != end or parts[0][1] > parts[1][0]:
            return
        gap = self.between(parts[0][1], parts[1][0])
        word = gap.strip()
        at = parts[0][1] + len(gap) - len(gap.lstrip())
        if word in JUNCTIONS:
            before = "::collegium::mutants::turned({0}, (::collegium::mutants::turned({0}, static_cast<bool>("
            middle = f")) {word} ::collegium::mutants::turned({{0}}, static_cast<bool>("
            change = Change(f"{word} to {JUNCTIONS[word]}", start, end, before, "))))", (at, at + len(word), middle))
        elif word in PAIRS and (word not in "+-" or self.are_numbers(children)):
            name, other = PAIRS[word]
            before = f"::collegium::mutants::{name}({{0}}, "
            change = Change(f"{word} to {other}", start, end, before, ")", (at, at + len(word), ","))
        else:
            return
        self.add(change)

    def are_numbers(self, children):
        return all(each.type.get_canonical().kind.value in NUMBERS for each in children)

    # "!x", and "return true".
    def turning(self, cursor):
        start, end = self.span(cursor)
        text = self.between(start, end)
        is_not = text.startswith("!") and not text.startswith("!=")  # "a != b" is "!(a == b)" to the language
        if is_not and cursor.kind in (KINDS.UNARY_OPERATOR, KINDS.CALL_EXPR):
            self.add(Change("! taken away", start, end, "::collegium::mutants::turned({0}, ", ")"))
        elif cursor.kind == KINDS.CXX_BOOL_LITERAL_EXPR and self.bytes[:start].rstrip().endswith(b"return"):
            self.add(Change("another answer", start, end, "::collegium::mutants::turned({0}, ", ")"))

    # A question that is never answered with yes.
    def condition(self, cursor, children):
        if cursor.kind not in (KINDS.IF_STMT, KINDS.CONDITIONAL_OPERATOR) or not children:
            return
        first = children[0]
        start, end = self.span(first)
        head = self.between(self.span(cursor)[0], start)
        if not first.kind.is_expression() or (cursor.kind == KINDS.IF_STMT and not re.fullmatch(r"if\s*\(", head)):
            return  # with a declaration, or for the compiler
        before = "(!::collegium::mutants::on({0}) && static_cast<bool>("
        self.add(Change("never", start, end, before, "))"))

    # Something that is done for what it does is not done.
    def statement(self, cursor, parent):
        if parent is None or parent.kind not in BLOCKS or not cursor.kind.is_expression():
            return
        start, end = self.span(cursor)
        text = self.between(start, end)
        rest = self.between(end, end + 40)
        if not rest.lstrip().startswith(";") or self.is_asked(start):
            return
        stop = end + rest.index(";") + 1
        if text and cursor.kind != KINDS.DECL_REF_EXPR:
            self.add(Change("not done", start, stop, "{{ if (!::collegium::mutants::on({0})) ", " }}"))

    # "constexpr Alphabet letters = those_in(...)"
    def table(self, cursor):
        start, end = self.span(cursor)
        if cursor.kind != KINDS.VAR_DECL or not self.bytes[start:end].startswith(b"constexpr "):
            return
        inside = (each for each in cursor.walk_preorder() if each.kind == KINDS.CALL_EXPR)
        calls = any(b"(" in self.bytes[slice(*self.span(each))] for each in inside)
        if calls and cursor.type.get_canonical().kind == ci.TypeKind.RECORD:
            self.tables.append((start, start + len(b"constexpr"), "const"))

    # The condition of a loop is an expression before a semicolon as well.
    def is_asked(self, start):
        before = self.bytes[:start].rstrip()
        return not before.endswith((b";", b"{", b"}", b")", b"else")) or self.is_in_head(start)

    def is_in_head(self, start):
        line = self.bytes[self.bytes.rfind(b"\n", 0, start) + 1:start]
        return re.match(rb"\s*for \(", line) is not None and line.count(b"(") > line.count(b")")


def changes_in(root, name, arguments):
    """All changes of one file, with where they are and what stands there, and words that go for all of them."""
    finder = Finder(root / name, arguments)
    found = finder.changes()
    for each in found:
        each.file = name
        each.line = finder.bytes[: each.start].count(b"\n") + 1
        each.text = " ".join(finder.between(each.start, each.end).split())
    return found, finder.tables


def with_switches(source, changes, tables):
    """The source with all changes in it. They nest, and never cross."""
    pieces = []  # (offset, order, where it goes, what goes, what comes)
    for order, each in enumerate(changes):
        pieces.append((each.start, 1, order, each.start, each.before.format(each.number)))
        pieces.append((each.end, 0, -order, each.end, each.after.format(each.number)))
        if each.instead:
            start, end, word = each.instead
            pieces.append((start, 2, order, end, word.format(each.number)))
    pieces += [(start, 2, 0, end, word) for start, end, word in tables]
    written, at = [], 0
    for offset, _, _, end, words in sorted(pieces, key=lambda piece: piece[:3]):
        written += [source[at:offset], words.encode("utf-8")]
        at = max(end, offset)
    written.append(source[at:])
    return b'#include "tests/mutants/mutant.hpp"\n' + b"".join(written)
