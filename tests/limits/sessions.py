#!/usr/bin/env python3
"""Hopeless inputs in one session after another: each must end in a LimitError, in at most two seconds of processor time,
and leave the session's variables as they were. First without any limit given, then with --limits time=1s, then with
Ctrl-C; on both engines."""
import argparse
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from claims import check, finish
from terminal_session import Session

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
parser.add_argument("--engine", choices=["vm", "ast"], action="append")
parser.add_argument("--slow", type=float, default=1, help="how many times longer everything may take (sanitizers)")
arguments = parser.parse_args()
program = os.path.abspath(arguments.program)

# Refused from their sizes, without any limit given.
REFUSED = [
    ("10^10^10", "NumberTooLarge"),
    ("(10^9)!", "NumberTooLarge"),
    ("9^9^9^9", "NumberTooLarge"),
    ("expand((x+y+z)^5000)", "TooManyTerms"),
    ("binomial(10^12, 5*10^11)", "NumberTooLarge"),
    ("N(pi, 10^15)", None),
    ("2^(2^40)", "NumberTooLarge"),
    ("N(exp(exp(exp(10))), 10)", "FloatOverflow"),
]
# Ended by the time limit.
ENDLESS = [
    "N(polylog(3, 1/3), 20000)",
    "polylog(2, 1/3)^3 + N(polylog(5, 2/7), 15000)",
    "N(EulerGamma, 10^6)",
    "N(gamma(1/3) + zeta(3), 300000)",
    "factor(expand((x^40 + y^41 + z^3 + 7)^12*(x + y + z + 1)^9) + 1)",
    "factor(x^5000 + x^3 + 1)",
    "resultant(x^60 + y*x^59 + z*x + y^7 + 1, x^58 + z^5*x^3 + y*x + 3, x)",
    "expand((x + y + z + w + 1)^30*(x + y + z + w + 2)^30)",
    "factor(expand((x^9 + y^8*z + z^7 + 5)^7*(x^8 - y^9 + x*z + 2)^7*(x + y + z + w + 1)^5))",
    "for k in 1..10000000 { e = 3^(10^7 + k) % 10^7 }",
    "for k in 1..100000000 { e = sin(x)^k }",
    "for k in 1..1000 { e = (10^6 + k)! }",
    "together(product(1/(x + k*y + k^2*z + k^3*w) + k, k, 1, 60))",
]
STOPPED = [ENDLESS[i] for i in (0, 2, 4, 5, 7, 8, 10)]


def session_of(engine, *options):
    # What was abandoned inside FLINT is leaked on purpose (docs/decisions/0006) and counted by `interrupts`.
    environment = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"} if arguments.slow > 1 else None
    return Session(program, f"--engine={engine}", *options, environment=environment, patience=arguments.slow)




def intact(session, label):
    got = session.line("[v, big, factor(x^2 - y^2), N(log(2), 20)]")
    check(f"{label}: the session goes on", "[(x + 1)^2/y, 515377520732011331036461129765621272702107522001, (x - y)*(x + y), 0.69314718055994530942f]" in got, got)


def start(engine, *options):
    session = session_of(engine, *options)
    session.line("v = (x + 1)^2/y")
    session.line("big = 3^100")
    return session


def run(engine):
    session = start(engine)
    for text, error in REFUSED:
        before = session.processor_time()
        got = session.line(text)
        spent = session.processor_time() - before
        check(f"{engine}: {text} is refused", f"[{error}]" in got if error else "LimitError" in got or "Error" in got, got)
        check(f"{engine}: {text} takes at most 2 s", spent <= 2 * arguments.slow, spent)
        intact(session, f"{engine}: {text}")
    check(f"{engine}: status", session.close() == 0)

    session = start(engine, "--limits=time=1s")
    for text in ENDLESS:
        before = session.processor_time()
        got = session.line(text)
        spent = session.processor_time() - before
        check(f"{engine}, one second: {text} ends in a LimitError", "LimitError" in got, got)
        check(f"{engine}, one second: {text} takes at most 2 s", spent <= 2 * arguments.slow, spent)
        intact(session, f"{engine}, one second: {text}")
    check(f"{engine}, one second: status", session.close() == 0)

    session = start(engine)
    for text in STOPPED:
        session.write(text + "\n")
        time.sleep(0.5 * arguments.slow)
        before = session.processor_time()
        session.write("\x03")
        got = session.until("]> ")
        spent = session.processor_time() - before
        check(f"{engine}: Ctrl-C stops {text}", "[Interrupted]" in got, got)
        check(f"{engine}: Ctrl-C stops {text} within a second", spent <= 1 * arguments.slow, spent)
        intact(session, f"{engine}, Ctrl-C: {text}")
    check(f"{engine}, Ctrl-C: status", session.close() == 0)


for name in arguments.engine or ["vm", "ast"]:
    try:
        run(name)
    except (TimeoutError, OSError) as problem:
        check(f"{name}: no answer", False, str(problem))
finish()
