#!/usr/bin/env python3
"""The scores of integration: every answer is differentiated numerically and compared with the integrand in balls.

    tests/integrals/score.py --program build/release/bin/integral_score                  the problem sets
    tests/integrals/score.py --program … --inverse 2000                                  derivatives of random functions
    tests/integrals/score.py --program … --textbook                                      what any integrator must do

A problem has --seconds of processor time; a worker that does not come back is killed and another goes on.
  solved        the answer is right, or there is none and the class is unintegrable
  partial       right at some points, and none of the real domain contradicts
  WRONG         contradicted at a point of the common real domain (parameters positive, or of both signs)
  undecided     no point tells
  unevaluated   the answer is or contains an integral
Results go to --output, one problem a line; --compare shows what changed since an earlier such file.
"""
import argparse
import os
import re
import select
import statistics
import subprocess
import sys
import threading
import time

STATUSES = ["solved", "partial", "unevaluated", "timeout", "WRONG", "undecided", "error"]
HEADER = "id\tgroup\tstatus\tms\tleaves\toptimal_leaves\telsewhere\tanswer\tnote"
SECONDS_TO_JUDGE = 20  # of the worker's own
NAMES = {"hyper_pfq": "hypergeometric", "ei": "Ei", "si": "Si", "ci": "Ci", "shi": "Shi", "chi": "Chi", "lambert_w": "lambertw"}

here = os.path.dirname(os.path.abspath(__file__))
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--program", default="build/release/bin/integral_score")
parser.add_argument("--problems", default=os.path.join(here, "../../../shared/cases/integrals.tsv"))
parser.add_argument("--textbook", action="store_true", help="the problems of textbook.tsv: all must be solved")
parser.add_argument("--inverse", type=int, metavar="COUNT", help="integrate the derivatives of COUNT random functions")
parser.add_argument("--seed", type=int, default=1, help="of the random functions")
parser.add_argument("--seconds", type=float, help="for one problem (10; 1 for random functions)")
parser.add_argument("--jobs", type=int, default=os.cpu_count())
parser.add_argument("--filter", help="only problems whose id, suite or integrand matches this regular expression")
parser.add_argument("--sample", type=int, help="only every n-th problem")
parser.add_argument("--output", help="where results are written")
parser.add_argument("--compare", metavar="OLD", help="results of an earlier run")
parser.add_argument("--quiet", action="store_true", help="only the totals and what is wrong")
options = parser.parse_args()
seconds = options.seconds or (1 if options.inverse else 10)


def arguments_of(text, opening):
    """The arguments of the call whose parenthesis opens there, and the place behind it."""
    depth, start, parts = 0, opening + 1, []
    for place in range(opening, len(text)):
        c = text[place]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
            if depth == 0:
                return parts + [text[start:place]], place + 1
        elif c == "," and depth == 1:
            parts.append(text[start:place])
            start = place + 1
    return parts, len(text)


def translated(text):
    """The problem set's names as the language spells them."""
    text = re.sub(r"derivative\((\d+)\)\((\w+)\)\((\w+)\)", r"diff(\2(\3),\3,\1)", text)
    result, place = "", 0
    for call in re.finditer(r"([A-Za-z_]\w*)\(", text):
        if call.start() < place:
            continue  # inside a call that was translated as a whole
        result += text[place:call.start(1)]
        name, place = call.group(1), call.end(1)
        if name in ("gamma", "ei"):
            arguments, end = arguments_of(text, place)
            if len(arguments) == 2 and name == "gamma":
                name = "upper_gamma"
            elif len(arguments) == 2:  # E_n(z), DLMF 8.19.1
                n, z = map(translated, arguments)
                result += f"(({z})^(({n})-1)*upper_gamma(1-({n}),{z}))"
                place = end
                continue
        result += NAMES.get(name, name)
    return result + text[place:]


class Problem:
    def __init__(self, id, group, mode, variable, text, optimal="", unintegrable=False, independent=False):
        self.id, self.group, self.mode, self.variable, self.text, self.optimal = id, group, mode, variable, text, optimal
        self.unintegrable, self.independent = unintegrable, independent

    def row(self):
        return "\t".join([self.id, self.mode, str(seconds), self.variable, translated(self.text), translated(self.optimal)]) + "\n"


def problems_of(path):
    with open(path) as file:
        for line in list(file)[1:]:
            id, integrand, variable, optimal, chapter, _, kind = line.rstrip("\n").split("\t")
            parts = chapter.split("/")
            independent = chapter.startswith("0")
            yield Problem(id, parts[-1] if independent else parts[0], "integrate", variable, integrand, optimal, "unintegrable(" in optimal, independent)


def random_problems(count, seed):
    lines = subprocess.run([options.program, "--random", str(count), str(seed)], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    for number, line in enumerate(lines):
        leaves, stratum, text = line.split("\t")
        problem = Problem(f"F{number + 1}", stratum, "inverse", "x", text)
        problem.leaves = leaves
        yield problem


def processor_seconds(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0.0


class Worker:
    """A process, started again when it died or was killed."""

    def __init__(self):
        self.process = None

    def start(self):
        self.process = subprocess.Popen([options.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, stderr=subprocess.DEVNULL)
        self.rest = b""

    def line(self, used_before, limit):
        """The next line, or None when the process ended or used too much time (ten times as much when it only waits)."""
        give_up = time.monotonic() + 10 * limit
        while b"\n" not in self.rest:
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                data = os.read(self.process.stdout.fileno(), 65536)
                if not data:
                    return None
                self.rest += data
            elif processor_seconds(self.process.pid) - used_before > limit or time.monotonic() > give_up:
                return None
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode("utf-8", "replace")

    def solve(self, problem):
        if self.process is None or self.process.poll() is not None:
            self.start()
        used = processor_seconds(self.process.pid)
        try:
            self.process.stdin.write(problem.row().encode())
        except BrokenPipeError:
            pass
        integrated = False
        while True:
            line = self.line(used, SECONDS_TO_JUDGE + seconds + 5 if integrated else seconds + 2)
            if line is None:
                ended = self.process.poll() if select.select([self.process.stdout], [], [], 0)[0] else None
                if ended is None:
                    time.sleep(0.05)
                    ended = self.process.poll()
                self.process.kill()
                self.process.wait()
                self.process = None
                if ended is not None:
                    return ["error", "0", "0", "0", "0", "", f"the worker ended with {ended}" + (" while judging" if integrated else "")]
                return ["undecided" if integrated else "timeout", str(1000 * seconds), "0", "0", "0", "", "killed"]
            fields = line.split("\t")
            if fields[0] == "integrated":
                integrated = True
            elif fields[0] == "result":
                return fields[2:9]

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


class Answer:
    def __init__(self, status, milliseconds, leaves, optimal, elsewhere, answer, note):
        self.status, self.milliseconds = status, float(milliseconds)
        self.leaves, self.optimal, self.elsewhere, self.answer, self.note = int(leaves), int(optimal), int(elsewhere), answer, note


def run(problems):
    answers, queue, lock = {}, list(reversed(problems)), threading.Lock()

    def work():
        worker = Worker()
        while True:
            with lock:
                if not queue:
                    break
                problem = queue.pop()
                done = len(answers)
            answer = Answer(*worker.solve(problem))
            if answer.status == "unevaluated" and problem.unintegrable:
                answer.status = "solved"
            with lock:
                answers[problem.id] = answer
                if sys.stderr.isatty():
                    print(f"\r{done + 1} of {len(problems)}", end="", file=sys.stderr)
        worker.close()

    threads = [threading.Thread(target=work) for _ in range(options.jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return answers


def table(title, groups, answers):
    """groups: name -> problems"""
    width = max(len(name) for name in groups)
    print(f"{title:{width}} {'n':>5} {'solved':>12} " + " ".join(f"{s:>11}" for s in STATUSES[1:]) + f" {'median ms':>10} {'size':>6}")
    for name, problems in groups.items():
        rows = [answers[p.id] for p in problems]
        counts = [sum(r.status == s for r in rows) for s in STATUSES]
        sizes = [r.leaves / r.optimal for r in rows if r.status == "solved" and r.leaves and r.optimal]
        print(f"{name:{width}} {len(rows):5} {counts[0]:5} {100 * counts[0] / max(1, len(rows)):4.1f} % " + " ".join(f"{c:11}" for c in counts[1:])
              + f" {statistics.median(r.milliseconds for r in rows) if rows else 0:10.1f} {statistics.median(sizes) if sizes else 0:6.2f}")


def grouped(problems, key):
    groups = {}
    for problem in problems:
        groups.setdefault(key(problem), []).append(problem)
    return dict(sorted(groups.items()))


if options.inverse:
    problems = list(random_problems(options.inverse, options.seed))
elif options.textbook:
    problems = list(problems_of(os.path.join(here, "textbook.tsv")))
else:
    if not os.path.exists(options.problems):
        print(f"no problem set at {os.path.normpath(options.problems)}")
        sys.exit(0)
    problems = list(problems_of(options.problems))
if options.filter:
    wanted = re.compile(options.filter)
    problems = [p for p in problems if wanted.search(p.id) or wanted.search(p.group) or wanted.search(p.text)]
if options.sample:
    problems = problems[::options.sample]
if not problems:
    print("no problems")
    sys.exit(0)

answers = run(problems)

if options.output:
    with open(options.output, "w") as file:
        print(HEADER, file=file)
        for p in problems:
            a = answers[p.id]
            print(p.id, p.group, a.status, f"{a.milliseconds:.1f}", a.leaves, a.optimal, a.elsewhere, a.answer, a.note, sep="\t", file=file)

for p in problems:
    a = answers[p.id]
    if a.status in ("WRONG", "error") or (options.textbook and a.status != "solved"):
        print(f"{a.status}: {p.id}: {p.text} d{p.variable}\n  answer: {a.answer}\n  {a.note}")

if not options.quiet:
    table("suite", grouped(problems, lambda p: p.group), answers)
    if options.inverse:
        table("size", grouped(problems, lambda p: p.leaves), answers)
totals = {"all": problems}
if any(p.independent for p in problems) and not options.textbook:
    totals = {"independent suites": [p for p in problems if p.independent], "the rest": [p for p in problems if not p.independent], "all": problems}
table("total", totals, answers)
elsewhere = sum(answers[p.id].status == "solved" and answers[p.id].elsewhere > 0 for p in problems)
print(f"of the solved, {elsewhere} differ by branches at some point off the real domain")

if options.compare:
    with open(options.compare) as file:
        old = {fields[0]: fields for fields in (line.rstrip("\n").split("\t") for line in list(file)[1:])}
    changes = grouped([p for p in problems if p.id in old and old[p.id][2] != answers[p.id].status], lambda p: f"{old[p.id][2]} -> {answers[p.id].status}")
    print(f"compared with {options.compare}:")
    for change, those in changes.items():
        print(f"  {change}: {len(those)}: " + " ".join(p.id for p in those))
    both = [p for p in problems if p.id in old and old[p.id][2] == answers[p.id].status == "solved"]
    if both:
        print(f"  solved in both: {sum(float(old[p.id][3]) for p in both) / 1000:.1f} s before, {sum(answers[p.id].milliseconds for p in both) / 1000:.1f} s now; "
              f"{sum(int(old[p.id][4]) for p in both)} leaves before, {sum(answers[p.id].leaves for p in both)} now")

bad = sum(answers[p.id].status in ("WRONG", "error") or (options.textbook and answers[p.id].status != "solved") for p in problems)
if options.textbook or options.inverse:
    print(f"{len(problems) - bad} passed, {bad} failed")
sys.exit(1 if bad else 0)
