#!/usr/bin/env python3
"""Edits FLINT's sources for the WebAssembly module:    flint_edits.py SOURCES

Every edit says how often it must match, so that another version of FLINT does not pass by unnoticed."""
import pathlib
import re
import sys

# Words have 64 bits here and pointers 32, which FLINT knows only from Windows, where both have 64.
WIDTHS = {
    "fmpz/fits_si.c": [(r"^#if defined\(_WIN64\) \|\| defined\(__mips64\)$", "#if 1", 2)],
    "fmpz/get.c": [(r"^#if defined\(_WIN64\) \|\| defined\(__mips64\)$", "#if 1", 2)],
    # Words allocated by the size of a pointer.
    "fmpz_poly/mul_karatsuba.c": [(r"sizeof\(fmpz \*\)", "sizeof(fmpz)", 1)],
    "fmpz_mpoly/sqrt_heap.c": [(r"sizeof\(mpoly_heap_t \*\)", "sizeof(slong)", 4)],
    "fmpz_mpoly/quasidivrem_heap.c": [(r"sizeof\(mpoly_heap_t \*\)", "sizeof(slong)", 1)],
}


# Which constants were being computed when work was left cannot be read off the stack here: a precision is complemented
# while its value is computed (src/number/flint_state.cpp).
def under_computation(name):
    return [(rf"(^void {name}_ensure_cached(?:.*\n)+?.*wp = prec \+ 32;)", rf"\1 {name}_cache_prec = ~{name}_cache_prec;", 1),
            (rf"{name}_cache_prec \* 1\.25", rf"~{name}_cache_prec * 1.25", 1)]


CONSTANTS = {
    "arb.h": [(r"^( *)(comp_func\(name ## _cached_value, prec \+ 32\); \\)$", r"\1name ## _cached_prec = ~name ## _cached_prec; \\\n\1\2", 1)],
    "arb/log_primes.c": under_computation("_arb_log_p") + under_computation("_arb_atan_gauss_p"),
}

# With the first long integer FLINT makes ready a block of them, of 16 pages: 5440 allocations, which took longer than most
# programs. A block of 4 KB holds 336.
BLOCKS = {"fmpz/fmpz.c": [(r"^#define PAGES_PER_BLOCK 16$", "#define PAGES_PER_BLOCK 4", 1), (r"^    return 4096;$", "    return 1024;", 1)]}

# A page waits for the module's bytes, so what Rumina never calls is left out where the linker cannot know it.
# - Greatest common divisors modulo a prime fall back on extensions of the field when the prime is too small. Integers are
#   worked on modulo primes of 60 bits, so the fallback is never taken; it holds the finite fields and tables of Conway's
#   polynomials.
# - The generic rings refer to every special function from tables of methods. They are called for arithmetic, polynomials and
#   matrices; special functions are called by their own names.
# - A table of 130 KB speeds the gamma function up below 3456 bits; without it Stirling's series is taken.
SPECIAL = """EXPM1 EXP2 EXP10 EXP_PI_I LOG1P LOG2 LOG10 LOG_PI_I SIN\\w* COS\\w* TAN\\w* COT\\w* ASIN\\w* ACOS\\w* ATAN\\w* ACOT\\w* ASEC\\w* ACSC\\w*
    LAMBERTW\\w* FAC\\w* RFAC\\w* RISING\\w* FALLING\\w* BIN\\w* DOUBLEFAC\\w* HARMONIC\\w* BETA\\w* GAMMA\\w* RGAMMA LGAMMA DIGAMMA \\w*BARNES_G
    ERF\\w* FRESNEL\\w* EXP_INTEGRAL\\w* LOG_INTEGRAL DILOG BESSEL\\w* AIRY\\w* COULOMB\\w* CHEBYSHEV\\w* JACOBI\\w* GEGENBAUER\\w* LAGUERRE\\w*
    HERMITE\\w* LEGENDRE\\w* SPHERICAL\\w* HYPGEOM\\w* ZETA\\w* HURWITZ\\w* POLYLOG POLYGAMMA LERCH\\w* STIELTJES DIRICHLET\\w* RIEMANN\\w*
    MODULAR\\w* DEDEKIND\\w* EISENSTEIN\\w* ELLIPTIC\\w* CARLSON\\w* WEIERSTRASS\\w* AGM\\w* BERNOULLI\\w* EULERNUM\\w* FIB\\w* BELLNUM\\w*
    PARTITIONS\\w* STIRLING\\w* HILBERT\\w* MAT_EXP MAT_LOG MAT_DIAGONALIZATION GET_FEXPR\\w* SET_FEXPR""".split()
METHOD = r"^[ \t]*\{\s*GR_METHOD_(?:" + "|".join(SPECIAL) + r")\s*,\s*\(gr_funcptr\)\s*\w+\s*\},?[ \t]*\n"

LEFT_OUT = {
    "nmod_mpoly/gcd.c": [
        (r"= (nmod_mpolyl_gcd_zippel_lgprime|nmod_mpolyl_gcd_hensel_medprime|nmod_mpolyn_gcd_brown_lgprime|nmod_mpolyu_gcdm_zippel)\([^;]*\);", "= 0;", 4),
        (r"^ *_set_estimates_(medprime|lgprime)\(I, A, B, ctx\);", "{ }", 2)],
    "gr/acb.c": [(METHOD, "", 137)],
    "gr/arb.c": [(METHOD, "", 108)],
    "gr/qqbar.c": [(METHOD, "", 15)],
    "gr_generic/generic.c": [(METHOD, "", 72)],
    "arb_hypgeom/gamma_taylor.c": [(r"wp > ARB_HYPGEOM_GAMMA_TAB_PREC", "1", 1)],
    "acb_hypgeom/gamma_taylor.c": [(r"!want_taylor\(dua, dub, prec\)", "1", 1)],
    "arb/const_euler.c": [(r"prec < ARB_HYPGEOM_GAMMA_TAB_PREC - 16", "0", 1)],
}


def edit(path, edits):
    text = path.read_text(encoding="utf-8")
    for pattern, replacement, expected in edits:
        text, count = re.subn(pattern, replacement, text, flags=re.M)
        if count != expected:
            sys.exit(f"flint_edits: {path} has {count} places like {pattern[:60]} where {expected} were expected")
    path.write_text(text, encoding="utf-8")


for chapter in (WIDTHS, CONSTANTS, BLOCKS, LEFT_OUT):
    for name, edits in chapter.items():
        edit(pathlib.Path(sys.argv[1]) / name, edits)
