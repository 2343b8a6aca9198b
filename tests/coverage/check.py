#!/usr/bin/env python3
"""Checks that a run of the tests reached every row of the project's tables.

Programs built with RUMINA_COVERAGE append lines `table row` to the file named by the environment variable
RUMINA_COVERAGE_FILE. Usage: check.py FILE [--builtins NAMES], where NAMES is a file with one builtin a line; without
it the builtins are not checked, since their table exists only in the program.
"""

import argparse
import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"
TABLES = {
    "production": ("syntax/productions.def", "PRODUCTION"),
    "diagnostic": ("diagnostics/diagnostics.def", "DIAGNOSTIC"),
    "opcode": ("bytecode/opcodes.def", "OPCODE"),
}


def rows_of(path, macro):
    rows = []
    for line in (SOURCE / path).read_text(encoding="utf-8").split("\n"):
        matched = re.match(rf"\s*{macro}\s*\(\s*(\"?)([^,\")]+)\1", line)
        if matched:
            rows.append(matched[2].strip())
    return rows


def main():
    parser = argparse.ArgumentParser(description="Checks that the tests reached every row of the tables.")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--builtins", type=pathlib.Path)
    arguments = parser.parse_args()

    wanted = {table: rows_of(path, macro) for table, (path, macro) in TABLES.items()}
    if arguments.builtins:
        wanted["builtin"] = arguments.builtins.read_text(encoding="utf-8").split("\n")
        wanted["builtin"] = [name.strip() for name in wanted["builtin"] if name.strip()]
    reached = {table: set() for table in [*wanted, "builtin"]}
    for line in arguments.file.read_text(encoding="utf-8").split("\n"):
        table, _, row = line.strip().partition(" ")
        if table in reached:
            reached[table].add(row)

    passed = failed = 0
    for table, rows in wanted.items():
        if not rows:
            print(f"FAILED the table of each {table} is empty")
            failed += 1
        missing = [row for row in dict.fromkeys(rows) if row not in reached[table]]
        for row in missing:
            print(f"FAILED {table} {row} was never reached")
        failed += len(missing)
        passed += len(set(rows)) - len(missing)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
