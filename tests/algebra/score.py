#!/usr/bin/env python3
"""Runs algebra_score in several processes with different seeds and adds their figures up.

    tests/algebra/score.py --program build/dev/bin/algebra_score --count 5000
"""
import argparse
import collections
import re
import subprocess
import sys
import tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--program", default="build/dev/bin/algebra_score")
arguments.add_argument("--count", type=int, default=5000, help="expressions altogether")
arguments.add_argument("--jobs", type=int, default=2)
arguments.add_argument("--seed", type=int, default=1, help="of the first process; the others count on")
arguments.add_argument("--zeros", action="store_true", help="print what was not found to be zero, too")
options = arguments.parse_args()

outputs = [tempfile.TemporaryFile("w+") for _ in range(options.jobs)]
shares = [options.count // options.jobs + (k < options.count % options.jobs) for k in range(options.jobs)]
processes = [subprocess.Popen([options.program, str(share), str(options.seed + k)], stdout=output)
             for k, (share, output) in enumerate(zip(shares, outputs))]
codes = [process.wait() for process in processes]

# Lines of figures have one shape in every process: those with equal words are added.
totals, worst = collections.OrderedDict(), 0.0
for code, output in zip(codes, outputs):
    output.seek(0)
    finished = False
    for line in output.read().splitlines():
        if line.startswith("unsound ") and "not idempotent" in line:
            finished = True
        figures = re.fullmatch(r"  \S.*\d|[a-z-]+ +sound .*late \d+|zeros: .* simplify to 0|\d+ expressions.*", line)
        if line.startswith("time:"):
            print(line)
        elif line.startswith("unsound ") and "not idempotent" in line:
            print(line)
        elif figures:
            line = re.sub(r"seed \d+, ", "", line)
            shape = re.sub(r"\d+", "{}", line)
            numbers = [int(n) for n in re.findall(r"\d+", line)]
            old = totals.get(shape, [0] * len(numbers))
            totals[shape] = [a + b for a, b in zip(old, numbers)]
        elif options.zeros or not line.startswith("zero not found"):
            print(line)
    if not finished:
        print(f"a process ended with {code} before its last line")
for shape, numbers in totals.items():
    print(shape.format(*numbers))
sys.exit(0 if all(code == 0 for code in codes) else 1)
