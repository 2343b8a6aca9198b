# Parts of a test run: each is a stage, all of them run, and the last line counts them. Sourced.
# shellcheck shell=bash
passed=0 failed=0
part() { if tools/stage "$@"; then passed=$(( passed + 1 )); else failed=$(( failed + 1 )); fi; }
count_parts() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [[ $failed == 0 ]]
}
