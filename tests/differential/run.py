#!/usr/bin/env python3
"""Runs random programs on the engines, the VM also by way of a compiled file; output, messages and exit status must be the same to the byte.

Programs that differ, end by a signal or do not end are saved and shown.
"""

import argparse
import collections
import concurrent.futures
import difflib
import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import generate

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT = 20.0


def run(program, engine, text, options):
    # opt0, opt1: the virtual machine at that level of the optimizer
    level = [f"--opt={engine[3:]}"] if engine.startswith("opt") else []
    command = [program, f"--engine={'vm' if level else engine}", *level, *options, "-"]
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return None, b"", f"no end after {TIMEOUT:g} s".encode()
    return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser(description="Compares the engines on random programs.")
    parser.add_argument("--program", default=str(ROOT / "build/dev/bin/rumina"))
    parser.add_argument("--engines", default="ast,vm,opt0,opt1,rmc")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="of the first program; 0 takes a new one")
    parser.add_argument("--save", default=str(ROOT / "build/differential"), help="where failing programs are written")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    if not os.access(program, os.X_OK):
        sys.exit(f"differential: there is no program {program}")
    first = arguments.seed or random.SystemRandom().randrange(1 << 40)
    if not arguments.seed:
        print(f"first seed {first}")
    engines = arguments.engines.split(",")
    options = ["--memory=256M", "--time=15", "--digits=100000"]

    def check(seed):
        text = generate.program(seed)
        return seed, text, [run(program, engine, text, options) for engine in engines]

    passed = failed = 0
    endings = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, arguments.jobs)) as pool:
        for seed, text, results in pool.map(check, range(first, first + arguments.count)):
            status = results[0][0]
            last = results[0][2].decode("utf-8", "replace").strip().split("\n")[-1]
            endings["success" if status == 0 else last.split(":")[0]] += 1
            if all(result == results[0] for result in results) and status in (0, 1):
                passed += 1
                continue
            failed += 1
            folder = pathlib.Path(arguments.save)
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{seed}.lm"
            path.write_text(text, encoding="utf-8")
            print(f"FAILED seed {seed}: {path}")
            print("\n".join("    " + line for line in text.rstrip("\n").split("\n")))
            for engine, (its, _, _) in zip(engines, results):
                print(f"    {engine}: status {its}")
            for part in (1, 2):
                lines = [result[part].decode("utf-8", "replace").split("\n") for result in results]
                for line in list(difflib.unified_diff(lines[0], lines[-1], engines[0], engines[-1], lineterm="", n=1))[:30]:
                    print("    " + line)
    shown = ", ".join(f"{count} {name}" for name, count in endings.most_common())
    print(f"endings: {shown}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
