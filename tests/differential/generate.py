#!/usr/bin/env python3
"""Random programs that are well formed and end by themselves.

A program is a list of snippets, most of them inside try/catch, which print everything they compute, wrong operations
included: the two engines must agree on every value, every message and every place. The same seed always gives the same
program. `generate.py SEED` prints one.
"""

import random
import sys

INTEGERS = ["0", "1", "2", "3", "7", "10", "-1", "-2", "-5", "100", "255", "4294967296", "9223372036854775807",
            "(-9223372036854775807 - 1)", "9223372036854775808", "123456789012345678901234567890", "(-10^20)"]
RATIONALS = ["1/2", "0.1", "2.5", "-3/4", "0.(3)", "22/7", "1e-3", "(10^20 / 3)", "-0.75"]
FLOATS = ["0.0f", "1.0f", "0.1f", "2.5f", "-3.75f", "1e10f", "1e-7f", "1e300f", "0.3f"]
STRINGS = ['""', '"a"', '"hello"', '"é😀x"', "'q'", '"12"', '"a,b"', 'f"{1 + 1}!"']
KINDS = ["int", "rational", "float", "string", "bool", "array", "struct", "table", "set", "vec", "mat", "function", "range", "exact"]
EXACT = ["√2", "pi", "e", "i", "phi", "2√3", "(1 + √2)", "4i", "sx", "sy", "(sx + 1)", "sx^2", "sin(sy)", "log(2)", "inf"]


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.names = 0
        self.scopes = [[]]        # variables in scope: (name, kind, may be assigned)
        self.functions = []       # (name, required, optional parameter names)
        self.loop_depth = 0
        self.function_depth = 0
        self.budget = 40

    # ── text ──
    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def name(self, prefix="v"):
        self.names += 1
        return f"{prefix}{self.names}"

    def choose(self, *options):
        return self.random.choice(options)

    def chance(self, probability):
        return self.random.random() < probability

    def variables(self, kind=None):
        return [name for scope in self.scopes for name, its, _ in scope if kind is None or its == kind]

    def assignable(self, kind=None):
        return [name for scope in self.scopes for name, its, free in scope if free and (kind is None or its == kind)]

    def declare(self, name, kind, free=True):
        self.scopes[-1].append((name, kind, free))

    def inside(self, write):
        """Runs `write` one level deeper; what it declares is forgotten after."""
        self.indent += 1
        self.scopes.append([])
        write()
        self.scopes.pop()
        self.indent -= 1

    # ── expressions ──
    def expression(self, kind, depth=0):
        names = self.variables(kind)
        if names and self.chance(0.35):
            return self.random.choice(names)
        if depth > 3:
            return self.leaf(kind)
        return getattr(self, kind + "_expression")(depth + 1)

    def any_expression(self, depth=0):
        return self.expression(self.random.choice(KINDS), depth)

    def leaf(self, kind):
        simple = {"int": INTEGERS[:9], "rational": RATIONALS, "float": FLOATS, "string": STRINGS, "bool": ["true", "false"],
                  "array": ["[1, 2, 3]", "[]", '["a", 1/2]'], "struct": ["{a = 1}", "{}"], "table": ["table{a => 1}", "table{}"],
                  "set": ["{1, 2}", '{"a"}'], "vec": ["vec[1, 2]", "vec[3, 4]"], "mat": ["[1, 2; 3, 4]"],
                  "function": ["|x| x", "abs"], "range": ["1..3"], "exact": EXACT}
        return self.random.choice(simple[kind])

    def int_expression(self, depth):
        sub = lambda kind="int": self.expression(kind, depth)
        form = self.random.randrange(16)
        if form < 3:
            return self.random.choice(INTEGERS)
        if form < 8:
            return f"({sub()} {self.choose('+', '-', '*')} {sub()})"
        if form == 8:
            return f"({sub()} % {sub()})"
        if form == 9:
            return f"{self.choose('idiv', 'mod', 'gcd', 'max', 'min')}({sub()}, {sub()})"
        if form == 10:
            return f"size({sub(self.choose('array', 'string', 'table', 'set', 'vec', 'struct'))})"
        if form == 11:
            return f"({self.random.randrange(12)})!"
        if form == 12:
            return f"({sub()})^{self.random.randrange(4)}"
        if form == 13:
            return f"(if {sub('bool')} {{ {sub()} }} else {{ {sub()} }})"
        if form == 14:
            return f"sum({self.choose('[1, 2, 3]', '1..10', '[x * 2 for x in 1..4]')})"
        return f"({self.choose('-', '+')}{sub()})"

    def rational_expression(self, depth):
        sub = lambda: self.expression(self.choose("int", "rational"), depth)
        form = self.random.randrange(6)
        if form == 0:
            return self.random.choice(RATIONALS)
        if form < 4:
            return f"({sub()} {self.choose('+', '-', '*', '/')} {sub()})"
        if form == 4:
            return f"abs({sub()})"
        return f"({self.random.choice(RATIONALS)})^{self.choose('2', '-1', '3', '0')}"

    def float_expression(self, depth):
        sub = lambda: self.expression(self.choose("int", "rational", "float", "float"), depth)
        form = self.random.randrange(6)
        if form == 0:
            return self.random.choice(FLOATS)
        if form < 4:
            return f"({sub()} {self.choose('+', '-', '*', '/', '%')} {self.expression('float', depth)})"
        if form == 4:
            return f"{self.choose('sin', 'cos', 'exp', 'sqrt', 'abs', 'floor')}({self.random.choice(FLOATS)})"
        return f"float({sub()})"

    def exact_expression(self, depth):
        """Exact constants, complex numbers and expressions with the symbols sx (positive) and sy."""
        sub = lambda: self.expression(self.choose("exact", "exact", "exact", "int", "rational", "float"), depth)
        form = self.random.randrange(12)
        if form < 3:
            return self.random.choice(EXACT)
        if form < 7:
            return f"({sub()} {self.choose('+', '-', '*', '/')} {self.expression('exact', depth)})"
        if form == 7:
            return f"{self.choose('sqrt', 'sin', 'cos', 'exp', 'abs', 'conj', 're', 'floor')}({self.expression('exact', depth)})"
        if form == 8:
            return f"({self.expression('exact', depth)})^{self.choose('2', '-1', '(1/2)', '3', '0')}"
        if form == 9:
            return f"({self.expression('exact', depth)} => (sx => {sub()}, sy => {self.choose('1', 'sx', '√2')}))"
        if form == 10:
            return f"diff({self.expression('exact', depth)}, {self.choose('sx', 'sy', '3')})"
        return (f"(match {sub()} {{ u + v => {self.choose('u', 'v', 'u*v')}, u^n => u, 2*u => u, sin(u) => u, "
                f"u if {self.expression('bool', depth)} => u, _ => sx }})")

    def string_expression(self, depth):
        sub = lambda kind: self.expression(kind, depth)
        form = self.random.randrange(9)
        if form == 0:
            return self.random.choice(STRINGS)
        if form < 3:
            return f"({sub('string')} + {self.any_expression(depth)})"
        if form == 3:
            return f"to_string({self.any_expression(depth)})"
        if form == 4:
            return f"{sub('string')}[{sub('int')}]"
        if form == 5:
            return f"{self.choose('upper', 'lower', 'reverse', 'trim')}({sub('string')})"
        if form == 6:
            return f'join({sub("array")}, ", ")'
        if form == 7:
            return f"repr({self.any_expression(depth)})"
        return 'f"' + self.choose("n = ", "{{", "") + "{" + sub("int") + "}" + self.choose("", "!", "}}") + '"'

    def bool_expression(self, depth):
        sub = lambda kind: self.expression(kind, depth)
        number = lambda: sub(self.choose("int", "int", "rational", "float"))
        form = self.random.randrange(13)
        if form == 0:
            return self.choose("true", "false")
        if form == 11:
            return f"({sub('exact')} {self.choose('<', '<=', '>', '>=', '==', '!=', '===')} {sub(self.choose('exact', 'int'))})"
        if form == 12:
            return f"({number()} {self.choose('<', '<=')} {sub('exact')} {self.choose('<', '==', '!=')} {sub('exact')})"
        if form < 4:
            return f"({number()} {self.choose('<', '<=', '>', '>=', '==', '!=')} {number()})"
        if form == 4:
            return f"({number()} < {number()} {self.choose('<', '<=', '==')} {number()})"
        if form == 5:
            return f"({sub('bool')} {self.choose('and', 'or', '&&', '||')} {sub('bool')})"
        if form == 6:
            return f"(not {sub('bool')})"
        if form == 7:
            return f"({self.any_expression(depth)} {self.choose('==', '!=', 'is')} {self.any_expression(depth)})"
        if form == 8:
            return f"({sub('int')} {self.choose('in', 'not in')} {sub(self.choose('array', 'set', 'range', 'table'))})"
        if form == 9:
            return f"({sub('string')} {self.choose('<', '==', '>=')} {sub('string')})"
        return f"({sub('set')} subset {sub('set')})"

    def array_expression(self, depth):
        sub = lambda kind: self.expression(kind, depth)
        form = self.random.randrange(12)
        if form < 3:
            return "[" + ", ".join(self.any_expression(depth) for _ in range(self.random.randrange(4))) + "]"
        if form == 3:
            x = self.name("x")
            self.scopes.append([(x, "int", False)])
            condition = f" if {self.expression('bool', depth)}" if self.chance(0.5) else ""
            element = self.any_expression(depth)
            self.scopes.pop()
            return f"[{element} for {x} in {self.choose('1..4', '[3, 1, 2]', '{5, 6}')}{condition}]"
        if form == 4:
            return f"map({sub('array')}, {self.lambda_of(1, depth)})"
        if form == 5:
            return f"filter([1, 2, 3, 4, 5], {self.lambda_of(1, depth, 'bool')})"
        if form == 6:
            return f"sort([{', '.join(sub(self.choose('int', 'rational', 'float')) for _ in range(4))}])"
        if form == 7:
            return f"({sub('array')} {self.choose('+', '-', '.*', '.+')} {sub('array')})"
        if form == 8:
            return f"concat({sub('array')}, {sub('array')})"
        if form == 9:
            return f"{sub('array')}[{self.choose('0..1', '1..2', '-2..-1', '0..5')}]"
        if form == 10:
            return f"{sub(self.choose('table', 'table', 'struct'))}.keys()"
        return f"range({self.random.randrange(6)})"

    def struct_expression(self, depth):
        fields = self.random.sample(["a", "b", "c", "d"], self.random.randrange(1, 4))
        return "{" + self.choose(", ", "; ").join(f"{name} = {self.any_expression(depth)}" for name in fields) + "}"

    def table_expression(self, depth):
        keys = [self.choose("a", "b", '"c d"', "1", "1/2", "2.0f", "true", self.expression("string", depth)) for _ in range(3)]
        return "table{" + ", ".join(f"{self.key(key)} => {self.any_expression(depth)}" for key in keys) + "}"

    @staticmethod
    def key(text):
        return f"({text})" if text[0] not in '"1ab2t' or len(text) > 6 else text

    def set_expression(self, depth):
        if self.chance(0.4):
            return f"({self.expression('set', depth)} {self.choose('|', '&', 'xor')} {self.expression('set', depth)})"
        kinds = ["int", "rational", "string", "bool", "vec"]
        return "{" + ", ".join("(" + self.expression(self.random.choice(kinds), depth) + ")" for _ in range(3)) + "}"

    def vec_expression(self, depth):
        sub = lambda kind: self.expression(kind, depth)
        form = self.random.randrange(6)
        if form < 3:
            return f"vec[{sub('int')}, {sub(self.choose('int', 'rational'))}]"
        if form == 3:
            return f"({sub('vec')} {self.choose('+', '-', '.*')} {sub('vec')})"
        if form == 4:
            return f"({sub(self.choose('int', 'rational'))} * {sub('vec')})"
        return f"({sub('mat')} * {sub('vec')})"

    def mat_expression(self, depth):
        sub = lambda kind: self.expression(kind, depth)
        form = self.random.randrange(6)
        if form < 3:
            return f"[{sub('int')}, {sub('int')}; {sub('rational')}, {sub('int')}]"
        if form == 3:
            return f"({sub('mat')} {self.choose('+', '-', '*', '.*')} {sub('mat')})"
        if form == 4:
            return f"({sub('mat')})'"
        return f"({sub('mat')})^{self.choose('2', '-1', '0')}"

    def range_expression(self, depth):
        return f"({self.random.randrange(4)}..{self.random.randrange(8)}{self.choose('', '', ' step 2')})"

    def function_expression(self, depth):
        return self.lambda_of(self.random.randrange(3), depth)

    def lambda_of(self, count, depth, kind=None):
        names = [self.name("p") for _ in range(count)]
        self.scopes.append([(name, "int", True) for name in names])
        result = self.expression(kind, depth + 1) if kind else self.any_expression(depth + 1)
        self.scopes.pop()
        bars = "|" + ", ".join(names) + "|" if names else "||"
        form = self.random.randrange(4)
        if form == 0:
            return f"({bars} ({result}))"
        if form == 1:
            return f"({bars} -> ({result}))"
        if form == 2:
            return f"({bars} {{ var t = ({result}); t }})"
        return f"(func({', '.join(names)}) {{ return ({result}) }})"

    # ── statements ──
    def statement(self):
        self.budget -= 1
        kinds = [self.print_statement] * 5 + [self.declaration] * 4 + [self.assignment] * 4 + [self.change] * 3
        if self.budget > 0 and self.indent < 5:
            kinds += [self.if_statement, self.for_in, self.for_three, self.while_loop, self.counted_loop, self.try_statement,
                      self.try_statement, self.match_statement, self.counter_of_closures, self.wrong_operation, self.block]
            if self.function_depth < 2:
                kinds += [self.function, self.function]
        if self.functions:
            kinds += [self.call] * 3
        self.random.choice(kinds)()

    def statements(self, count):
        for _ in range(count):
            self.statement()

    def print_statement(self):
        self.line(f"print({', '.join(self.any_expression() for _ in range(self.random.randrange(1, 4)))})")

    def declaration(self):
        kind = self.random.choice(KINDS)
        value = self.expression(kind)
        word = self.choose("var", "var", "let")
        name = self.name()
        if kind in ("int", "array") and self.chance(0.1):
            self.line(f"var [{name}, {name}b] = [{value}, {value}]")
            self.declare(name + "b", kind)
        else:
            self.line(f"{word} {name} = {value}")
        self.declare(name, kind, word == "var")

    def assignment(self):
        names = self.assignable("int") + self.assignable("rational")
        if not names or self.chance(0.4):
            everything = self.assignable()
            if not everything:
                return self.declaration()
            name = self.random.choice(everything)
            kind = next(its for scope in self.scopes for n, its, _ in scope if n == name)
            self.line(f"{name} = {self.expression(kind)}")
            return
        self.line(f"{self.random.choice(names)} {self.choose('+=', '-=', '*=', '%=')} {self.expression('int')}")

    def change(self):
        """Changes a part of a container."""
        kind = self.choose("array", "struct", "table", "vec", "mat")
        names = self.assignable(kind)
        if not names:
            name = self.name()
            self.line(f"var {name} = {self.leaf(kind)}")
            self.declare(name, kind)
        else:
            name = self.random.choice(names)
        value = self.expression("int") if kind in ("vec", "mat") else self.any_expression()
        if self.chance(0.3):
            other = self.name()
            self.line(f"var {other} = {name}")
            self.declare(other, kind)
        if kind == "array":
            self.line(self.choose(f"push({name}, {value})", f"{name}[0] = {value}", f"{name}[-1] = {value}",
                                  f"{name}[{self.expression('int')}] = {value}", f"print(pop({name}))"))
        elif kind == "struct":
            self.line(self.choose(f"{name}.{self.choose('a', 'b', 'z')} = {value}", f"print({name}.{self.choose('a', 'b')})",
                                  f'{name}["k"] = {value}'))
        elif kind == "table":
            self.line(self.choose(f"{name}.{self.choose('a', 'b')} = {value}", f"{name}[{self.expression('int')}] = {value}",
                                  f"print({name}.missing)"))
        elif kind == "vec":
            self.line(f"{name}[{self.choose('1', '2', '3', '0')}] = {value}")
        else:
            self.line(f"{name}[{self.choose('1', '2')}, {self.choose('1', '2', '3')}] = {value}")
        self.line(f"print({name})")

    def if_statement(self):
        self.line(f"if {self.expression('bool')} {{")
        self.inside(lambda: self.statements(self.random.randrange(1, 3)))
        if self.chance(0.4):
            self.line(f"}} else if {self.any_expression(2)} {{")
            self.inside(lambda: self.statements(1))
        if self.chance(0.6):
            self.line("} else {")
            self.inside(lambda: self.statements(self.random.randrange(1, 3)))
        self.line("}")

    def loop_body(self, count):
        self.loop_depth += 1
        self.statements(count)
        if self.chance(0.25):
            self.line(f"if {self.expression('bool')} {{ {self.choose('break', 'continue')} }}")
        self.statements(1)
        self.loop_depth -= 1

    def for_in(self):
        if self.loop_depth >= 2:
            return self.print_statement()
        x = self.name("x")
        kind, source = self.random.choice([
            ("int", "1..3"), ("int", "[4, 5, 6]"), ("string", '"abé"'), ("string", "table{a => 1, b => 2}"), ("int", "vec[7, 8]"),
            ("int", "{1, 1, 2}"), ("string", "{a = 1, b = 2}"), ("vec", "[1, 2; 3, 4]"), ("int", "5..1 step -2")])

        def write():
            self.declare(x, kind)
            self.loop_body(1)
        self.line(f"for {x} in {source} {{")
        self.inside(write)
        self.line("}")

    def for_three(self):
        if self.loop_depth >= 2:
            return self.print_statement()
        x = self.name("x")

        def write():
            self.declare(x, "int", False)
            self.loop_body(1)
        self.line(f"for (var {x} = 0; {x} < {self.random.randrange(1, 5)}; {x} += 1) {{")
        self.inside(write)
        self.line("}")

    def while_loop(self):
        if self.loop_depth >= 2:
            return self.print_statement()
        x = self.name("x")

        def write():
            self.line(f"{x} += 1")
            self.declare(x, "int", False)
            self.loop_body(1)
        self.line(f"var {x} = 0")
        self.line(f"while {x} < {self.random.randrange(1, 5)} {{")
        self.inside(write)
        self.line("}")

    def counted_loop(self):
        if self.loop_depth >= 2:
            return self.print_statement()
        self.line(f"loop {self.choose('0', '1', '2', '3', '4/2', '2.0f', '-1', '1/2')} {{")
        self.inside(lambda: self.loop_body(1))
        self.line("}")

    def try_statement(self):
        e = self.name("e")
        self.line("try {")
        self.inside(lambda: self.statements(self.random.randrange(1, 4)))
        if self.chance(0.25):
            self.indent += 1
            self.line(self.choose('throw "thrown"', "throw 42", "throw {code = 1}", 'error("made", "DomainError")'))
            self.indent -= 1
        self.line(f"}} catch ({e}) {{")

        def handler():
            self.line(f"print({e}.kind, {e}.message, {e}.id, {e}.line, {e}.column)")
            if self.chance(0.3):
                self.line(f"print({e}.trace)")
            if self.chance(0.3):
                self.statements(1)
            if self.chance(0.1):
                self.line(f"throw {e}")
        self.inside(handler)
        if self.chance(0.3):
            self.line("} finally {")
            self.inside(lambda: self.statements(1))
        self.line("}")

    def match_statement(self):
        subject = self.any_expression(1)
        n = self.name("n")
        arms = self.random.sample(['1 => "one"', '"a" => "letter"', "true => 1", "null => 0", f'[{n}] => "one of " + {n}',
                                   f'[{n}, {n}b] => {n}', f'vec[{n}, {n}b] => {n} + {n}b', f'{{a = {n}}} => {n}',
                                   f'{n} if {n} == 3 => "three"', '1/2 => "half"', '-1 => "minus"'], 3)
        self.line(f"print(match {subject} {{ {', '.join(arms)}, _ => \"other\" }})")

    def counter_of_closures(self):
        f, g, n = self.name("f"), self.name("g"), self.name("n")
        self.line(f"func {f}({n}) {{ var total = {self.expression('int')}; "
                  f"return {{up = || {{ total = total + {n}; total }}, get = || total}} }}")
        self.line(f"var {g} = {f}({self.expression('int')})")
        self.line(f"{g}.up()")
        self.line(f"print({g}.up(), {g}.get())")

    def block(self):
        self.line("{")
        self.inside(lambda: self.statements(2))
        self.line("}")

    def wrong_operation(self):
        """One statement of which most fail, each in its own handler."""
        e = self.name("e")
        a, b = self.any_expression(2), self.any_expression(2)
        operation = self.choose(f"({a}) {self.choose('+', '-', '*', '/', '%', '^', '<', '|', '&', '.+', '.^', 'in')} ({b})"
                                if not b.startswith(("1", "9", "4", "(1", "(9")) else f"({a}) - ({b})",
                                f"({a})[{b}]", f"({a}).nothing", f"({a}).jump()", f"({a})({b})", f"-({a})", f"({a})'",
                                f"int({a})", f"float({a})", f"sort([{a}, {b}])", f"gcd({a}, {b})", f"abs({a})", f"size({a})",
                                f"reduce([], |a, b| a)", "pop([])", f"table{{}}[{a}]", f"{{({a})}}", "1/0", "[1][7]", "(-3)!",
                                f"assert({a}, {self.expression('string', 2)})", "vec[1] + vec[1, 2]", "[1, 2; 2, 4]^-1",
                                f"(|x, y| x)({a})", "string::at(\"abc\", 9)")
        self.line(f"try {{ print({operation}) }} catch ({e}) {{ print({e}.kind, {e}.message, {e}.id, {e}.line, {e}.column) }}")

    def function(self):
        if self.indent > 2:
            return self.print_statement()
        name = self.name("f")
        required = [self.name("p") for _ in range(self.random.randrange(3))]
        optional = [(self.name("p"), self.expression("int", 2)) for _ in range(self.random.randrange(2))]
        parameters = required + [f"{p} = {value}" for p, value in optional]
        outer_scopes, outer_loop = self.scopes, self.loop_depth
        self.function_depth += 1
        self.loop_depth = 0
        # What the function sees of outside may be read, but only its own variables are assigned.
        self.scopes = [[(n, k, False) for scope in outer_scopes for n, k, _ in scope]]
        decorator = "@memoize " if self.chance(0.1) and not optional else ""

        def write():
            for p in required + [p for p, _ in optional]:
                self.declare(p, "int")
            self.statements(self.random.randrange(1, 4))
            if self.chance(0.8):
                self.line(f"return {self.any_expression()}")
        if self.chance(0.2):
            self.scopes.append([(p, "int", True) for p in required])
            body = self.any_expression(1)
            self.scopes.pop()
            self.line(f"{decorator}func {name}({', '.join(parameters)}) = ({body})")
        else:
            self.line(f"{decorator}func {name}({', '.join(parameters)}) {{")
            self.inside(write)
            self.line("}")
        self.scopes, self.loop_depth = outer_scopes, outer_loop
        self.function_depth -= 1
        if self.indent == 0:
            self.functions.append((name, len(required), [p for p, _ in optional]))

    def call(self):
        name, required, optional = self.random.choice(self.functions)
        # Inside the function being written the name may not be defined yet at this place.
        if self.function_depth:
            return self.print_statement()
        arguments = [self.any_expression(2) for _ in range(required)]
        if optional and self.chance(0.5):
            arguments.append(self.choose("", optional[0] + " = ") + self.any_expression(2))
        call = f"{name}({', '.join(arguments)})"
        if self.chance(0.3) and required == 1 and not optional:
            call = f"({arguments[0]}) |> {name}"
        self.line(f"print({call})")


def program(seed):
    """The text of one program."""
    made = Program(seed)
    made.line("sym sx in positive, sy")
    for number in range(made.random.randrange(2, 5)):
        made.budget = 12
        guarded = number > 0 or made.chance(0.7)
        if guarded:
            # Functions stand outside, so that later snippets can call them.
            if made.chance(0.6):
                made.function()
            made.line("try {")
            made.inside(lambda: made.statements(made.random.randrange(2, 6)))
            made.line("} catch (e) {")
            made.line('    print("ended by", e.kind, e.message, e.id, e.line, e.column, e.trace)')
            made.line("}")
        else:
            made.statements(made.random.randrange(1, 4))
    if made.chance(0.3):
        made.wrong_operation()
        made.lines.append(f"print({made.any_expression()})")
        if made.chance(0.5):
            made.lines.append(made.choose("1/0", 'throw "end"', "[1, 2][5]", "undefined_name()", "null.x"))
    return "\n".join(made.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(program(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
