# The libraries of the native build: FLINT and musl's mathematical functions. GMP, MPFR and the rest are packages.
# Sourced by tools/setup.
# shellcheck shell=bash

native_flint() { # work prefix
    local work=$1 prefix=$2
    fetch_source flint "$flint_version" "$flint_suite" "$flint_tarball" "$flint_sha256" "$work"
    unpack "$work/$flint_tarball" "$work/flint"
    cd "$work/flint"
    with_progress "configuring FLINT $flint_version" 100 'echo 0' "$work/flint-configure.log" \
        bash -c './bootstrap.sh && ./configure --prefix="$0" CFLAGS="$1" "${@:2}"' "$prefix" "$flint_cflags" "${flint_configure[@]}"
    local total; total=$(find src -name '*.c' -not -path '*/test/*' -not -path '*/tune/*' -not -path '*/profile/*' | wc -l)
    with_progress "building FLINT $flint_version" "$total" 'find build -name "*.o" -o -name "*.lo" | wc -l' "$work/flint-build.log" \
        make -j"$jobs" library
    make install >"$work/flint-install.log" 2>&1
    cd - >/dev/null
}

native_musl_math() { # work prefix
    local work=$1 prefix=$2 name
    fetch_source musl "$musl_version" "$musl_suite" "$musl_tarball" "$musl_sha256" "$work"
    unpack "$work/$musl_tarball" "$work/musl"
    cd "$work/musl"
    { ./configure && make obj/include/bits/alltypes.h; } >"$work/musl-configure.log" 2>&1
    local objects=()
    for name in "${musl_files[@]}"; do
        [[ -f src/math/$name.c ]] || continue
        # shellcheck disable=SC2086
        gcc $musl_cflags -nostdinc -Iarch/generic -Iarch/x86_64 -Isrc/include -Isrc/internal -Iobj/include -Iinclude \
            -c "src/math/$name.c" -o "$name.o"
        objects+=("$name.o")
    done
    mkdir -p "$prefix/lib"
    ld -r -o all.o "${objects[@]}"
    objcopy --prefix-symbols="$musl_prefix" all.o
    ar rcs "$prefix/lib/librumina_libm.a" all.o
    local undefined
    undefined=$(nm -u "$prefix/lib/librumina_libm.a" | awk '$1 == "U" {print $2}')
    [[ -z $undefined ]] || { say "musl's functions refer to what is not in the list: $undefined"; exit 1; }
    cp COPYRIGHT "$prefix/lib/librumina_libm.COPYRIGHT"
    cd - >/dev/null
    say "built musl $musl_version's mathematical functions"
}

native_recipe() { # work prefix
    native_musl_math "$@"
    native_flint "$@"
}
native_libraries=$cache/native-$(recipe_of flint_ musl_ -- native_recipe native_musl_math native_flint)

build_native_libraries() {
    [[ -f $native_libraries/complete ]] && return 0
    build_once "$native_libraries" native_recipe
    say "libraries are in $native_libraries"
}
