#!/usr/bin/env python3
"""Runs hostile programs, those of this folder and the large ones of generate.py, on every engine.

Each must end by itself with exit status 0, or 1 and a typed error as the last line of standard error; never by a
signal, never with another status, and before the watchdog of 20 s. All engines must end alike. With --strict each may use
2 s: of CPU time, the figure of the benchmarks, because it does not depend on what else the machine does.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import generate

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KINDS = set(re.findall(r"^ERROR_KIND\((\w+)\)", (ROOT / "src/diagnostics/error_kinds.def").read_text(encoding="utf-8"), re.M))
ERROR = re.compile(r"(\w+): .* \[[^\]]+\]$", re.S)
# Whatever a program does, the process must stay near its own limit of 512 MiB.
ADDRESS_SPACE = 4 << 30
STRICT_SECONDS = 2.0
# Whether a program meets the time limit, and which of two limits first, is up to the speed of the engine.
TIME_LIMIT = re.compile(r"LimitError: .* \[TimeLimit\]$")


def limit_process():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program, engine, path, arguments):
    command = [program, f"--engine={engine}", "--memory=512M", f"--time={arguments.time:g}", path.name]
    if arguments.sanitizers:
        # AddressSanitizer forgets to clear the marks of frames an exception leaves when they are more than 64 MB, and then
        # reports stack-use-after-scope where there is none (google/sanitizers issue 189). Both engines must say the same.
        command.insert(1, "--depth=500")
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=path.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=errors, preexec_fn=None if arguments.sanitizers else limit_process)
        watchdog = threading.Timer(arguments.watchdog, process.kill)
        watchdog.start()
        # wait4 reports the CPU time of this process alone.
        _, status, usage = os.wait4(process.pid, 0)
        ended_itself = watchdog.is_alive()
        watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        stderr = errors.read()
    if not ended_itself:
        return None, "", f"no end after {arguments.watchdog:g} s"
    seconds = usage.ru_utime + usage.ru_stime
    lines = stderr.decode("utf-8", "replace").rstrip("\n").split("\n")
    last = lines[-1]
    wrong = ""
    if process.returncode not in (0, 1):
        wrong = f"ended with status {process.returncode}"
    elif process.returncode == 1:
        matched = ERROR.match(last)
        if not matched or matched[1] not in KINDS:
            wrong = f"the last line is no typed error: {last[:200]!r}"
    elif stderr.strip():
        wrong = f"status 0 with a message: {last[:200]!r}"
    if arguments.strict and seconds > STRICT_SECONDS:
        wrong = wrong or f"used {seconds:.1f} s of CPU time"
    if any(byte < 0x20 and byte not in b"\n\t" for byte in stderr):
        wrong = wrong or "a control character reached standard error"
    return process.returncode, last if process.returncode else "", wrong


def main():
    parser = argparse.ArgumentParser(description="Runs hostile programs on every engine.")
    parser.add_argument("filters", nargs="*", help="run only files whose name contains one of these")
    parser.add_argument("--program", default=str(ROOT / "build/dev/bin/rumina"))
    parser.add_argument("--engines", default="ast,vm")
    parser.add_argument("--folder", default=str(ROOT / "build/hostile"), help="where the large programs are written")
    parser.add_argument("--strict", action="store_true", help="at most 2 s of CPU time each; the programs get 1 s")
    parser.add_argument("--sanitizers", action="store_true", help="for sanitizer builds: no cap on address space, calls less deep")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    arguments.watchdog = 60.0 if arguments.sanitizers else 20.0
    arguments.time = 1.0 if arguments.strict else 10.0
    program = os.path.abspath(arguments.program)
    if not os.access(program, os.X_OK):
        sys.exit(f"hostile: there is no program {program}")

    files = sorted(HERE.glob("*.lm")) + sorted(generate.generate(pathlib.Path(arguments.folder).resolve()))
    if arguments.filters:
        files = [path for path in files if any(text in path.name for text in arguments.filters)]
    engines = arguments.engines.split(",")

    def check(path):
        results = [(engine, *run(program, engine, path, arguments)) for engine in engines]
        problems = [f"on {engine}: {wrong}" for engine, _, _, wrong in results if wrong]
        if not problems:
            first = results[0]
            for engine, status, last, _ in results[1:]:
                out_of_time = TIME_LIMIT.match(last) or TIME_LIMIT.match(first[2])
                if (status, last) != (first[1], first[2]) and not out_of_time:
                    problems.append(f"{first[0]} ended with {first[1]} {first[2][:200]!r}, {engine} with {status} {last[:200]!r}")
        return path, problems

    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, arguments.jobs)) as pool:
        for path, problems in pool.map(check, files):
            if problems:
                failed += 1
                for problem in problems:
                    print(f"FAILED {path.name} {problem}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
