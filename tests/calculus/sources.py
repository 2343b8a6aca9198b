#!/usr/bin/env python3
"""Counts the rows of the golden suites of calculus and those among them that come from the literature.

A row is a line that prints. Its source is named by the nearest comment above it: a name in brackets, as in
`# [Stewart, Calculus] 7.8`, or DLMF. Rows below a comment without one are the project's own. A suite needs its number of
rows, and at most a third of them may be own.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Folder, or file in it, and the rows it needs.
NEEDED = {"limits": 60, "definite": 80, "definite/improper.lm": 25, "definite/divergent.lm": 10, "definite/parameters.lm": 10,
          "series": 40, "sums": 50, "equations": 60}
SOURCE = re.compile(r"\[(?!own\])\w[^\]]*\]|\bDLMF\b")


def rows_of(path):
    """For each row whether it has a source."""
    comment = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        text = line.strip()
        if text.startswith(("#=>", "#!>", "#%")):
            continue
        if text.startswith("#"):
            comment = text
        elif text.startswith(("print(", "try { print(")):
            yield SOURCE.search(comment) is not None


def main():
    passed, failed = 0, 0
    for name, needed in NEEDED.items():
        place = HERE / name
        rows = [row for path in (sorted(place.glob("*.lm")) if place.is_dir() else [place]) for row in rows_of(path)]
        own = rows.count(False)
        good = len(rows) >= needed and 3 * own <= len(rows)
        print(f"{name:24} {len(rows):4} rows of {needed}, {own:3} of them own{'' if good else '  FAILED'}")
        passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
