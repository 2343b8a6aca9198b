#!/usr/bin/env python3
"""Draws the programs of `pictures` on every engine and compares the files byte for byte with those beside them.

With --update they are written instead; look at them before they are committed.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from claims import check, finish

PICTURES = pathlib.Path(__file__).resolve().parent / "pictures"
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", default="build/dev/bin/rumina")
parser.add_argument("--update", action="store_true")
arguments = parser.parse_args()
program = os.path.abspath(arguments.program)

known = set()
for source in sorted(PICTURES.glob("*.lm")):
    for engine in ("vm", "ast", "rmc"):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([program, f"--engine={engine}", "--plot", f"{folder}/{source.stem}.svg", str(source)], capture_output=True, text=True, timeout=120)
            check(f"{source.stem}: {engine} draws it", done.returncode == 0, done.stderr)
            files = sorted(pathlib.Path(folder).iterdir())
            check(f"{source.stem}: {engine} makes a file", files != [], "none")
            for file in files:
                drawn, kept = file.read_bytes(), PICTURES / file.name
                known.add(kept)
                xml.etree.ElementTree.fromstring(drawn)
                body = drawn[drawn.index(b"</style>"):]
                check(f"{file.name}: {engine} writes finite numbers", b"nan" not in body and b"inf" not in body, "nan or inf")
                if arguments.update and engine == "vm":
                    kept.write_bytes(drawn)
                check(f"{file.name}: {engine} draws the same bytes", kept.exists() and kept.read_bytes() == drawn, f"{len(drawn)} bytes")
check("no picture is left over", set(PICTURES.glob("*.svg")) == known, sorted(set(PICTURES.glob("*.svg")) - known))
finish()
