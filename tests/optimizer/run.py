#!/usr/bin/env python3
"""Each pass of the optimizer on a small program: the instructions before it and after it are those of NAME.txt.

    tests/optimizer/run.py [--program build/dev/bin/rumina] [--write]
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PASSES = re.findall(r'^PASS\("(\w+)"', (HERE.parents[1] / "src/optimizer/passes.def").read_text(encoding="utf-8"), re.MULTILINE)


def dump(program, options, name):
    done = subprocess.run([program, "dump", "--bytecode", *options, f"{name}.lm"], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{name}: {done.stdout}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(HERE.parents[1] / "build/dev/bin/rumina"))
    parser.add_argument("--write", action="store_true", help="write the expectations; look at the difference")
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    failed = 0
    for k, name in enumerate(PASSES):
        before = dump(program, ["--opt=0"] if k == 0 else [f"--after={PASSES[k - 1]}"], name)
        after = dump(program, [f"--after={name}"], name)
        text = f"── before {name} ──\n{before}\n── after {name} ──\n{after}"
        path = HERE / f"{name}.txt"
        if arguments.write:
            path.write_text(text, encoding="utf-8")
            continue
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == wanted and before != after:
            continue
        failed += 1
        print(f"FAILED {name}" + ("" if before != after else ": the pass changes nothing"))
        for line in list(difflib.unified_diff(wanted.splitlines(), text.splitlines(), "expected", "given", lineterm=""))[:40]:
            print("    " + line)
    print(f"{len(PASSES) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
