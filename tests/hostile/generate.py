#!/usr/bin/env python3
"""Writes the large hostile programs into a folder: they are a few lines of Python and megabytes of text."""

import pathlib
import random
import sys

DEEP = 100_000
WIDE = 100_000


def nested(opening, closing, middle="1", depth=DEEP):
    return opening * depth + middle + closing * depth + "\n"


def deep_programs():
    """Each construct inside itself, far past any limit of nesting; closed, unclosed and closed only."""
    constructs = {
        "parentheses": ("(", ")"),
        "arrays": ("[", "]"),
        "sets": ("({", "})"),
        "structs": ("({a = ", "})"),
        "vectors": ("vec[", "]"),
        "matrices": ("mat[", "]"),
        "tables": ("table{a => ", "}"),
        "calls": ("abs(", ")"),
        "indices": ("x[", "]"),
        "lambdas": ("|x| ", ""),
        "do_blocks": ("do { ", " }"),
        "lambda_blocks": ("|x| { ", " }"),
        "negations": ("- ", ""),
        "nots": ("not ", ""),
        "exclamation_marks": ("!", ""),
        "powers": ("2^", ""),
        "roots": ("√", ""),
        "ifs": ("if true { ", " } else { 2 }"),
        "matches": ("match 1 { _ => ", " }"),
        "format_strings": ('f"{', '}"'),
        "comprehensions": ("[x for x in ", "]"),
        "substitutions": ("x => (x => ", ")"),
        "functions_as_values": ("func() { return ", " }"),
        "ranges": ("1..(", ")"),
        "types": ("array<", ">"),
    }
    for name, (opening, closing) in constructs.items():
        yield f"deep_{name}", "var x = " + nested(opening, closing)
        yield f"deep_{name}_unclosed", "var x = " + nested(opening, "")
    statements = {
        "blocks": ("{ ", " }"),
        "if_statements": ("if true { ", " }"),
        "if_statements_without_braces": ("if true ", ""),
        "while_statements": ("while true { ", " }"),
        "while_statements_without_braces": ("while false ", ""),
        "for_statements": ("for k in [1] { ", " }"),
        "loop_statements": ("loop 1 { ", " }"),
        "three_part_fors": ("for (;;) { ", " }"),
        "try_statements": ("try { ", " } catch (e) { }"),
        "catch_statements": ("try { } catch (e) { ", " }"),
        "function_statements": ("func f() { ", " }"),
        "patterns": ("var [", "] = 1"),
    }
    for name, (opening, closing) in statements.items():
        yield f"deep_{name}", nested(opening, closing, "print(1)" if name != "patterns" else "a")
        yield f"deep_{name}_unclosed", nested(opening, "")
    yield "deep_closing_brackets", ")" * DEEP + "]" * DEEP + "}" * DEEP
    yield "deep_mixed_brackets", "([{" * DEEP
    yield "deep_at_the_allowed_depth", "print(" + "(" * 200 + "1" + ")" * 200 + ")\n"
    yield "deep_comments", "/* " * DEEP + "\n"
    yield "deep_match_patterns", "match 1 { " + "[" * DEEP + "a" + "]" * DEEP + " => 1, _ => 2 }\n"


def wide_programs():
    """Things that may well be long, and must work."""
    yield "wide_sum", "print(" + " + ".join(["1"] * WIDE) + ")\n"
    yield "wide_product", "print(" + " * ".join(["1"] * WIDE) + ")\n"
    yield "wide_mixed_chain", "print(" + "".join(f"{k} {'+-'[k % 2]} " for k in range(WIDE)) + "0)\n"
    yield "wide_and", "print(" + " and ".join(["true"] * WIDE) + ")\n"
    yield "wide_or", "print(" + " || ".join(["false"] * WIDE) + ")\n"
    yield "wide_comparison", "print(" + " <= ".join(["1"] * WIDE) + ")\n"
    yield "wide_pipe", "print(1" + " |> abs" * WIDE + ")\n"
    yield "wide_string_sum", "print(size(" + " + ".join(['"a"'] * 20_000) + "))\n"
    yield "wide_else_if", ("func f(x) {\n" + " else ".join(f"if x == {k} {{ return {k} }}" for k in range(WIDE))
                           + f"\n}}\nprint(f({WIDE - 1}))\n")
    yield "wide_match", "print(match 99999 {\n" + "".join(f"{k} => {k},\n" for k in range(WIDE)) + "_ => 0 })\n"
    yield "wide_line", "var x = 0; " + "x = x + 1; " * WIDE + "print(x)\n"
    yield "wide_statements", "var x = 0\n" + "x = x + 1\n" * WIDE + "print(x)\n"
    yield "wide_constants", "var s = 0\n" + "".join(f"s = s + {1_000_003 * k + 7}\n" for k in range(70_000)) + "print(s)\n"
    yield "wide_function_constants", ("func f() {\nvar s = 0\n" + "".join(f"s = s + {1_000_003 * k + 7}\n" for k in range(70_000))
                                      + "return s }\nprint(f())\n")
    yield "wide_strings", "var n = 0\n" + "".join(f'n = n + size("text {k}")\n' for k in range(70_000)) + "print(n)\n"
    yield "wide_locals", ("func f() {\n" + "".join(f"var v{k} = {k}\n" for k in range(5000))
                          + "return v0 + v4999 + v300 }\nprint(f())\n")
    yield "wide_globals", "".join(f"var v{k} = {k}\n" for k in range(70_000)) + "print(v0 + v69999)\n"
    yield "wide_too_many_locals", ("func f() {\n" + "".join(f"var v{k} = {k}\n" for k in range(70_000))
                                   + "return v0 + v69999 }\nprint(f())\n")
    parameters = ", ".join(f"p{k}" for k in range(300))
    yield "wide_parameters", f"func f({parameters}) {{ return p0 + p299 }}\nprint(f({', '.join(map(str, range(300)))}))\n"
    yield "wide_captures", ("func f() {\n" + "".join(f"var v{k} = {k}\n" for k in range(1000)) + "return || "
                            + " + ".join(f"v{k}" for k in range(1000)) + " }\nprint(f()())\n")
    yield "wide_arguments", f"print(size(string::cat({', '.join(['1'] * 60_000)})))\n"
    yield "wide_too_many_arguments", f"func f(a) {{ }}\nf({', '.join(['1'] * WIDE)})\n"
    yield "wide_array", f"var a = [{', '.join(map(str, range(WIDE)))}]\nprint(size(a), a[-1])\n"
    yield "wide_vector", f"var v = vec[{', '.join(map(str, range(WIDE)))}]\nprint(v[{WIDE}])\n"
    yield "wide_matrix", "var m = [" + "; ".join(", ".join(["1"] * 300) for _ in range(300)) + "]\nprint(m[300, 300])\n"
    yield "wide_set", f"print(size({{{', '.join(map(str, range(WIDE)))}}}))\n"
    yield "wide_struct", "var s = {" + ", ".join(f"a{k} = {k}" for k in range(20_000)) + "}\nprint(s.a19999)\n"
    yield "wide_table", "var t = table{" + ", ".join(f"{k} => {k}" for k in range(WIDE)) + f"}}\nprint(t[{WIDE - 1}])\n"
    yield "wide_functions", "".join(f"func f{k}() {{ return {k} }}\n" for k in range(20_000)) + "print(f19999())\n"
    yield "wide_calls", "func f() { return 1 }\nvar n = 0\n" + "n += f()\n" * 30_000 + "print(n)\n"
    yield "wide_postfix_calls", "func f() { return f }\nf" + "()" * WIDE + "\n"
    yield "wide_postfix_indices", "var a = [1]\npush(a, a)\nprint(a" + "[1]" * WIDE + "[0])\n"
    yield "wide_postfix_members", "var s = {}\ns.x = s\nprint(s" + ".x" * WIDE + " is s)\n"
    yield "wide_factorials", "print(1" + "!" * WIDE + ")\n"
    yield "wide_transposes", "var m = [1, 2; 3, 4]\nprint(m" + "'" * WIDE + ")\n"
    yield "wide_format_string", 'var x = 1\nprint(size(f"' + "{x}" * 50_000 + '"))\n'
    yield "wide_comprehension", "print(size([1 " + " ".join(f"for a{k} in [1]" for k in range(300)) + "]))\n"
    yield "wide_use", "".join("use std.math.{abs as a" + str(k) + "}\n" for k in range(2000)) + "print(a1999(-1))\n"
    yield "wide_try", "try { throw 1 } catch (e) { }\n" * 20_000 + "print(1)\n"
    yield "wide_semicolons", ";" * (10 * WIDE) + "print(1)\n"
    yield "wide_newlines", "\n" * (10 * WIDE) + "print(1)\n"
    yield "wide_comment", "/*" + "x" * 5_000_000 + "*/ print(1)\n"
    yield "wide_parse_errors", "var = )\n" * WIDE
    yield "wide_unknown_names", "".join(f"unknown{k}\n" for k in range(WIDE))


def long_programs():
    """Single tokens and values of unusual length."""
    yield "long_integer", "print(size(to_string(" + "7" * 1_000_000 + ")))\n"
    yield "long_integer_arithmetic", "var n = " + "7" * 1_000_000 + "\nprint((n * n) % 1000003)\n"
    yield "long_hexadecimal", "var n = 0x" + "f" * 1_000_000 + "\nprint(n % 1000003)\n"
    yield "long_decimal", "print(0." + "3" * 100_000 + " < 1/3)\n"
    yield "long_repeating_decimal", "print(0.(" + "142857" * 10_000 + ") == 1/7)\n"
    yield "long_float", "print(0." + "3" * 100_000 + "f)\n"
    yield "long_exponent", "print(1e" + "9" * 100_000 + ")\n"
    yield "long_identifier", "var " + "a" * 1_000_000 + " = 1\nprint(" + "a" * 1_000_000 + ")\n"
    yield "long_unknown_identifier", "print(" + "é" * 300_000 + ")\n"
    yield "long_string", 'print(size("' + "é" * 1_000_000 + '"))\n'
    yield "long_line_error", "print(" + "1 + " * 50_000 + '1 - "a")\n'
    yield "long_unclosed_string", 'var s = "' + "x" * 2_000_000
    yield "long_escapes", 'print(size("' + "\\u{1F600}" * 100_000 + '"))\n'
    yield "long_backslashes", 'print(size("' + "\\" * 1_000_000 + '"))\n'
    yield "long_digits_with_separators", "print(1" + "_0" * 100_000 + " > 0)\n"
    yield "long_text_to_number", 'var s = "9"\nloop 20 { s = s + s }\nprint(int(s) % 1000003)\n'
    yield "long_bang_equal", "print(1" + "!=1" * 50_000 + ")\n"


def random_programs():
    """Random bytes and random tokens; the seeds are fixed, so that a failure can be repeated."""
    for seed in range(20):
        choose = random.Random(seed)
        yield f"random_bytes_{seed}", bytes(choose.randrange(256) for _ in range(2000))
    tokens = ("var let const func if else while for loop in match try catch finally throw return break continue struct include "
              "import use sym unit global define and or not xor is as step vec[ mat[ table{ ( ) [ ] { } | || |> => -> = == === "
              "!= < <= > >= + - * / % ^ ** ! ' .' \\ & .. .+ .* ./ .^ . :: , ; : @ ? √ π e i x y f s 0 1 2.5 3f 4i 1e3 0.(3) "
              "\"text\" 'q' f\"{x}\" true false null self _ print( size( \n # // /* */").split(" ")
    for seed in range(30):
        choose = random.Random(1000 + seed)
        words = [choose.choice(tokens) for _ in range(400)]
        yield f"random_tokens_{seed}", "".join(word + choose.choice(["", " ", " ", "\n"]) for word in words)


def include_chain(folder):
    """Files that include each other in a long line."""
    chain = folder / "include"
    chain.mkdir(exist_ok=True)
    length = 2000
    for k in range(length):
        following = f'include "link{k + 1}"\n' if k + 1 < length else ""
        (chain / f"link{k}.lm").write_text(following + f"var depth = {k}\n", encoding="utf-8")
    yield "include_chain", 'include "include/link0"\nprint(link0::depth)\n'
    for k in range(500):
        (chain / f"leaf{k}.lm").write_text(f"var value = {k}\n", encoding="utf-8")
    lines = "".join(f'include "include/leaf{k}"\n' for k in range(500))
    yield "include_many", lines + "print(leaf499::value)\n"


def generate(folder):
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in (deep_programs(), wide_programs(), long_programs(), random_programs(), include_chain(folder)):
        for name, text in source:
            path = folder / f"{name}.lm"
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
            written.append(path)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: generate.py FOLDER")
    print(f"{len(generate(pathlib.Path(sys.argv[1])))} files")
