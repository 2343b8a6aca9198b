#!/usr/bin/env python3
"""`rumina profile`: exact counts, the shape of the report, the flame graph, and that the program's own output, errors,
steps and exit status are those of an ordinary run. Times are not compared with anything."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from claims import check, finish

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
program = os.path.abspath(parser.parse_args().program)
here = pathlib.Path(__file__).resolve().parent
folder = pathlib.Path(tempfile.mkdtemp())


def run(*arguments, stdin="", where=here):
    done = subprocess.run([program, *map(str, arguments)], input=stdin.encode(), capture_output=True, timeout=120, cwd=where)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


# ── counts ──
# Those of the source, whatever the optimizer does: functions that are inlined keep their accounts.
plain = run("mathematics.lm")
status, out, err = run("profile", "--json", "mathematics.lm")
check("the program's output is its own", (status, out) == plain[:2], (status, out, plain))
report = json.loads(err)
calls = {row["name"]: row["calls"] for row in report["functions"]}
for name, count in {"countdown": 51, "derivative": 10, "differentiate": 10, "string": 10, "det": 1, "map": 1, "print": 1, "<main>": 1}.items():
    check(f"calls of {name}", calls.get(name) == count, calls)
check("no internal helper is shown", not any(name.startswith("__") for name in calls), calls)
lines = {row["line"]: row["count"] for row in report["lines"]}
# Making a closure is once more for the line it stands on.
check("a line counts how often it runs", (lines.get(3), lines.get(6), lines.get(14), lines.get(15)) == (11, 51, 1, 4), lines)
check("lines carry their text", any(row["text"] == "var total = 0" for row in report["lines"]))
caches = {row["name"]: (row["hits"], row["misses"]) for row in report["caches"]}
check("member caches miss once a place", caches["members"] == (38, 2), caches)
check("steps are those of an ordinary run", run(f"--steps={report['steps']}", "mathematics.lm")[0] == 0 and
      run(f"--steps={report['steps'] - 1}", "mathematics.lm")[0] == 1, report["steps"])
check("every function was active some time", all(row["total_seconds"] >= 0 for row in report["functions"]))
main = next(row for row in report["functions"] if row["name"] == "<main>")
check("the program's total is the whole", abs(main["total_seconds"] - report["seconds"]) <= 0.05 * report["seconds"] + 1e-4, report)
check("objects are counted", {row["kind"] for row in report["objects"]} >= {"struct", "mat", "expression", "string", "array"}, report["objects"])
counts = {row["name"]: row["count"] for row in report["instructions"]}
again = json.loads(run("profile", "--json", "mathematics.lm")[2])
check("counts are the same every time", counts == {row["name"]: row["count"] for row in again["instructions"]} and
      calls == {row["name"]: row["calls"] for row in again["functions"]} and report["steps"] == again["steps"])
check("the shares make up the whole", abs(sum(row["seconds"] for row in report["time"]) - report["seconds"]) <= 0.1 * report["seconds"] + 1e-4, report["time"])

# ── the text ──
shape = """profile of mathematics.lm: # in # steps; # to read and compile it
counts are exact; times are estimates, without the profiler's own

share of time
  instructions # %  of the virtual machine, on small numbers, arrays and structs
  operations # %  instructions on big numbers, expressions, text and collections
  builtins # %  functions of the library
  conversions # %  from one kind of value to another
  collector # %  finding and freeing what is no longer reachable

functions self total calls objects bytes
  countdown # % # % # # # mathematics.lm:#
  det # % # % # # # builtin

lines time count
  mathematics.lm:# # % # var total = #

instructions time count ns each

objects made number bytes
  expression # #

caches hits misses hit rate
  members # # # %
  differentiate of a part # # # %

collector: # collections in #, # objects marked, # freed; heap at most # bytes
expressions: # nodes now, at most # bytes"""
text = run("profile", "mathematics.lm")[2]
seen = []
for line in text.rstrip("\n").split("\n"):
    masked = re.sub(r"(?<![\w.])\d+(\.\d+)?( m?s\b)?", "#", line)
    seen.append(("  " if line.startswith("  ") else "") + re.sub(r"\s+", " ", masked.strip()))
at = 0
missing = []
unordered = set(seen)
for line in shape.split("\n"):
    wanted = ("  " if line.startswith("  ") else "") + re.sub(r"\s+", " ", line.strip())
    if wanted not in unordered:
        missing.append(line)
check("the report has its shape", not missing, (missing, text))
headings = [line for line in seen if re.match(r"(profile|share|functions|lines|instructions|objects|caches|collector)", line)]
check("its parts are in order", [line.split()[0].rstrip(":") for line in headings] ==
      ["profile", "share", "functions", "lines", "instructions", "objects", "caches", "collector"], headings)

# ── files ──
flame, stored = folder / "flame.svg", folder / "report.json"
status, out, err = run("profile", "mathematics.lm", "--flame", flame, "--json", f"--report={stored}", "an argument")
check("report and flame graph go to files", (status, out, err) == (plain[0], plain[1], ""), (status, out, err))
check("the stored report is the JSON", json.loads(stored.read_text())["program"] == "mathematics.lm")
picture = xml.etree.ElementTree.parse(flame).getroot()
titles = [title.text for title in picture.iter("{http://www.w3.org/2000/svg}title")]
check("the flame graph names its bars", any(re.fullmatch(r"derivative: [\d.]+ %, [\d.]+ s, 10 calls", title) for title in titles) and titles[0].startswith("all: 100.00 %"), titles)
check("it holds no scripts", "<script" not in flame.read_text() and "href" not in flame.read_text())
status, out, err = run("profile", "--flame", folder / "none" / "x.svg", "mathematics.lm")
check("a file that cannot be written is an error", status == 1 and "FileNotWritten" in err and "profile of" in err, (status, err[-200:]))

# ── programs that fail, stop, or are limited ──
(folder / "fails.lm").write_text("func f(n) { return 1 / n }\nprint(f(2))\nprint(f(0))\n")
status, out, err = run("profile", "fails.lm", where=folder)
check("an error is reported before the profile", status == 1 and out == "1/2\n" and err.index("DivisionByZero") < err.index("profile of fails.lm"), (status, out, err))
(folder / "exits.lm").write_text("print(1)\nexit(3)\n")
status, out, err = run("profile", "exits.lm", where=folder)
check("exit keeps its status", (status, out) == (3, "1\n") and "profile of exits.lm" in err, (status, out, err))
(folder / "loops.lm").write_text("var i = 0\nwhile true { i += 1 }\n")
status, out, err = run("profile", "--limits", "steps=1000", "loops.lm", where=folder)
check("limits hold", status == 1 and "StepLimit" in err and "in 1000 steps" in err, (status, err))
(folder / "caught.lm").write_text("func f(n) { if n == 0 { throw \"deep\" } return f(n - 1) }\nvar caught = 0\nfor i in 1..5 { try { f(3) } catch e { caught += 1 } }\nprint(caught)\n")
report = json.loads(run("profile", "--json", "caught.lm", where=folder)[2])
calls = {row["name"]: row["calls"] for row in report["functions"]}
check("calls that end by an error are closed", calls["f"] == 20 and calls["print"] == 1, calls)
status, out, err = run("profile", "-e", "1 + 1")
check("code can be profiled", (status, out) == (0, "2\n") and "profile of <command>" in err, (status, out, err))
check("a program on standard input too", run("profile", "-", stdin="print(7)")[1] == "7\n")
for arguments, text in ((["profile"], "no program"), (["profile", "--engine=ast", "mathematics.lm"], "only the virtual machine")):
    got = run(*arguments)
    check(f"wrong usage: {arguments}", got[0] == 2 and text in got[2], got)

compiled = folder / "mathematics.rmc"
if run("compile", here / "mathematics.lm", "-o", compiled)[0] == 0:
    status, out, err = run("profile", "--json", compiled)
    names = {row["name"]: row["calls"] for row in json.loads(err)["functions"]}
    check("a compiled program can be profiled", out == plain[1] and names["countdown"] == 51, (status, out, err))

# ── the same as an ordinary run ──
files = sorted(here.parent.glob("language/**/*.lm"))[::9]
for path in files:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    if "include" in path.parts or "#^>" in text or "#?" in text or "#%" in text or "time" in text or "random" in text:
        continue
    ordinary, profiled = run(path.name, where=path.parent), run("profile", path.name, where=path.parent)
    check(f"{path.name}: the same output, errors and status", profiled[:2] == ordinary[:2] and profiled[2].startswith(ordinary[2]),
          (ordinary, profiled[0], profiled[1], profiled[2][:500]))

status, out, err = run("profile", "missing.lm")
check("a program that cannot be read has no profile", status == 1 and out == "" and "FileNotFound" in err and "profile of" not in err, (status, out, err))
(folder / "broken.lm").write_text("print(1\n", encoding="utf-8")
status, out, err = run("profile", "--json", folder / "broken.lm")
check("nor has one that cannot be compiled", status == 1 and out == "" and "UnclosedBracket" in err and "{\n" not in err, (status, out, err))

finish()
