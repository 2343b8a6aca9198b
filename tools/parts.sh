# Parts of a test run: each is a stage, all of them run. At the end stand what the failed ones printed last, their names
# and the counts. Sourced.
# shellcheck shell=bash
passed=0 failed=() parts_folder=$(mktemp -d)
trap 'rm -rf "$parts_folder"' EXIT

part() {
    # What a part prints is kept under the number it has if it fails; the next one overwrites it if it does not.
    # Without pipefail the status would be that of tee.
    if (set -o pipefail; tools/stage "$@" 2>&1 | tee "$parts_folder/${#failed[@]}"); then
        passed=$(( passed + 1 ))
    else
        failed+=("$1")
    fi
}

count_parts() {
    local index
    for index in "${!failed[@]}"; do
        printf '\n── the end of what "%s" printed\n' "${failed[index]}"
        tail -n 25 "$parts_folder/$index"
    done
    (( ${#failed[@]} )) && printf 'failed: %s\n' "${failed[@]}"
    printf '%d passed, %d failed\n' "$passed" "${#failed[@]}"
    (( ! ${#failed[@]} ))
}
