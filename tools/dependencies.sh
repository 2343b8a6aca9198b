# Every outside thing the build needs, and its version, in one place. Sourced by tools/setup.
# shellcheck shell=bash disable=SC2034

# Debian packages, by what they are needed for.
packages_build=(g++ make cmake ninja-build libgmp-dev libmpfr-dev libfmt-dev libutf8proc-dev libcli11-dev)
packages_sources=(ca-certificates debian-archive-keyring dpkg-dev autoconf automake libtool xz-utils) # only to build the two below
packages_test=(libgtest-dev python3 git)
packages_bench=(lua5.4 luajit nodejs ruby chezscheme sbcl pari-gp libbenchmark-dev xcas python3-sympy) # xcas has giac, which runs as a program of its own

# FLINT with Arb, Antic and Calcium inside (LGPL-3+). Debian 12 has 2.9, so it is built from Debian 13's
# source package; without NTL, so that no GPL library follows.
flint_version=3.1.3
flint_suite=trixie
flint_tarball=flint_3.1.3.orig.tar.gz
flint_sha256=4c3ca5a4c1763a4b3718403983937f432c31629b6f415b1df4f1074da429b613
flint_configure=(--disable-debug --enable-static --disable-shared --disable-pthread)
flint_cflags="-O2 -fexceptions"

# musl's functions on doubles (MIT), compiled under a prefix, so that sin, exp, pow … give the same bits on
# every platform: the WebAssembly C library is the same musl.
musl_version=1.2.5
musl_suite=trixie
musl_tarball=musl_1.2.5.orig.tar.gz
musl_sha256=a9a118bbe84d8764da0ea0d28b3ab3fae8477fc7e4085d90102b8596fc7c75e4
musl_prefix=rumina_libm_
musl_cflags="-O2 -std=c99 -ffreestanding -fexcess-precision=standard -frounding-math -ffp-contract=off -w"
# The functions the language calls and the helpers they use.
musl_files=(acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf exp exp2 exp_data exp2f_data expm1 fabs floor fmod
            hypot lgamma lgamma_r log log10 log1p log2 log2_data log_data pow pow_data scalbn sin sinh sqrt sqrt_data tan tanh
            tgamma signgam ldexp __cos __sin __tan __expo2 __rem_pio2 __rem_pio2_large __math_divzero __math_invalid
            __math_oflow __math_uflow __math_xflow __fpclassify __signbit)
