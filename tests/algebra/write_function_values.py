#!/usr/bin/env python3
"""Writes function_values.tsv: what N(call, digits) must print, computed with mpmath, which shares no code with this project.

    write_function_values.py > function_values.tsv

Each value is computed at two working precisions, within 15 seconds; a row is written when the real and the imaginary part, each correctly
rounded to the digits asked for, agree. On branch cuts the inverse functions are taken from their definition by log and sqrt
(DLMF chapter 4), since mpmath's own sides differ. Rows: call, digits, real part, imaginary part (- when there is none).
"""
import re
import signal
import sys

import mpmath
from mpmath import mp, mpc, mpf

ONE = mpf(1)


def number(text):
    """The value of a constant as the language writes it."""
    text = re.sub(r"\d+", r"mpf(\g<0>)", text).replace("^", "**")
    names = {"mpf": mpf, "i": mpc(0, 1), "pi": +mp.pi, "e": +mp.e, "sqrt": mp.sqrt, "EulerGamma": +mp.euler,
             "Catalan": +mp.catalan, "phi": +mp.phi, "log": mp.log, "exp": mp.exp}
    return eval(text, {"__builtins__": {}}, names)


# ── references ──
def asin(z): return -1j * mp.log(mp.sqrt(1 - z * z) + mpc(0, 1) * z)
def acos(z): return mp.pi / 2 - asin(z)
def atan(z): return mpc(0, 1) / 2 * (mp.log(1 - mpc(0, 1) * z) - mp.log(1 + mpc(0, 1) * z))
def asinh(z): return mp.log(z + mp.sqrt(z * z + 1)) if mp.re(z) >= 0 else -mp.log(-z + mp.sqrt(z * z + 1))
def acosh(z): return mp.log(z + mp.sqrt(z - 1) * mp.sqrt(z + 1))
def atanh(z): return (mp.log(1 + z) - mp.log(1 - z)) / 2
def inverse(f): return lambda z: f(1 / z)
def real_root(x, n): return mp.sign(x) * abs(x) ** (1 / n)
def heaviside(x): return ONE / 2 if x == 0 else ONE if x > 0 else mpf(0)
def polygamma(n, z): return mp.polygamma(int(n), z)
def laguerre(n, z, *rest): return mp.laguerre(n, 0, z) if not rest else mp.laguerre(n, z, rest[0])
def lambertw(k, *rest): return mp.lambertw(k) if not rest else mp.lambertw(rest[0], int(k))
def elliptic_e(*a): return mp.ellipe(*a)
def legendre_p(n, z): return mp.legenp(n, 0, z, type=2)
def legendre_q(n, z): return mp.legenq(n, 0, z, type=2)
def gamma(*a): return mp.gamma(*a) if len(a) == 1 else mp.gammainc(*a)


REFERENCES = {
    "exp": mp.exp, "log": mp.log, "log10": lambda z: mp.log(z) / mp.log(10), "logb": lambda b, z: mp.log(z) / mp.log(b),
    "sqrt": mp.sqrt, "root": lambda z, n: mp.exp(mp.log(z) / n), "real_root": real_root,
    "abs": abs, "sign": mp.sign, "arg": mp.arg, "floor": mp.floor, "ceil": mp.ceil, "min": min, "max": max, "atan2": mp.atan2,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "cot": mp.cot, "sec": mp.sec, "csc": mp.csc,
    "asin": asin, "acos": acos, "atan": atan, "acot": inverse(atan), "asec": inverse(acos), "acsc": inverse(asin),
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "coth": mp.coth, "sech": mp.sech, "csch": mp.csch,
    "asinh": asinh, "acosh": acosh, "atanh": atanh, "acoth": inverse(atanh), "asech": inverse(acosh), "acsch": inverse(asinh),
    "gamma": gamma, "upper_gamma": mp.gammainc, "lower_gamma": lambda s, z: mp.gammainc(s, 0, z), "lgamma": mp.loggamma,
    "digamma": mp.digamma, "polygamma": polygamma, "beta": mp.beta, "factorial": mp.factorial, "binomial": mp.binomial,
    "erf": mp.erf, "erfc": mp.erfc, "erfi": mp.erfi, "Ei": mp.ei, "Si": mp.si, "Ci": mp.ci, "Shi": mp.shi, "Chi": mp.chi,
    "li": mp.li, "fresnel_s": mp.fresnels, "fresnel_c": mp.fresnelc, "zeta": mp.zeta, "hurwitz_zeta": mp.zeta,
    "polylog": mp.polylog, "bessel_j": mp.besselj, "bessel_y": mp.bessely, "bessel_i": mp.besseli, "bessel_k": mp.besselk,
    "airy_ai": mp.airyai, "airy_bi": mp.airybi, "airy_ai_prime": lambda z: mp.airyai(z, 1),
    "airy_bi_prime": lambda z: mp.airybi(z, 1), "elliptic_k": mp.ellipk, "elliptic_e": elliptic_e, "elliptic_f": mp.ellipf,
    "elliptic_pi": mp.ellippi, "lambertw": lambertw, "hyp2f1": mp.hyp2f1, "hyp1f1": mp.hyp1f1, "hypu": mp.hyperu,
    "appell_f1": mp.appellf1, "legendre_p": legendre_p, "legendre_q": legendre_q, "chebyshev_t": mp.chebyt,
    "chebyshev_u": mp.chebyu, "hermite": mp.hermite, "laguerre": laguerre, "heaviside": heaviside,
    "hypergeometric": lambda a, b, z: mp.hyper(a, b, z),
}

REAL = ["1/3", "2", "-5/7", "7/2", "-11/4", "12", "-31/2", "1/1000", "pi", "-sqrt(2)"]
COMPLEX = ["1+2*i", "-3/2+i/3", "2/3-5*i", "-2-i/7", "10+10*i", "-20*i", "3*i/4"]
CUTS = ["-1/2", "-2", "3", "2*i", "-2*i", "i/2", "-2+i/10^25", "-2-i/10^25", "3+i/10^25", "3-i/10^25", "2*i+1/10^25", "2*i-1/10^25",
        "1/2+i/10^25", "i/2-1/10^25"]
UNARY = ["exp", "log", "log10", "sqrt", "abs", "sign", "arg", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot",
         "asec", "acsc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "acoth", "asech", "acsch",
         "gamma", "lgamma", "digamma", "factorial", "erf", "erfc", "erfi", "Ei", "Si", "Ci", "Shi", "Chi", "li", "fresnel_s",
         "fresnel_c", "zeta", "airy_ai", "airy_bi", "airy_ai_prime", "airy_bi_prime", "elliptic_k", "elliptic_e", "lambertw"]
REAL_UNARY = ["floor", "ceil", "heaviside"]
ORDERS = ["0", "1", "-3", "1/3", "-5/2", "4/3+i"]
POINTS = ["1/3", "5/2", "-7/4", "20", "1+2*i", "-3-i/2", "-4+i/10^25", "-4-i/10^25", "i"]
BESSEL = ["bessel_j", "bessel_y", "bessel_i", "bessel_k"]
POLYNOMIALS = ["legendre_p", "chebyshev_t", "chebyshev_u", "hermite", "laguerre"]
DEGREES = ["0", "3", "10", "1/2", "-4/3"]


def calls():
    """(head, arguments as text) of every row; arguments that are lists stand in brackets."""
    for head in UNARY:
        for a in REAL + COMPLEX + CUTS: yield head, [a]
    for head in REAL_UNARY:
        for a in REAL + ["10^30*pi", "-10^30*sqrt(2)", "0"]: yield head, [a]
    for b in ("2", "10", "1/2", "-3", "1+i"):
        for a in ("3", "-7/2", "1/5", "2-i"): yield "logb", [b, a]
    for a in ("5", "-2", "1/7", "3-4*i", "-8+i/10^25", "-8-i/10^25"):
        for n in ("2", "3", "5", "-4"): yield "root", [a, n]
    for a in ("5", "-2", "-1/7"): yield "real_root", [a, "3"]
    for a in (["pi", "22/7"], ["-e", "-3"], ["sqrt(2)", "3/2"]):
        yield "min", a
        yield "max", a
    for a in (["1", "2"], ["-1", "-2"], ["3", "-1/2"], ["-1/3", "5"]): yield "atan2", a
    for s in ("0", "1", "-2", "1/2", "7/3", "-5/2", "1+i"):
        for z in ("1/3", "2", "30", "-3/2", "1-2*i", "-2+i/10^25", "-2-i/10^25"):
            yield "upper_gamma", [s, z]
            if s not in ("0", "-2"): yield "lower_gamma", [s, z]
    for n in ("0", "1", "2", "5"):
        for z in ("1/3", "4", "-5/2", "1+i", "-3/2-2*i"): yield "polygamma", [n, z]
    for a in ("1/2", "3", "-4/3", "1+i"):
        for b in ("2/3", "-7/2", "5-i"):
            yield "beta", [a, b]
            yield "binomial", [a, b]
    yield from (("binomial", a) for a in (["50", "25"], ["-3", "5"], ["1/2", "4"], ["i", "3"]))
    for s in ("2", "1/2", "-3", "-5/2", "3+2*i"):
        for a in ("1/3", "5", "7/2", "1+i", "2-3*i"): yield "hurwitz_zeta", [s, a]
    for s in ("2", "3", "-1", "1/2", "5/2+i"):
        for z in ("1/2", "-3", "9/10", "2", "3", "-1", "1+i", "3+i/10^25", "3-i/10^25", "-20-i"): yield "polylog", [s, z]
    for head in BESSEL:
        for order in ORDERS:
            for z in POINTS: yield head, [order, z]
    for head in ("elliptic_f", "elliptic_e"):
        for phi in ("1/3", "-3/4", "2", "10", "1/2+i", "3-2*i"):
            for m in ("1/2", "-3", "1/10", "1/3+i"): yield head, [phi, m]
    for n in ("1/2", "-2", "1/3+i"):
        for m in ("1/3", "-5", "1/2-i"):
            yield "elliptic_pi", [n, m]
            for phi in ("1/3", "-1", "1/2+i/3"): yield "elliptic_pi", [n, phi, m]
    for k in ("-1", "0", "1", "3"):
        for z in ("-1/4", "-1/3", "-1/5", "-2", "5", "1+i", "-3-i", "-1/4+i/10^25", "-1/4-i/10^25", "-2+i/10^25", "-2-i/10^25"):
            yield "lambertw", [k, z]
    for p in (["1/2", "1/3", "4/3"], ["1", "2", "7/2"], ["-3/2", "i", "1/4"], ["2", "5/2", "-1/3"], ["1", "1", "2"]):
        for z in ("1/2", "-3", "9/10", "2", "2+i/10^25", "2-i/10^25", "1/2+i*sqrt(3)/2", "1+2*i", "-10"): yield "hyp2f1", [*p, z]
    for p in (["1/2", "4/3"], ["-5/2", "1/3"], ["1+i", "2"], ["3", "1/2"]):
        for z in ("1/3", "-7/2", "30", "-30", "2-5*i"):
            yield "hyp1f1", [*p, z]
            yield "hypu", [*p, z]
    for z in ("1/3", "-4/5", "1/4+i/2"):
        yield "hypergeometric", ["[1/2, 1/3, 1]", "[3/4, 5/2]", z]
        yield "hypergeometric", ["[1, 2/3]", "[3/2, 1/4]", z]
        yield "hypergeometric", ["[]", "[3/2]", z]
        yield "hypergeometric", ["[1/2, 2, -3]", "[4/3]", z]
        yield "hypergeometric", ["[1/2]", "[]", z]
    for z in ("-7", "20", "3-8*i"):
        yield "hypergeometric", ["[1, 2/3]", "[3/2, 1/4]", z]
        yield "hypergeometric", ["[]", "[3/2, 1/3]", z]
    for x, y in (("1/3", "1/4"), ("-1/2", "2/3"), ("1/5", "-1/4"), ("1/4+i/3", "-1/2"), ("-2", "1/2"), ("-3", "-5")):
        yield "appell_f1", ["1/2", "1/3", "2/3", "5/4", x, y]
        yield "appell_f1", ["1", "1/2", "1/2", "3/2", x, y]
    for head in POLYNOMIALS:
        for n in DEGREES:
            for z in ("1/3", "-2/7", "5/2", "1+i", "-3/4-2*i"): yield head, [n, z]
    for n in ("0", "1", "4", "1/2"):
        for z in ("1/3", "-2/7", "1/2+i", "-1/4-2*i"): yield "legendre_q", [n, z]
    for n in ("3", "1/2"):
        for a in ("1/2", "-7/3", "2"): yield "laguerre", [n, a, "2/3"]


def formulas():
    """(text, function of no argument) of rows that are no plain call."""
    yield "pi", lambda: +mp.pi
    yield "e", lambda: +mp.e
    yield "phi", lambda: +mp.phi
    yield "EulerGamma", lambda: +mp.euler
    yield "Catalan", lambda: +mp.catalan
    yield "3^(10/7)", lambda: mpf(3) ** (mpf(10) / 7)
    yield "(2-i)^(1/3+i)", lambda: mpc(2, -1) ** (ONE / 3 + mpc(0, 1))
    yield "piecewise(sin(1), pi < 3, cos(1), e > 2, 0)", lambda: mp.cos(1)
    yield "piecewise(sin(1), pi < 3, log(7))", lambda: mp.log(7)
    # real roots ascending, then the others by real part, modulus of the imaginary part, sign
    def roots(*coefficients):
        found = mp.polyroots([mpf(c) for c in coefficients], maxsteps=500, extraprec=mp.prec)
        tiny = mpf(10) ** (-mp.dps // 2)
        real = sorted(mp.re(r) for r in found if abs(mp.im(r)) < tiny)
        other = [r for r in found if abs(mp.im(r)) >= tiny]
        return real + sorted(other, key=lambda r: (mp.nstr(mp.re(r), 15), mp.re(r)) and (round(float(mp.re(r)), 9), abs(float(mp.im(r))), float(mp.im(r))))
    for k in range(5): yield f"rootof(t^5 - t - 1, {k})", lambda k=k: roots(1, 0, 0, 0, -1, -1)[k]
    for k in range(3): yield f"rootof(t^3 - 3*t + 1, {k})", lambda k=k: roots(1, 0, -3, 1)[k]
    for k in (0, 3): yield f"rootof(3*t^4 + t + 7, {k})", lambda k=k: roots(3, 0, 0, 1, 7)[k]
    yield "rootsum(t^5 - t - 1, |t| t*log(t))", lambda: sum(r * mp.log(r) for r in roots(1, 0, 0, 0, -1, -1))
    yield "rootsum(t^3 + t + 1, |t| exp(t)/(t^2+2))", lambda: sum(mp.exp(r) / (r * r + 2) for r in roots(1, 0, 1, 1))


# ── digits ──
def significant(x, digits):
    """x rounded to that many significant digits, halves away from zero, as `d.ddde±x` without trailing zeros; 0 for 0."""
    if x == 0: return "0"
    sign, mantissa, exponent, _ = x._mpf_
    value = (-mantissa if sign else mantissa)
    # |x| = mantissa·2^exponent exactly; find the decimal exponent, then round in integers
    top = mp.floor(mp.log10(abs(x)))
    for guess in (int(top) + 1, int(top), int(top) - 1):
        shift = digits - 1 - guess # |x|·10^shift is to have `digits` digits before the point
        numerator, denominator = abs(value), 1
        if shift >= 0: numerator *= 10 ** shift
        else: denominator *= 10 ** -shift
        if exponent >= 0: numerator <<= exponent
        else: denominator <<= -exponent
        if numerator < denominator * 10 ** (digits - 1): continue
        rounded = (2 * numerator + denominator) // (2 * denominator)
        if rounded == 10 ** digits: rounded, guess = rounded // 10, guess + 1
        text = str(rounded)
        fraction = text[1:].rstrip("0")
        return ("-" if sign else "") + text[0] + ("." + fraction if fraction else "") + f"e{guess}"
    raise ArithmeticError


def parts(value, digits, guard):
    """The two parts as text; a part that is noise beside the other is 0."""
    re_, im_ = mpf(mp.re(value)), mpf(mp.im(value))
    if not (mp.isfinite(re_) and mp.isfinite(im_)): return None
    noise = mpf(10) ** -(digits + guard)
    size = max(abs(re_), abs(im_))
    return tuple("0" if abs(p) <= size * noise else significant(p, digits) for p in (re_, im_))


def rounded(compute, digits):
    """Both parts where two working precisions agree, else None."""
    results = []
    signal.alarm(15)
    try:
        for extra in (260, 330):
            with mp.workdps(digits + extra): results.append(parts(mp.mpmathify(compute()), digits, 220))
    except (ValueError, ArithmeticError, TypeError, mpmath.libmp.NoConvergence, NotImplementedError, TimeoutError):
        return None
    finally:
        signal.alarm(0)
    return results[0] if results[0] == results[1] else None


def evaluate(head, arguments):
    def value(text):
        return [number(t) for t in text[1:-1].split(",") if t.strip()] if text.startswith("[") else number(text)
    return REFERENCES[head](*[value(a) for a in arguments])


def too_slow(*_):
    raise TimeoutError


def main():
    signal.signal(signal.SIGALRM, too_slow)
    only = set(sys.argv[1:]) # names, to write a few functions only
    rows = [(f"{h}({', '.join(a)})", h, lambda h=h, a=a: evaluate(h, a)) for h, a in calls()]
    rows += [(text, text, compute) for text, compute in formulas()]
    per_head, missing = {}, []
    print("# call\tdigits\treal part\timaginary part; written by write_function_values.py")
    for n, (text, head, compute) in enumerate(rows):
        if only and head not in only: continue
        count = per_head[head] = per_head.get(head, 0) + 1
        # every call at 20 digits, every second one at 50, one in sixteen at 1000
        for digits in [20] + [50] * (count % 2) + [1000] * (count % 16 == 3):
            found = rounded(compute, digits)
            if found is None: missing.append(f"{text} {digits}")
            else: print(text, digits, found[0], "-" if found[1] == "0" else found[1], sep="\t", flush=True)
    for m in missing: print("without a value:", m, file=sys.stderr)


if __name__ == "__main__": main()
