#!/usr/bin/env python3
"""The command line as a user meets it: options, standard input, exit statuses, dumps, the REPL and Ctrl-C."""
import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from claims import check, finish
from terminal_session import Session

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
program = os.path.abspath(parser.parse_args().program)
folder = tempfile.mkdtemp()


def path(name, text):
    full = os.path.join(folder, name)
    with open(full, "w", encoding="utf-8") as out:
        out.write(text)
    return full


def run(*arguments, stdin=None, timeout=60):
    done = subprocess.run([program, *arguments], input=stdin, capture_output=True, text=True, timeout=timeout,
                          stdin=None if stdin is not None else subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


for engine in ("vm", "ast"):
    option = f"--engine={engine}"
    got = run(option, "-e", "1/3 + 1/6")
    check(f"{engine}: -e prints the value", got == (0, "1/2\n", ""), got)
    got = run(option, "-e", "x = 5")
    check(f"{engine}: -e of an assignment prints nothing", got == (0, "", ""), got)
    got = run(option, "-e", "'a'")
    check(f"{engine}: -e quotes strings", got == (0, '"a"\n', ""), got)
    got = run(option, "-e", "{1, 2}")
    check(f"{engine}: -e reads a printed set back", got == (0, "{1, 2}\n", ""), got)
    got = run(option, "-", stdin="print(2 + 3)\n")
    check(f"{engine}: - reads standard input", got == (0, "5\n", ""), got)
    got = run(option, stdin="print(2 + 4)\n")
    check(f"{engine}: piped standard input is a program", got == (0, "6\n", ""), got)
    got = run(option, "-e", "print(args())", "a", "-b")
    check(f"{engine}: words after -e's code are arguments", got == (0, "[a, -b]\n", ""), got)
    got = run(option, path("fails.lm", "print(1)\nprint(1/0)\n"))
    check(f"{engine}: an error gives status 1 and keeps earlier output",
          got[0] == 1 and got[1] == "1\n" and got[2].endswith("ZeroDivisionError: division by zero [DivisionByZero]\n"), got)
    got = run(option, path("leaves.lm", "print(1)\nexit(7)\nprint(2)\n"))
    check(f"{engine}: exit(n) gives the status", got == (7, "1\n", ""), got)
    got = run(option, "--steps=1000", "-e", "while true {}")
    check(f"{engine}: --steps stops an endless loop", got[0] == 1 and "[StepLimit]" in got[2], got)
    got = run(option, "--time=0.2", "-e", "while true {}")
    check(f"{engine}: --time stops an endless loop", got[0] == 1 and "[TimeLimit]" in got[2], got)
    got = run(option, "--digits=100", "-e", "10^200")
    check(f"{engine}: --digits bounds integers", got[0] == 1 and "[NumberTooLarge]" in got[2], got)
    got = run(option, "--memory=64M", "-e", "var a = []\nwhile true { push(a, [1, 2, 3]) }")
    check(f"{engine}: --memory stops growth", got[0] == 1 and "[OutOfMemory]" in got[2], got)
    got = run(option, "--limits=steps=1000", "-e", "while true {}")
    check(f"{engine}: --limits sets steps", got[0] == 1 and "more than 1000 steps" in got[2], got)
    got = run(option, "--limits", "time=200ms,memory=64MB", "-e", "while true {}")
    check(f"{engine}: --limits sets several", got[0] == 1 and "longer than 0.2 s" in got[2], got)
    got = run(option, "--steps=5", "--limits=steps=1e3,digits=20", "-e", "10^25")
    check(f"{engine}: --limits and the short forms set the same", got[0] == 1 and "the limit is 20" in got[2], got)
    for wrong in ("tme=1s", "time=soon", "time", "memory=-1", "time=1s,,"):
        got = run(option, f"--limits={wrong}", "-e", "1")
        check(f"{engine}: --limits={wrong} is wrong usage", got[0] == 2 and got[1] == "" and "--limits" in got[2], got)
    got = run(option, "--depth=50", "-e", "func f(n) { 1 + f(n) }\nf(1)")
    check(f"{engine}: --depth bounds recursion", got[0] == 1 and "more than 50 deep" in got[2], got)

# Drawings of a program as files.
def drawn(*arguments, program_text="", name="drawings.lm"):
    """The run, and what it left in a folder of its own, by name."""
    place = tempfile.mkdtemp(dir=folder)
    source = path(name, program_text)
    got = run(*[a.replace("@", place) for a in arguments], source)
    return got, {f: open(os.path.join(place, f), encoding="utf-8").read() for f in sorted(os.listdir(place))}


for engine in ("vm", "ast", "rmc"):
    option = f"--engine={engine}"
    got, files = drawn(option, "--plot", "@/out.svg", program_text="sym x\nplot(x^2, x, 0, 1)\n")
    check(f"{engine}: --plot writes a drawing", got == (0, "", "") and list(files) == ["out.svg"] and files["out.svg"].startswith("<svg "), (got, list(files)))
    got, files = drawn(option, "--plot=@/a.b/../out.svg", program_text="sym x\nfor k in 1..3 { plot(x^k, x, 0, 1) }\n")
    check(f"{engine}: a folder that is not there is an IOError", got[0] == 1 and "[FileNotWritten]" in got[2] and not files, (got, list(files)))
    got, files = drawn(option, "--plot=@/out.svg", program_text="sym x\nfor k in 1..3 { plot(x^k, x, 0, 1) }\n")
    check(f"{engine}: several drawings are numbered", got == (0, "", "") and list(files) == ["out-1.svg", "out-2.svg", "out-3.svg"], (got, list(files)))
    got, files = drawn(option, "--plot=@/out.json", program_text="plot([[1, 2], [3, 4]])\n")
    check(f"{engine}: a name in .json gives data", got == (0, "", "") and json.loads(files.get("out.json", "{}"))["curves"][0]["segments"] == [[[1, 2], [3, 4]]], (got, files))
    got, files = drawn(option, "--plot=@/out.svg", program_text="for k in 1..1003 { plot([1, 2]) }\n")
    check(f"{engine}: of very many drawings the first are written", got[0] == 0 and "3 further plots" in got[2] and len(files) == 1000, (got, len(files)))
    got, files = drawn(option, "--plot=@/out.svg", program_text="print(1)\n")
    check(f"{engine}: no drawing is an error", got[0] == 1 and got[1] == "1\n" and "made no plot" in got[2] and not files, (got, files))
    got, files = drawn(option, "--plot=@/out.svg", program_text="plot([1, 2])\nprint(1/0)\n")
    check(f"{engine}: what was drawn before an error is written", got[0] == 1 and "[DivisionByZero]" in got[2] and list(files) == ["out.svg"], (got, list(files)))
    got, files = drawn(option, "--plot=@/out.svg", program_text="plot([1, 2])\nexit(3)\n")
    check(f"{engine}: and before exit(n)", got == (3, "", "") and list(files) == ["out.svg"], (got, list(files)))

file = path("two.lm", "var x = 1 + 2\nprint(x)\n")
check("dump --tokens shows tokens", "1:5" in run("dump", "--tokens", file)[1] or "x" in run("dump", "--tokens", file)[1])
check("dump --tree shows nodes", "Declaration" in run("dump", "--tree", file)[1])
check("dump --bytecode shows instructions", "AddInt" in run("dump", "--bytecode", "--opt=0", file)[1])
got = run("dump", "--tree", "--after=fold", file)
check("dump --after without --bytecode is refused", got[0] == 2 and "--bytecode" in got[2], got)
check("dump of a wrong file gives its errors", run("dump", "--tree", path("wrong.lm", "var = 3\n"))[0] == 1)
check("dump without a stage is a usage error", run("dump", file)[0] == 2)

status, out, err = run("--help")
check("--help goes to standard output", status == 0 and "Usage: rumina" in out, out)
status, out, err = run("--version")
check("--version names the program", status == 0 and re.match(r"rumina \d+\.\d+\.\d+\n", out), out)
with open("/dev/full", "w") as full:
    for option in ("--help", "--version"):
        done = subprocess.run([program, option], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        check(f"{option} to a full device is an error", done.returncode == 1 and "[OutputFailed]" in done.stderr, done)
status, out, err = run("--nonsense")
check("an unknown option is a usage error", status == 2 and "--nonsense" in err and out == "", err)
status, out, err = run("--engine=jit", "-e", "1")
check("an unknown engine is a usage error", status == 2 and "jit" in err, err)
status, out, err = run(os.path.join(folder, "missing.lm"))
check("a missing file is a clear error", status == 1 and "missing.lm" in err and "no such file" in err, err)
status, out, err = run(folder)
check("a directory is a clear error", status == 1 and "directory" in err, err)
status, out, err = run(path("several.lm", "var = 1\nprint(2\nx +* 3\n"))
check("several syntax errors are reported together", status == 1 and err.count("SyntaxError") >= 2, err)


for engine in ("vm", "ast"):
    try:
        session = Session(program, f"--engine={engine}")
        check(f"{engine} REPL: values are echoed", "\n1/2\r\n" in session.line("1/3 + 1/6"))
        session.line("x = 41")
        check(f"{engine} REPL: variables stay", "\n42\r\n" in session.line("x + 1"))
        check(f"{engine} REPL: an error leaves the session", "ZeroDivisionError" in session.line("1/0"))
        check(f"{engine} REPL: a drawing is shown as dots", "┤" in session.line("plot([1, 4, 9])"))
        check(f"{engine} REPL: print shows no null", "null" not in session.line('print("hi")'))
        session.line("func f(n) {", "...> ")
        session.line("  return n * 2", "...> ")
        session.line("}")
        check(f"{engine} REPL: unfinished input continues", "\n82\r\n" in session.line("f(x)"))
        session.line("func unfinished(n) {", "...> ")
        session.write("\x03")
        session.until("]> ")
        check(f"{engine} REPL: Ctrl-C drops unfinished input", "\n41\r\n" in session.line("x"))
        session.write("while true {}\n")
        time.sleep(0.5)
        session.write("\x03")
        check(f"{engine} REPL: Ctrl-C stops a loop", "[Interrupted]" in session.until("]> "))
        check(f"{engine} REPL: and keeps the variables", "\n41\r\n" in session.line("x"))
        check(f"{engine} REPL: an unknown name is a symbol", "xx_unknown" in session.line("xx_unknown"))
        check(f"{engine} REPL: an unknown function is an error", "undefined variable" in session.line("xx_unknown_f(1)"))
        check(f"{engine} REPL: and stays one", "undefined variable" in session.line("xx_unknown_f(1)"))
        status = session.close()
        check(f"{engine} REPL: exit leaves with status 0", os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, status)
        session = Session(program, f"--engine={engine}")
        session.write("\x04")
        status = session.wait()
        check(f"{engine} REPL: Ctrl-D leaves with status 0", os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, status)
    except (TimeoutError, OSError) as problem:
        check(f"{engine} REPL", False, str(problem))

process = subprocess.Popen([program, "-e", "while true {}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
time.sleep(0.5)
process.send_signal(signal.SIGINT)
out, err = process.communicate(timeout=20)
check("Ctrl-C ends a program with an error", process.returncode == 1 and "[Interrupted]" in err, (process.returncode, err))

finish()
