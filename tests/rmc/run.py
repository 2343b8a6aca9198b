#!/usr/bin/env python3
"""Compiled programs at the command line: compile, run, dump, refusals, and files that are written whole or not at all."""
import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from claims import check, finish

ROOT = pathlib.Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default=str(ROOT / "build/dev/bin/rumina"))
program = os.path.abspath(parser.parse_args().program)
bin_folder = os.path.dirname(program)
folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, "lib"))


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)


def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def run(*arguments, called=program, stdin=None, **options):
    done = subprocess.run([called, *arguments], cwd=folder, input=stdin, capture_output=True, text=True, timeout=60,
                          stdin=None if stdin is not None else subprocess.DEVNULL, **options)
    return done.returncode, done.stdout, done.stderr


def files():
    return sorted(os.listdir(folder))


# Everything a program is made of, an error in an included file last.
write("lib/deep.lm", "var greeting = \"deep\"\nfunc twice(x) = 2 * x\n")
write("tools.lm", "include \"lib/deep\"\nfunc fail_at(n) {\n    if n == 0 { return 1 / n }\n    return 1 + fail_at(n - 1)\n}\nvar seen = deep::greeting\n")
write("main.lm", """\
include "tools"
import lib.deep as d
use std.math.{cos as kosinus}
sym t, p in positive
struct Point { x = 1; y = 1/2; func_ = null }
@memoize
func fib(n) { return if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }
func named(a, b = 10^20, c = "c") { return [a, b, c] }
var counter = 0
func next() {
    global counter
    counter = counter + 1
    return counter
}
print(fib(60), named(1, c = 3), d.twice(21), tools::seen, kosinus(0))
print(diff(t^2 * sin(t), t), abs(p), 4i, √2, 123456789012345678901234567890, 1/3, 2.5f)
print(match t^3 { u^n => [u, n], _ => 0 }, match [1, 2] { [a, b] => a + b, _ => 0 })
print(next(), next(), Point, named, |x| x, table{a => 1}, {1, 2}, vec[1, 2], [1, 2; 3, 4])
func f(v) { var w = v + 1; return locals() }
print(f(1), globals().counter, differentiate(|x| x^2, t), args())
try { tools::fail_at(1) } catch (e) { print(e, e.line, e.trace) }
print(f"{counter} turns", [i * j for i in 1..3 for j in [1, 2] if i != j])
tools::fail_at(2)
""")
source = run("main.lm", "first", "-x")
check("the program fails as it should", source[0] == 1 and "ZeroDivisionError" in source[2], source)
made = run("compile", "main.lm")
check("compile says nothing", made == (0, "", ""), made)
check("compile writes beside the source", files() == ["lib", "main.lm", "main.rmc", "tools.lm"], files())
check("a compiled program prints the same, its errors included", run("main.rmc", "first", "-x") == source, run("main.rmc", "first", "-x"))
once = read("main.rmc")
check("-o names the file", run("compile", "main.lm", "-o", "other.rmc") == (0, "", ""))
check("the same source gives the same bytes", read("other.rmc") == once)
check("the name of the file does not matter", run("other.rmc", "first", "-x") == source)
check("what is not optimised prints the same", run("compile", "--opt=0", "main.lm", "-o", "plain.rmc") == (0, "", "") and read("plain.rmc") != once
      and run("plain.rmc", "first", "-x") == source, run("plain.rmc", "first", "-x"))
check("ruminac compiles", run("main.lm", "-o", "third.rmc", called=os.path.join(bin_folder, "ruminac")) == (0, "", "") and read("third.rmc") == once)
check("rmvm runs", run("third.rmc", "first", "-x", called=os.path.join(bin_folder, "rmvm")) == source)
check("rmvm wants a file", run(called=os.path.join(bin_folder, "rmvm"))[0] == 2)
for name in ("tools.lm", "lib/deep.lm", "main.lm"):
    os.rename(os.path.join(folder, name), os.path.join(folder, name + ".gone"))
check("no source is needed", run("main.rmc", "first", "-x") == source)
for name in ("tools.lm", "lib/deep.lm", "main.lm"):
    os.rename(os.path.join(folder, name + ".gone"), os.path.join(folder, name))
check("from standard input", run("compile", "-", "-o", "in.rmc", stdin="print(args())\n") == (0, "", "") and run("in.rmc", "a") == (0, "[a]\n", ""))
check("standard input needs -o", run("compile", "-", stdin="1")[0] == 2)
write("free.lm", "print(z + z)\n")
check("unknown names are errors", run("compile", "free.lm")[0] == 1)
check("--symbols=auto makes them symbols", run("compile", "--symbols=auto", "free.lm") == (0, "", "") and run("free.rmc") == (0, "2*z\n", ""), run("free.rmc"))
limited = run("--steps=10", "main.rmc")
check("limits hold", limited[0] == 1 and "StepLimit" in limited[2], limited)

dump = run("dump", "main.rmc")
check("dump shows header, sections and instructions", dump[0] == 0 and "compiled by rumina" in dump[1] and "section Functions" in dump[1] and "function fib" in dump[1], dump[1][:300])
check("dump of a source needs a stage", run("dump", "main.lm")[0] == 2)
write("plain.rmc", "print(1)\n")
for arguments, word in ((["plain.rmc"], "CompiledFileDamaged"), (["dump", "plain.rmc"], "CompiledFileDamaged"), (["compile", "main.rmc", "-o", "x.rmc"], "CompiledAlready"),
                        (["dump", "--tree", "main.rmc"], "CompiledAlready"), (["--engine=ast", "main.rmc"], "CompiledNeedsMachine"),
                        (["missing.rmc"], "FileNotFound"), (["compile", "missing.lm"], "FileNotFound")):
    got = run(*arguments)
    check(f"{' '.join(arguments)} is refused", got[0] == 1 and got[1] == "" and f"[{word}]" in got[2], got)
for label, bytes_ in (("a cut", once[:-1]), ("a longer", once + b"\0"), ("a changed", once[:200] + bytes([once[200] ^ 1]) + once[201:]), ("an empty", b""),
                      ("a text transfer of a", once.replace(b"\r\n", b"\n"))):
    pathlib.Path(folder, "bad.rmc").write_bytes(bytes_)
    got = run("bad.rmc")
    check(f"{label} file is refused", got[0] == 1 and got[1] == "" and "[CompiledFileDamaged]" in got[2], got)
pathlib.Path(folder, "newer.rmc").write_bytes(once[:8] + b"\x63" + once[9:])
got = run("newer.rmc")
check("another format is named", got[0] == 1 and "compiled by format 99" in got[2] and "[CompiledFileVersion]" in got[2], got)
for name in ("bad.rmc", "newer.rmc", "plain.rmc", "in.rmc", "third.rmc", "other.rmc", "free.rmc"):
    os.remove(os.path.join(folder, name))

# Writing: whole or not at all.
before = files()
write("broken.lm", "print(1\n")
check("a program with errors writes nothing", run("compile", "broken.lm")[0] == 1 and "broken.rmc" not in files(), files())
os.remove(os.path.join(folder, "broken.lm"))
full = run("compile", "tools.lm", "-o", "main.rmc", restore_signals=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
check("no room is an IOError", full[0] == 1 and "[FileNotWritten]" in full[2], full)
check("and leaves the old file and nothing else", read("main.rmc") == once and files() == before, files())
for output in (".", "/dev/null", "no/such/folder.rmc"):
    got = run("compile", "main.lm", "-o", output)
    check(f"cannot write {output}", got[0] == 1 and "[FileNotWritten]" in got[2] and files() == before, got)
os.symlink("main.rmc", os.path.join(folder, "link.rmc"))
os.chmod(os.path.join(folder, "main.rmc"), 0o640)
check("a link goes on leading to its file", run("compile", "main.lm", "-o", "link.rmc")[0] == 0 and os.path.islink(os.path.join(folder, "link.rmc")))
check("whose mode stays", os.stat(os.path.join(folder, "main.rmc")).st_mode & 0o777 == 0o640)

# The page that explains the format names every section.
sections = re.findall(r"^SECTION\((\w+), (\d+)", (ROOT / "src/rmc/sections.def").read_text(encoding="utf-8"), re.M)
page = (ROOT / "docs/internals/rmc.md").read_text(encoding="utf-8")
check("docs/internals/rmc.md has the sections", sections and all(f"| {number} | {name} |" in page for name, number in sections), sections)

finish()
