#!/usr/bin/env python3
"""Compares N(call, digits) with function_values.tsv, digit by digit: every function at real and complex arguments, on branch
cuts and 10^-25 beside them.

    function_values.py --program PROGRAM [--table FILE] [--verbose]
"""
import argparse
import pathlib
import re
import subprocess
import sys

NUMBER = r"\d[\d.]*(?:e[+-]?\d+)?"
COMPLEX = re.compile(rf"(?:(?P<re>-?{NUMBER})f?(?![\d.f]))?(?:(?P<im>(?:^-?|(?<!^)[+-])(?:{NUMBER}f?)?)i)?$")


def normal(text):
    """A decimal number as `d.ddde±x` without trailing zeros; 0 for 0."""
    if text in ("", "+", "-"): text += "1"
    sign = "-" if text[0] == "-" else ""
    mantissa, _, exponent = text.strip("+-f").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    place = int(exponent or 0) + len(whole) - 1
    lead = len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    if not digits: return "0"
    return sign + digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{place - lead}"


def normal_complex(text):
    """`re` or `re im` of what the program prints; other text stays."""
    found = COMPLEX.match(text)
    if not found or not text: return text
    re_, im = found["re"], found["im"]
    if im is None: return normal(re_)
    if re_ is None: re_ = "0"
    return f"{normal(re_)} {normal(im)}"


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--table", default=here / "function_values.tsv")
    parser.add_argument("--verbose", action="store_true", help="every wrong row, not the first twenty")
    options = parser.parse_args()

    rows = [line.split("\t") for line in open(options.table, encoding="utf-8").read().splitlines() if line[0] != "#"]
    source = 'sym t\nfunc show(value) { try { print(value()) } catch (error) { print(error.kind + ": " + error.message) } }\n'
    source += "".join(f"show(|| N({call}, {digits}))\n" for call, digits, _, _ in rows)
    done = subprocess.run([options.program, "-"], input=source, capture_output=True, text=True, timeout=1200)
    answers = done.stdout.splitlines()
    wrong = []
    for (call, digits, re_, im), answer in zip(rows, answers):
        expected = re_ if im == "-" else f"{re_} {im}"
        if normal_complex(answer) != expected: wrong.append(f"N({call}, {digits})\n    got      {answer[:120]}\n    expected {expected[:120]}")
    for text in wrong if options.verbose else wrong[:20]: print(text)
    if len(answers) != len(rows): print(f"{len(answers)} answers to {len(rows)} rows", done.stderr[-500:], sep="\n")
    failed = len(wrong) + abs(len(rows) - len(answers))
    heads = {re.match(r"\w*", call)[0] for call, *_ in rows}
    print(f"{len(heads)} functions and constants; {len(rows) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__": sys.exit(main())
