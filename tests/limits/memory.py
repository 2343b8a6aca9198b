#!/usr/bin/env python3
"""A million symbolic operations whose results are dropped must not make the process grow. The program stops at input()
twice: once its memo tables are full, and again after a million operations more; its anonymous memory (RssAnon, which
leaves out the pages of the program file) may grow between the two by half a megabyte. On both engines."""
import argparse
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
parser.add_argument("--warm", type=int, default=60_000, help="turns before the first reading")
parser.add_argument("--count", type=int, default=1_000_000, help="operations between the readings")
parser.add_argument("--allowed", type=float, default=0.5, help="megabytes of growth")
arguments = parser.parse_args()

OPERATIONS = 20  # a turn has at least so many
PROGRAM = """
sym x, y
sqrt(999983)   # the table of primes reaches as far as it will be asked for
var n = 0
for stop in [{warm}, {warm} + {count}] {{
    while n < stop {{
        var e = (x + n)*(y - n) + sin(n*x)^2   # five operations and a function
        var d = diff(e, x)
        var p = expand((x + n)^3 - y*e)
        var q = sqrt(n)*e/7 + 2^(n % 200)*x
        n += 1
    }}
    print(n)
    input()
}}
"""


def anonymous_memory(process):
    """Megabytes of anonymous memory that a process holds resident."""
    with open(f"/proc/{process.pid}/status") as status:
        for line in status:
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1024
    sys.exit("the kernel does not tell the anonymous memory of a process")


def readings(engine, warm, count):
    """Memory at both stops of the program."""
    with tempfile.NamedTemporaryFile("w", suffix=".lm") as file:
        file.write(PROGRAM.format(warm=warm, count=count))
        file.flush()
        process = subprocess.Popen([arguments.program, f"--engine={engine}", file.name],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        memory = []
        for printed in (warm, warm + count):
            line = process.stdout.readline()
            if line != f"{printed}\n":
                process.kill()
                sys.exit(f"{engine}: the program failed: printed {line!r} instead of {printed}")
            memory.append(anonymous_memory(process))
            process.stdin.write("\n")
            process.stdin.flush()
        process.stdin.close()
        rest = process.stdout.read()
        if process.wait() != 0 or rest:
            sys.exit(f"{engine}: the program failed: status {process.returncode}, printed {rest!r}")
        return memory


failed = 0
for engine in ("vm", "ast"):
    turns = arguments.count // OPERATIONS
    before, after = readings(engine, arguments.warm, turns)
    good = after - before <= arguments.allowed
    failed += not good
    print(f"{engine}: {before:.1f} MB, {after:.1f} MB after {turns * OPERATIONS} operations more{'' if good else ': FAILED'}")
sys.exit(1 if failed else 0)
