# Every outside thing the build needs, and its version, in one place. Sourced by tools/setup. The names' first parts tell
# which recipe a value belongs to (tools/setup.d).
# shellcheck shell=bash disable=SC2034

# Debian packages, by what they are needed for.
packages_build=(g++ make cmake ninja-build libgmp-dev libmpfr-dev libfmt-dev libutf8proc-dev libcli11-dev)
packages_sources=(ca-certificates debian-archive-keyring dpkg-dev autoconf automake libtool xz-utils) # only to build the two below
packages_test=(libgtest-dev python3 git chromium)
packages_web=(clang-19 lld-19 llvm-19 python3 node-acorn) # for WebAssembly; the rest of its toolchain is below
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

# Node.js for web/: the least version its bundler and test runner take, and what is fetched where the machine has an older one.
node_least=20.19.0
node_version=20.20.2
node_npm_version=10.9.4

# ── WebAssembly ─────────────────────────────────────────────────────────────────────────────────────────────
# emscripten (MIT) is Debian 13's: Debian 12's 3.1.6 makes modules that newer versions of Node refuse. It drives Debian
# 12's clang. Its parts for running programs (musl, libc++, dlmalloc) are MIT, Apache-2.0 with exception, public domain.
wasm_suite=trixie
wasm_emscripten_version=3.1.69+dfsg-3
wasm_binaryen_version=120-4
wasm_runtime_packages=(libc6 libstdc++6 libgcc-s1) # Debian 13's, for binaryen alone
wasm_runtime_imports=(__syscall_renameat __syscall_rmdir __syscall_unlinkat __syscall_mkdirat __syscall_getdents64
                      _emscripten_get_now_is_monotonic)

# The same versions as Debian 12's packages, which the native build uses.
gmp_version=6.2.1+dfsg1
gmp_tarball=gmp_6.2.1+dfsg1.orig.tar.xz
gmp_sha256=471b9e463e04362a0124f215afc5f0a4b99caedeeb62634c61bbc12988efa64c
mpfr_version=4.2.0
mpfr_tarball=mpfr4_4.2.0.orig.tar.xz
mpfr_sha256=06a378df13501248c1b2db5aa977a2c8126ae849a9d9b7be2546fb4a9c26d993
utf8proc_version=2.8.0
utf8proc_tarball=utf8proc_2.8.0.orig.tar.gz
utf8proc_sha256=a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc

# Size first for FLINT: at -Os it is a fifth smaller than at -O2 and 0 to 7 % slower where GMP does the work, and -Oz takes
# another tenth; GMP is where the time goes, but for what only calls the rest of it.
wasm_gmp_cflags=-O3
wasm_gmp_calling_cflags=-Os
wasm_mpfr_cflags=-Os
wasm_flint_cflags="-Oz -std=c11 -D_GNU_SOURCE -DNDEBUG -include stdint.h"
wasm_utf8proc_cflags=-Os
wasm_musl_cflags="-O2 -std=c99 -ffreestanding -ffp-contract=off -w"
wasm_flint_config=("FLINT_USES_TLS 0" "FLINT_REENTRANT 0" "FLINT_WANT_ASSERT 0" "FLINT_USES_CPUSET 0" "FLINT_USES_PTHREAD 0"
                   "FLINT_USES_BLAS 0" "FLINT_USES_FENV 0" "FLINT_KNOW_STRONG_ORDER 1" "FLINT_FFT_SMALL_THRESHOLD 600" "HAVE_ALIGNED_ALLOC 1")
