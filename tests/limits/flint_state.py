#!/usr/bin/env python3
"""Compares FLINT's thread-local variables with those that number/flint_state.cpp and number/flint_constants.def clear when
work inside FLINT is left: a new version of the library must not keep state that nobody looks at."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Set once, or without meaning for what is computed: the pool of arf mantissas is switched off in this version.
HARMLESS = {"_flint_num_workers", "arb_calc_verbose", "arf_free_arr", "arf_free_num", "arf_free_alloc", "arf_have_registered_cleanup"}

libraries = subprocess.run([ROOT / "tools/setup", "--where"], capture_output=True, text=True, check=True).stdout.strip()
archive = pathlib.Path(libraries) / "lib/libflint.a"
symbols = subprocess.run(["readelf", "-sW", archive], capture_output=True, text=True, check=True).stdout
found, hidden = set(), set()
for line in symbols.splitlines():
    fields = line.split()
    if len(fields) == 8 and fields[3] == "TLS":
        (found if fields[4] == "GLOBAL" else hidden).add(fields[7])

source = (ROOT / "src/number/flint_state.cpp").read_text(encoding="utf-8")
constants = re.findall(r"FLINT_CONSTANT\((\w+),", (ROOT / "src/number/flint_constants.def").read_text(encoding="utf-8"))
known = {name + suffix for name in constants for suffix in ("_cached_prec", "_cached_value")}
known |= {name for name in found if re.search(rf"\b{name}\b", source)}
mistakes = [f"not cleared: {name}" for name in sorted(found - known - HARMLESS)]
mistakes += [f"cannot be reached: {name}" for name in sorted(hidden)]
mistakes += [f"does not exist: {name}" for name in sorted(known - found)]
print("\n".join(mistakes) or f"{len(found)} thread-local variables of FLINT are accounted for")
sys.exit(1 if mistakes or not found else 0)
