"""The doors: files that decide about strangers' bytes and claims."""
import pathlib

LIST = pathlib.Path(__file__).resolve().parents[1] / "doors.tsv"


def door_of_file():
    """{file below the root: its door}, in the order of the list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return dict(reversed(line.split("\t")) for line in lines if not line.startswith("#"))
