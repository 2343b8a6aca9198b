#!/usr/bin/env python3
"""A million symbolic operations whose results are dropped must not make the process grow: the most memory that it held
resident after them may exceed that of the first quarter of them by two megabytes only. On both engines."""
import argparse
import os
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
parser.add_argument("--count", type=int, default=1_000_000)
parser.add_argument("--allowed", type=float, default=2, help="megabytes of growth")
arguments = parser.parse_args()

PROGRAM = """
sym x, y
var n = 0
while n < {turns} {{
    var e = (x + n)*(y - n) + sin(n*x)^2   # five operations and a function
    var d = diff(e, x)
    var p = expand((x + n)^3 - y*e)
    var q = sqrt(n)*e/7 + 2^(n % 200)*x
    n += 1
}}
print(n)
"""
OPERATIONS = 20  # a turn has at least so many


def peak(engine, turns):
    with tempfile.NamedTemporaryFile("w", suffix=".lm") as file:
        file.write(PROGRAM.format(turns=turns))
        file.flush()
        process = subprocess.Popen([arguments.program, f"--engine={engine}", file.name], stdout=subprocess.PIPE, text=True)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 or out != f"{turns}\n":
            sys.exit(f"{engine}: the program failed: status {process.returncode}, printed {out!r}")
        return usage.ru_maxrss / 1024


failed = 0
for engine in ("vm", "ast"):
    turns = arguments.count // OPERATIONS
    few, many = peak(engine, turns // 4), peak(engine, turns)
    good = many - few <= arguments.allowed
    failed += not good
    print(f"{engine}: {few:.1f} MB after {turns // 4 * OPERATIONS} operations, {many:.1f} MB after {turns * OPERATIONS}{'' if good else ': FAILED'}")
sys.exit(1 if failed else 0)
