# Shared by the recipes: packages, sources, progress, the cache. Sourced by tools/setup.
# shellcheck shell=bash

as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo "$@"; fi; }
say() { printf 'setup: %s\n' "$*"; }

if [[ -n ${RUMINA_NO_CACHE:-} ]]; then cache=$PWD/build/dependencies
else cache=${XDG_CACHE_HOME:-$HOME/.cache}/rumina; fi
jobs=${RUMINA_JOBS:-$(nproc)} # how many compilers run at a time

# A recipe is the values and the functions that take part in it, as the shell knows them: comments and the lists of
# packages do not change what is built.
recipe_of() { # prefixes of variables -- functions and files
    local prefix
    {
        while [[ $1 != -- ]]; do
            prefix=$1; shift
            # shellcheck disable=SC2046
            eval "declare -p \${!${prefix}@}"
        done
        shift
        local part
        for part in "$@"; do if [[ -f $part ]]; then cat "$part"; else declare -f "$part"; fi; done
    } | sha256sum | cut -c1-16
}

# Runs a recipe with a folder to build in, which takes the final name when all is there: whole or not at all.
build_once() { # folder function
    local folder=$1 recipe=$2 staging=$1.$$
    [[ -f $folder/complete ]] && return 0
    install_packages "${packages_sources[@]}"
    mkdir -p "$staging/work"
    trap 'rm -rf "$staging"' EXIT
    "$recipe" "$staging/work" "$staging"
    rm -rf "$staging/work"
    touch "$staging/complete"
    rm -rf "$folder"
    mv "$staging" "$folder"
    trap - EXIT
}

# ── packages ────────────────────────────────────────────────────────────────────────────────────────────────
install_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    (( ${#missing[@]} )) || return 0
    say "installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# ── sources ─────────────────────────────────────────────────────────────────────────────────────────────────
# Private apt folders for one suite of the machine's own Debian mirror, so that the system's configuration stays as it
# is. Sets private_apt to the options for apt.
open_suite() { # suite folder
    local suite=$1 private=$2/apt site
    site=$(apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT) $(CREATED_BY)' |
           awk '$2 == "bookworm" && $3 == "main" && $4 == "Packages" {print $1; exit}')
    [[ -n $site ]] || { say "apt knows no Debian 12 mirror (run apt-get update)"; exit 1; }
    mkdir -p "$private"/{lists,cache/archives}/partial
    printf '%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
        deb-src "$site" "$suite" deb "$site" "$suite" >"$private/sources.list"
    private_apt=(-qq -o "Dir::Etc::SourceList=$private/sources.list" -o Dir::Etc::SourceParts=/dev/null
                 -o "Dir::State::Lists=$private/lists" -o "Dir::Cache=$private/cache" -o APT::Sandbox::User=root)
    as_root apt-get "${private_apt[@]}" update
}

# Fetches one source tarball. Its hash is checked here; apt's own exit status says nothing about it (a packaging file
# beside the tarball may be missing on a mirror).
fetch_source() { # package version suite tarball sha256 folder
    local package=$1 version=$2 suite=$3 tarball=$4 sha256=$5 folder=$6 full private_apt
    open_suite "$suite" "$folder"
    full=$(apt-cache "${private_apt[@]}" showsrc "$package" | awk -v v="$version-" '/^Version: / && index($2, v) == 1 {print $2; exit}')
    (cd "$folder" && as_root apt-get "${private_apt[@]}" source --download-only "$package=$full" >/dev/null 2>&1) || true
    echo "$sha256  $folder/$tarball" | sha256sum --check --quiet || { say "$tarball could not be fetched whole"; exit 1; }
}

unpack() { # tarball folder
    mkdir -p "$2" && tar -xf "$1" -C "$2" --strip-components=1
}

# ── progress ────────────────────────────────────────────────────────────────────────────────────────────────
# Runs a build in the background and prints how far it is, one line at a terminal, one line a tenth elsewhere.
with_progress() { # label total count-command log command...
    local label=$1 total=$2 count=$3 log=$4; shift 4
    local started=$SECONDS shown=-1 done_files tenth
    "$@" >"$log" 2>&1 &
    local job=$!
    while kill -0 "$job" 2>/dev/null; do
        sleep 2
        done_files=$(eval "$count"); tenth=$(( done_files * 10 / total ))
        if [[ -t 1 ]]; then printf '\rsetup: %s: %d of about %d files, %d s ' "$label" "$done_files" "$total" $(( SECONDS - started ))
        elif (( tenth != shown )); then say "$label: $done_files of about $total files, $(( SECONDS - started )) s"; shown=$tenth; fi
    done
    [[ -t 1 ]] && printf '\r\033[K'
    if ! wait "$job"; then tail -n 30 "$log" | cut -c1-300; say "$label failed; the whole log is $log"; trap - EXIT; exit 1; fi
    say "$label: done in $(( SECONDS - started )) s"
}
