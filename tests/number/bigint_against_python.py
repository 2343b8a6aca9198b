#!/usr/bin/env python3
"""Compares the number layer with Python's int, Fraction and float on random operations.

    bigint_against_python.py ORACLE [--count N] [--seed S]    ask the tool, compare every answer
    bigint_against_python.py --write FILE [--count N]         store questions with Python's answers

Sizes gather at the edges (0, 1, 2^31, 2^61 ... 2^64, limbs) and reach 10,000 bits. The stored file is what
`integer_oracle --check` reads on machines without Python.
"""
import argparse
import math
import random
import struct
import subprocess
import sys
from fractions import Fraction

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

EDGES = [0, 1, 2, 8, 15, 16, 31, 32, 52, 53, 54, 61, 62, 63, 64, 65, 96, 127, 128, 129, 192, 256, 1023, 1024]


class Numbers:
    """Random arguments; `longest` bounds their bits."""

    def __init__(self, seed, longest):
        self.random = random.Random(seed)
        self.longest = longest

    def magnitude(self, longest=None):
        longest = min(longest or self.longest, self.longest)
        kind = self.random.random()
        if kind < 0.45:
            value = (1 << min(self.random.choice(EDGES), longest)) + self.random.randint(-2, 2)
        elif kind < 0.85:
            value = self.random.getrandbits(self.random.randint(1, min(160, longest)))
        elif kind < 0.93:
            value = (1 << 64 * self.random.randint(0, longest // 64)) + self.random.randint(-1, 1)
        else:
            value = self.random.getrandbits(self.random.randint(1, longest))
        return abs(value)

    def integer(self, longest=None):
        return self.magnitude(longest) * self.random.choice((1, -1))

    def rational(self, longest=None):
        return Fraction(self.integer(longest), max(1, self.magnitude(longest)))

    def double(self):
        kind = self.random.random()
        if kind < 0.4:
            while True:
                value = from_bits(self.random.getrandbits(64))
                if math.isfinite(value):
                    return value
        if kind < 0.5:  # subnormal
            return from_bits(self.random.getrandbits(52) | self.random.getrandbits(1) << 63)
        if kind < 0.6:
            return math.ldexp(self.random.choice((1.0, -1.0)), self.random.randint(-1074, 1023))
        if kind < 0.8:
            return self.random.randint(-10**9, 10**9) / 10 ** self.random.randint(0, 12)
        return self.random.uniform(-1, 1) * 10.0 ** self.random.randint(-10, 25)

    def tie(self):
        """A fraction half-way between two doubles, or just beside that."""
        value = self.double()
        beside = math.nextafter(value, math.inf)
        if not math.isfinite(beside):
            return Fraction(value)
        offset = self.random.choice((0, 0, 1, -1))
        return (Fraction(value) + Fraction(beside)) / 2 + Fraction(offset, 1 << self.random.randint(1100, 1400))


def from_bits(bits):
    return struct.unpack(">d", struct.pack(">Q", bits))[0]


def to_bits(value):
    return struct.pack(">d", value).hex()


def to_double(value):
    """Fraction or int to the bits of the nearest double, infinite when too large."""
    try:
        result = value.numerator / value.denominator
    except OverflowError:
        result = math.inf if value > 0 else -math.inf
    return to_bits(result)


def truncated(a, b):
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def nth_root(a, n):
    low, high = 0, 1 << (a.bit_length() // n + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**n <= a:
            low = middle
        else:
            high = middle - 1
    return low


def ecmascript(value):
    """Number::toString of ECMA-262, from the digits of Python's repr (both are the shortest that read back)."""
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e%+d" % (point - 1)
    return "-" + text if value < 0 else text


def round_places(value, places):
    scaled = abs(Fraction(value)) * Fraction(10) ** places
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)) / Fraction(10) ** places
    bits = to_double(rounded)
    return bits if math.copysign(1, value) > 0 else "%016x" % (int(bits, 16) | 1 << 63)


def decimal_text(numbers):
    """Text of a decimal, with its value as a Fraction and whether a part repeats."""
    r = numbers.random
    digits = lambda low, high: "".join(r.choice("0123456789") for _ in range(r.randint(low, high)))
    sign, whole, fraction = r.choice(("", "-", "+")), digits(1, 25), ""
    value = Fraction(int(whole))
    text = sign + whole
    repeats = False
    if r.random() < 0.7:
        fraction = digits(1, 20)
        text += "." + fraction
        value += Fraction(int(fraction), 10 ** len(fraction))
        if r.random() < 0.4:
            part = digits(1, 8)
            text += "(" + part + ")"
            value += Fraction(int(part), (10 ** len(part) - 1) * 10 ** len(fraction))
            repeats = True
    if r.random() < 0.5:
        exponent = r.randint(-340, 320)
        text += r.choice("eE") + r.choice(("", "+") if exponent >= 0 else ("",)) + str(exponent)
        value *= Fraction(10) ** exponent
    return text, -value if sign == "-" else value, repeats


def with_divisor(b, answer):
    return "error DivisionByZero" if b == 0 else str(answer())


def question(n):
    """One question and Python's answer."""
    r = n.random
    operation = r.choice(OPERATIONS)
    words, answer = OPERATION_TABLE[operation](n, r)
    return " ".join([operation] + [str(word) for word in words]), str(answer)


def binary(function):
    def make(n, r):
        a, b = n.integer(), n.integer()
        return (a, b), function(a, b)
    return make


def dividing(function):
    def make(n, r):
        a, b = n.integer(), n.integer()
        if r.random() < 0.1:
            a = b * n.integer(200)
        return (a, b), with_divisor(b, lambda: function(a, b))
    return make


def rationals(function, divides=False):
    def make(n, r):
        a, b = n.rational(3000), n.rational(3000)
        if r.random() < 0.1:
            b = a * n.rational(60)
        if r.random() < 0.05:
            b = -a
        return (a, b), with_divisor(b, lambda: function(a, b)) if divides else function(a, b)
    return make


def make_power(n, r):
    a, e = n.integer(300), r.randint(0, 40)
    return (a, e), a**e


def make_power_mod(n, r):
    b, e, m = n.integer(600), r.choice((n.magnitude(200), -r.randint(1, 50))), n.integer(600)
    if m == 0:
        return (b, e, m), "error DivisionByZero"
    try:
        return (b, e, m), pow(b, e, abs(m))
    except ValueError:
        return (b, e, m), "error OutsideDomain"


def make_binomial(n, r):
    a, k = r.choice((r.randint(-60, 400), n.magnitude(150))), r.randint(-2, 60)
    if a < 0:
        value = (-1) ** (k % 2) * math.comb(k - a - 1, k) if k >= 0 else 0
    else:
        value = math.comb(a, k) if k >= 0 else 0
    return (a, k), value


def make_falling(n, r):
    a, k = r.choice((r.randint(0, 300), n.magnitude(150))), r.randint(0, 60)
    return (a, k), math.perm(a, k)


def make_factorial(n, r):
    a = r.randint(0, 400)
    return (a,), math.factorial(a)


def make_root(n, r):
    a, k = n.magnitude(2000), r.randint(1, 12)
    if r.random() < 0.4:
        a = n.magnitude(2000 // k) ** k
    root = nth_root(a, k)
    exact = "exact" if root**k == a else "floor"
    if k % 2 == 1 and a and r.random() < 0.3:
        a, root = -a, -root
    return (a, k), f"{root} {exact}"


def make_square_root(n, r):
    a = n.magnitude() if r.random() < 0.6 else n.magnitude(3000) ** 2 + r.choice((-1, 0, 0, 1))
    if a < 0:
        return (a,), "error OutsideDomain"
    root = math.isqrt(a)
    return (a,), f"{root} {'exact' if root * root == a else 'floor'}"


def make_rational_power(n, r):
    a, e = n.rational(200), r.randint(-15, 15)
    return (a, e), "error ZeroToNegative" if a == 0 and e < 0 else a**e


def make_to_double(n, r):
    a = n.tie() if r.random() < 0.5 else n.rational(2500)
    return (a,), to_double(a)


def make_parse(n, r):
    text, value, _ = decimal_text(n)
    return (text,), value


def make_real_parse(n, r):
    text, value, repeats = decimal_text(n)
    if repeats:
        return (text,), "nothing"
    return (text,), to_bits(float(text))


def make_compare_double(n, r):
    b = n.double()
    a = r.choice((n.rational(200), Fraction(b), Fraction(b) + Fraction(r.choice((1, -1)), 1 << r.randint(1, 1200))))
    return (a, to_bits(b)), (a > b) - (a < b)


def make_round_to(n, r):
    value, places = n.double(), r.choice((r.randint(-25, 25), r.randint(-320, 340)))
    return (to_bits(value), places), round_places(value, places)


def of_double(function):
    def make(n, r):
        value = n.double()
        return (to_bits(value),), function(value)
    return make


def of_integer(function, longest=None):
    def make(n, r):
        value = n.integer(longest)
        return (value,), function(value)
    return make


def of_rational(function):
    def make(n, r):
        value = n.rational(3000)
        return (value,), function(value)
    return make


OPERATION_TABLE = {
    "add": binary(lambda a, b: a + b),
    "subtract": binary(lambda a, b: a - b),
    "multiply": binary(lambda a, b: a * b),
    "divide_truncated": dividing(truncated),
    "remainder_truncated": dividing(lambda a, b: a - b * truncated(a, b)),
    "divide_floor": dividing(lambda a, b: a // b),
    "remainder_floor": dividing(lambda a, b: a % b),
    "gcd": binary(math.gcd),
    "lcm": binary(math.lcm),
    "compare": binary(lambda a, b: (a > b) - (a < b)),
    "power": make_power,
    "power_mod": make_power_mod,
    "binomial": make_binomial,
    "falling_factorial": make_falling,
    "factorial": make_factorial,
    "nth_root": make_root,
    "square_root": make_square_root,
    "bits": of_integer(lambda a: a.bit_length()),
    "integer_to_double": of_integer(to_double, 1100),
    "integer_from_double": of_double(int),
    "rational_add": rationals(lambda a, b: a + b),
    "rational_subtract": rationals(lambda a, b: a - b),
    "rational_multiply": rationals(lambda a, b: a * b),
    "rational_divide": rationals(lambda a, b: a / b, divides=True),
    "rational_remainder_floor": rationals(lambda a, b: a % b, divides=True),
    "rational_remainder_truncated": rationals(lambda a, b: a - b * math.trunc(a / b), divides=True),
    "rational_compare": rationals(lambda a, b: (a > b) - (a < b)),
    "rational_compare_double": make_compare_double,
    "rational_power": make_rational_power,
    "rational_floor": of_rational(math.floor),
    "rational_ceil": of_rational(math.ceil),
    "rational_parse": make_parse,
    "rational_to_double": make_to_double,
    "rational_from_double": of_double(Fraction),
    "real_to_string": of_double(ecmascript),
    "real_parse": make_real_parse,
    "round_to": make_round_to,
}
# The ring operations and conversions are asked more often than the rest.
OFTEN = ("add subtract multiply divide_truncated remainder_truncated divide_floor remainder_floor rational_add "
         "rational_multiply rational_divide rational_to_double real_to_string real_parse").split()
OPERATIONS = list(OPERATION_TABLE) + OFTEN * 2


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("oracle", nargs="?", help="the built integer_oracle")
    options.add_argument("--write", metavar="FILE")
    options.add_argument("--count", type=int)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    if (chosen.oracle is None) == (chosen.write is None):
        options.error("give the oracle, or --write FILE")

    if chosen.write:
        numbers = Numbers(chosen.seed, longest=260)  # short, so that the stored file stays small
        with open(chosen.write, "w", encoding="ascii") as file:
            file.write("# Written by bigint_against_python.py --write; checked by integer_oracle --check.\n")
            for _ in range(chosen.count or 2000):
                file.write("%s = %s\n" % question(numbers))
        return 0

    numbers = Numbers(chosen.seed, longest=10000)
    asked = [question(numbers) for _ in range(chosen.count or 100000)]
    tool = subprocess.run([chosen.oracle], input="".join(q + "\n" for q, _ in asked), capture_output=True, text=True)
    if tool.returncode != 0:
        print(f"the oracle ended with status {tool.returncode}: {tool.stderr.strip()}")
        return 1
    given = tool.stdout.splitlines()
    if len(given) != len(asked):
        print(f"{len(asked)} questions but {len(given)} answers")
        return 1
    failed = 0
    for (text, expected), answer in zip(asked, given):
        if answer == expected:
            continue
        failed += 1
        if failed <= 20:
            print(f"{text[:400]}\n  Python {expected[:400]}\n  given  {answer[:400]}")
    print(f"{len(asked) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
