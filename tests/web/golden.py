#!/usr/bin/env python3
"""Runs the golden files of tests/ on the WebAssembly module in Node and compares with the same promises as the native build:
the expectations, and how they are read and compared, are those of tools/golden. Files named in golden_exceptions.txt are
left out; each has its reason there, and one that passes after all is a failure of the list."""
import argparse
import base64
import concurrent.futures
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import queue
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def load_golden():
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("golden", str(ROOT / "tools/golden"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("golden", loader))
    loader.exec_module(module)
    return module


GOLDEN = load_golden()
TIMEOUT = 120  # seconds; a watchdog


def text_of(encoded):
    return base64.b64decode(encoded).decode("utf-8", "surrogateescape")


class Host:
    """One Node process that runs one program after the other."""

    def __init__(self, module, node):
        self.command = [node, str(HERE / "golden_host.mjs"), module]
        self.process = None

    def ask(self, request):
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process = self.process
        watchdog = threading.Timer(TIMEOUT, process.kill)
        watchdog.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        finally:
            watchdog.cancel()
        if line:
            return json.loads(line)
        process.wait()
        self.process = None
        return {"trap": f"no end after {TIMEOUT} s, or Node itself ended ({process.returncode})"}

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


class WebRun:
    """What the module did with a file, as tools/golden's Run says it."""

    def __init__(self, golden, host):
        encoded = [base64.b64encode(line.encode("utf-8", "surrogateescape")).decode() for line in golden.input]
        answer = host.ask({"folder": str(golden.path.parent), "name": golden.path.name, "options": golden.options, "input": encoded})
        self.timed_out = False
        self.trap = answer.get("trap")
        self.status = answer.get("status", -1)
        self.output = text_of(answer.get("output", "")).split("\n")
        if self.output[-1] == "":
            self.output.pop()
        self.stderr = text_of(answer.get("errors", ""))
        self.errors = GOLDEN.reported_errors(self.stderr, golden.path.name)


def exceptions():
    reasons = {}
    for line in (HERE / "golden_exceptions.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            path, _, reason = line.partition(": ")
            if not reason.strip():
                sys.exit(f"golden_exceptions.txt: {path} has no reason")
            reasons[path] = reason
    return reasons


def main():
    parser = argparse.ArgumentParser(description="Runs the golden files on the WebAssembly module.")
    parser.add_argument("filters", nargs="*", help="run only files whose path contains one of these")
    parser.add_argument("--module", default=str(ROOT / "build/wasm/bin/rumina-tested.mjs"))
    parser.add_argument("--node", default="node")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    if not os.access(arguments.module, os.R_OK):
        sys.exit(f"golden: there is no module {arguments.module}")
    left_out = exceptions()
    hosts = queue.SimpleQueue()
    all_hosts = [Host(os.path.abspath(arguments.module), arguments.node) for _ in range(max(1, arguments.jobs))]
    for host in all_hosts:
        hosts.put(host)

    def check(path):
        golden = GOLDEN.Golden(path)
        host = hosts.get()
        try:
            run = WebRun(golden, host)
        finally:
            hosts.put(host)
        return golden, golden.mistakes + ([f"WebAssembly stopped: {run.trap}"] if run.trap else GOLDEN.differences(golden, run))

    passed = failed = excepted = 0
    files = GOLDEN.find_files(arguments.filters)
    unknown = set(left_out) - {str(path.relative_to(ROOT)) for path in GOLDEN.find_files([])}
    for path in sorted(unknown):
        failed += 1
        print(f"FAILED {path}: golden_exceptions.txt names it, and there is no such file")
    with concurrent.futures.ThreadPoolExecutor(max_workers=len(all_hosts)) as pool:
        for golden, lines in pool.map(check, files):
            shown = str(golden.path.relative_to(ROOT))
            if shown in left_out:
                excepted += 1
                if not lines:
                    failed += 1
                    print(f"FAILED {shown}: it passes, so it is no exception")
            elif lines:
                failed += 1
                print(f"FAILED {shown} on WebAssembly")
                for line in lines:
                    print("    " + line.encode("utf-8", "backslashreplace").decode("utf-8"))
            else:
                passed += 1
    for host in all_hosts:
        host.close()
    print(f"{passed} passed, {failed} failed, {excepted} left out with a reason")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
