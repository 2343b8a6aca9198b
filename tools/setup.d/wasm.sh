# The WebAssembly build's toolchain (Debian 13's emscripten with Debian 12's clang) and its libraries. Sourced by tools/setup.
# shellcheck shell=bash

# ── toolchain ───────────────────────────────────────────────────────────────────────────────────────────────
# emscripten and binaryen, unpacked and not installed: they want newer packages than Debian 12 has. binaryen runs on
# the C library it was linked with, which lies beside it. Everything refers to its neighbours by relative paths.
wasm_toolchain_recipe() { # work prefix
    local work=$1 prefix=$2 private_apt name
    open_suite "$wasm_suite" "$work"
    say "fetching emscripten $wasm_emscripten_version (240 MB)"
    (cd "$work" && as_root apt-get "${private_apt[@]}" download "emscripten=$wasm_emscripten_version" \
        "binaryen=$wasm_binaryen_version" "${wasm_runtime_packages[@]}")
    mkdir -p "$prefix"/{runtime,bin,binaryen/bin}
    # Of 1.7 GB the libraries for threads, sanitizers, link-time optimisation and dynamic linking are left out.
    dpkg-deb --fsys-tarfile "$work"/emscripten_*.deb | tar -x -C "$prefix" --strip-components=3 --wildcards \
        --exclude='*/emscripten/'{test,docs,media,'ChangeLog*'} --exclude='*/wasm32-emscripten/'{lto,lto-pic,pic} \
        --exclude='*/wasm32-emscripten/lib'{GL-emu,GL-full,GL-ofb,GL-webgl,SDL,webgpu,wasmfs,fetch,mimalloc,stb}'*' \
        --exclude='*/wasm32-emscripten/*'{-mt,-ww,-asan,san_,-tracing}'*' ./usr/share/emscripten
    for name in binaryen "${wasm_runtime_packages[@]}"; do dpkg-deb -x "$work/${name}"_*.deb "$prefix/runtime"; done
    rm -rf "$prefix"/runtime/usr/{share,include}
    for name in "$prefix"/runtime/usr/bin/wasm-*; do
        name=${name##*/}
        # shellcheck disable=SC2016
        printf '%s\n' '#!/bin/sh' 'usr=$(dirname "$0")/../../runtime/usr' \
            'exec "$usr"/lib*/ld-linux-*.so.* --library-path "$(echo "$usr"/lib/*-linux-gnu)" "$usr/bin/'"$name"'" "$@"' >"$prefix/binaryen/bin/$name"
    done
    # The configuration is a Python file, read with its path in EM_CONFIG.
    sed -e 's/^import os//' -e '/^CLOSURE_COMPILER/d' \
        -e "s|^BINARYEN_ROOT.*|import os; BINARYEN_ROOT = os.path.join(os.path.dirname(os.environ['EM_CONFIG']), 'binaryen')|" \
        "$prefix/emscripten/.emscripten" >"$prefix/config"
    mkdir -p "$prefix/emscripten/node_modules"
    ln -s /usr/share/nodejs/acorn "$prefix/emscripten/node_modules/acorn"
    for name in emcc em++; do
        # shellcheck disable=SC2016
        printf '%s\n' '#!/bin/sh' 'root=$(cd "$(dirname "$0")/.." && pwd)' \
            'EM_CONFIG=$root/config exec python3 "$root/emscripten/'"$name"'.py" "$@"' >"$prefix/bin/$name"
    done
    write_wasm_compiler >"$prefix/bin/cc"
    printf '%s\n' "${wasm_runtime_imports[@]}" >"$prefix/bin/imports"
    chmod +x "$prefix"/bin/* "$prefix"/binaryen/bin/*
    local try=$work/try
    printf '#include <stdexcept>\nint main() { try { throw std::runtime_error("x"); } catch (std::exception&) { return 42; } }\n' >"$try.cpp"
    "$prefix/bin/em++" -O1 -fwasm-exceptions -sEXIT_RUNTIME "$try.cpp" -o "$try.js" >"$try.log" 2>&1 || { cat "$try.log"; exit 1; }
    local status=0
    node "$try.js" || status=$?
    [[ $status == 42 ]] || { say "the WebAssembly toolchain does not work: the trial program ended with $status"; exit 1; }
    say "toolchain for WebAssembly is ready"
}

# clang for the C libraries, without emcc's second of Python a file. Their configure scripts also link, which tells them
# what the C library has; so it must know its own few imports, and nothing else may stay undefined.
write_wasm_compiler() {
    cat <<'SCRIPT'
#!/bin/sh
sysroot=$(cd "$(dirname "$0")/../emscripten/cache/sysroot" && pwd)
compile="clang-19 --target=wasm32-unknown-emscripten --sysroot=$sysroot -fwasm-exceptions -Xclang -iwithsysroot/include/compat"
for argument; do
    case $argument in -c|-E|-S|-M|-MM|--version|-v|-V|-dumpmachine) exec $compile "$@" ;; esac
done
lib=$sysroot/lib/wasm32-emscripten
exec $compile -Wno-unused-command-line-argument -nodefaultlibs -nostartfiles --ld-path=wasm-ld-19 "$lib/crt1.o" "$@" \
    -L"$lib" -lc -lcompiler_rt -ldlmalloc -lstandalonewasm -lstubs -Wl,--allow-undefined-file="$(dirname "$0")/imports"
SCRIPT
}
wasm_toolchain=$cache/web-toolchain-$(recipe_of wasm_suite wasm_emscripten wasm_binaryen wasm_runtime -- wasm_toolchain_recipe write_wasm_compiler)

# ── libraries ───────────────────────────────────────────────────────────────────────────────────────────────
wasm_configure=(--host=wasm32-unknown-emscripten --build=x86_64-pc-linux-gnu --disable-shared --enable-static
                AR=llvm-ar-19 NM=llvm-nm-19 RANLIB=llvm-ranlib-19)
wasm_compile() { "$wasm_toolchain/bin/cc" "$@"; }
# The C code of every library lets our exceptions through: the allocation functions throw them.
wasm_exceptions="-fexceptions -fwasm-exceptions"

wasm_gmp() { # work prefix
    local work=$1 prefix=$2
    fetch_source gmp "$gmp_version" bookworm "$gmp_tarball" "$gmp_sha256" "$work"
    unpack "$work/$gmp_tarball" "$work/gmp"
    cd "$work/gmp"
    mkdir -p doc && printf 'all install check clean:\n' >doc/Makefile.in # Debian leaves its documentation out
    # 64-bit limbs although pointers have 32 bits; that choice exists for other processors only.
    sed -i 's/case $limb_chosen in/case ${limb_force:-$limb_chosen} in/' configure
    with_progress "configuring GMP $gmp_version" 100 'echo 0' "$work/gmp-configure.log" \
        env limb_force=longlong ./configure --prefix="$prefix" "${wasm_configure[@]}" --disable-assembly --disable-cxx \
        CC="$wasm_toolchain/bin/cc" CC_FOR_BUILD=gcc CFLAGS="$wasm_gmp_cflags $wasm_exceptions"
    grep -q 'define _LONG_LONG_LIMB 1' gmp.h && grep -q 'GMP_LIMB_BITS *64' gmp.h || { say "GMP has no 64-bit limbs"; exit 1; }
    with_progress "building GMP $gmp_version" 600 'find . -name "*.lo" | wc -l' "$work/gmp-build.log" make -j"$jobs"
    # What splits long operands, joins them again and calls the rest is long code in which little time is spent: once more, for
    # its size.
    rm -f mpz/*.lo mpz/libmpz.la mpn/toom*.lo mpn/mul.lo mpn/tdiv_qr.lo mpn/libmpn.la libgmp.la
    with_progress "building GMP's callers for size" 160 'find mpz -name "*.lo" | wc -l' "$work/gmp-callers.log" \
        make -j"$jobs" CFLAGS="$wasm_gmp_calling_cflags $wasm_exceptions"
    make install >"$work/gmp-install.log" 2>&1
    cd - >/dev/null
}

wasm_mpfr() { # work prefix
    local work=$1 prefix=$2
    fetch_source mpfr4 "$mpfr_version" bookworm "$mpfr_tarball" "$mpfr_sha256" "$work"
    unpack "$work/$mpfr_tarball" "$work/mpfr"
    cd "$work/mpfr"
    with_progress "configuring MPFR $mpfr_version" 100 'echo 0' "$work/mpfr-configure.log" \
        ./configure --prefix="$prefix" "${wasm_configure[@]}" --with-gmp="$prefix" --disable-thread-safe --disable-decimal-float \
        --disable-float128 CC="$wasm_toolchain/bin/cc" CFLAGS="$wasm_mpfr_cflags $wasm_exceptions"
    with_progress "building MPFR $mpfr_version" 240 'find src -name "*.lo" | wc -l' "$work/mpfr-build.log" make -j"$jobs" -C src install
    cd - >/dev/null
}

# FLINT's own build system knows no such target; a list of its files is all that is needed.
wasm_flint() { # work prefix
    local work=$1 prefix=$2
    fetch_source flint "$flint_version" "$flint_suite" "$flint_tarball" "$flint_sha256" "$work"
    unpack "$work/$flint_tarball" "$work/flint"
    cd "$work/flint/src"
    IFS=. read -r major minor patch <<<"$flint_version"
    sed -e "s/@FLINT_MAJOR@/$major/; s/@FLINT_MINOR@/$minor/; s/@FLINT_PATCH@/$patch/; s/@FLINT_VERSION_FULL@/$flint_version/" flint.h.in >flint.h
    cp gmpcompat-longlong.h.in gmpcompat.h
    cp fft_tuning64.in fft_tuning.h
    cp fmpz/link/fmpz_single.c fmpz/fmpz.c
    printf '#define %s\n' "${wasm_flint_config[@]}" >flint-config.h
    python3 "$setup_folder/flint_edits.py" .
    # printf with FLINT's types would bring the printing of each of them.
    cp "$setup_folder/flint_output.c" generic_files/output.c
    local units
    units=$(python3 "$setup_folder/flint_units.py" . "$work/units")
    mkdir -p "$work/objects"
    export -f wasm_flint_unit wasm_compile
    export wasm_toolchain wasm_flint_cflags wasm_exceptions work prefix
    with_progress "building FLINT $flint_version" "$units" 'find "$work/objects" -name "*.o" | wc -l' "$work/flint-build.log" \
        bash -c 'ls "$work"/units/*.c | xargs -P '"$jobs"' -n 4 bash -c '\''for unit; do wasm_flint_unit "$unit" || exit 255; done'\'' -'
    mkdir -p "$prefix/lib" "$prefix/include/flint"
    find "$work/objects" -name '*.o' | sort | sed 's/.*/"&"/' >"$work/objects.list"
    rm -f "$prefix/lib/libflint.a"
    llvm-ar-19 qcs "$prefix/lib/libflint.a" "@$work/objects.list"
    cp ./*.h "$prefix/include/flint/"
    cd - >/dev/null
}
wasm_flint_unit() { # unit
    local name=${1##*/}
    # FLINT's own constant for the size of a page (see flint_edits.py), not WebAssembly's 64 KB.
    # shellcheck disable=SC2086
    wasm_compile $wasm_flint_cflags $wasm_exceptions -U__unix__ -w -I. -I"$prefix/include" -c "$1" -o "$work/objects/${name%.c}.o"
}

wasm_musl_math() { # work prefix
    local work=$1 prefix=$2 name round
    fetch_source musl "$musl_version" "$musl_suite" "$musl_tarball" "$musl_sha256" "$work"
    unpack "$work/$musl_tarball" "$work/musl"
    cd "$work/musl"
    # riscv32: the processor among musl's whose types have the sizes of wasm32.
    mkdir -p obj/include/bits
    sed -f tools/mkalltypes.sed arch/riscv32/bits/alltypes.h.in include/alltypes.h.in >obj/include/bits/alltypes.h
    # Names get their prefix by macros, which need the list of names: compiled once to find them, and once with them. An
    # alias names its function in a string, which macros reach through one more macro.
    sed -i 's/^#define weak_alias(old, new)/#define weak_alias(old, new) weak_alias_of(old, new)\n#define weak_alias_of(old, new)/' src/include/features.h
    : >prefix.h
    for round in names prefixed; do
        for name in "${musl_files[@]}"; do
            [[ -f src/math/$name.c ]] || continue
            # shellcheck disable=SC2086
            wasm_compile $wasm_musl_cflags -include prefix.h -nostdinc -Iarch/generic -Iarch/riscv32 -Isrc/include -Isrc/internal \
                -Iobj/include -Iinclude -c "src/math/$name.c" -o "$name.o"
        done
        [[ $round == names ]] && llvm-nm-19 --extern-only --defined-only ./*.o | awk -v p="$musl_prefix" 'NF == 3 {print "#define " $3 " " p $3}' | sort -u >prefix.h
    done
    mkdir -p "$prefix/lib"
    llvm-ar-19 rcs "$prefix/lib/librumina_libm.a" ./*.o
    local undefined
    undefined=$(comm -13 <(llvm-nm-19 --defined-only ./*.o | awk 'NF == 3 {print $3}' | sort -u) <(llvm-nm-19 -u ./*.o | awk '$1 == "U" {print $2}' | grep -Ev '^__(stack_pointer|indirect_function_table)$' | sort -u))
    [[ -z $undefined ]] || { say "musl's functions refer to what is not in the list: $undefined"; exit 1; }
    cp COPYRIGHT "$prefix/lib/librumina_libm.COPYRIGHT"
    cd - >/dev/null
    say "built musl $musl_version's mathematical functions"
}

wasm_utf8proc() { # work prefix
    local work=$1 prefix=$2
    fetch_source utf8proc "$utf8proc_version" bookworm "$utf8proc_tarball" "$utf8proc_sha256" "$work"
    unpack "$work/$utf8proc_tarball" "$work/utf8proc"
    cd "$work/utf8proc"
    # shellcheck disable=SC2086
    wasm_compile $wasm_utf8proc_cflags -DUTF8PROC_STATIC -c utf8proc.c -o utf8proc.o
    mkdir -p "$prefix"/{lib,include}
    llvm-ar-19 rcs "$prefix/lib/libutf8proc.a" utf8proc.o
    cp utf8proc.h "$prefix/include/"
    cp LICENSE.md "$prefix/lib/libutf8proc.LICENSE"
    cd - >/dev/null
}

wasm_recipe() { # work prefix
    wasm_musl_math "$@"
    wasm_utf8proc "$@"
    mkdir -p "$2/include" && cp -r /usr/include/fmt "$2/include/" # headers only
    wasm_gmp "$@"
    wasm_mpfr "$@"
    wasm_flint "$@"
}
setup_folder=$PWD/tools/setup.d
wasm_libraries=$cache/wasm-$(recipe_of wasm_ gmp_ mpfr_ flint_ musl_ utf8proc_ -- wasm_recipe wasm_musl_math wasm_utf8proc wasm_gmp \
    wasm_mpfr wasm_flint wasm_flint_unit wasm_compile tools/setup.d/flint_units.py tools/setup.d/flint_edits.py \
    tools/setup.d/flint_output.c)

build_wasm() {
    if [[ ! -f $wasm_toolchain/complete ]]; then build_once "$wasm_toolchain" wasm_toolchain_recipe; fi
    if [[ ! -f $wasm_libraries/complete ]]; then
        build_once "$wasm_libraries" wasm_recipe
        say "libraries for WebAssembly are in $wasm_libraries"
    fi
}
