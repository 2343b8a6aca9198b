#!/usr/bin/env python3
"""Checks that includes follow the layers of src/CMakeLists.txt.

A line `rumina_layer(name USES a b … )` there declares a layer, which may use only layers declared above it. This
script reports a layer that is used before it is declared, and every `#include "layer/…"` below src of a layer that
the including one does not use, directly or through others. Tests beside the code follow the same rule.
"""

import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"
WORDS = {"USES", "NEEDS", "OPTIONAL"}


def read_layers():
    """Layers in order: name to the names it uses itself."""
    text = re.sub(r"#[^\n]*", "", (SOURCE / "CMakeLists.txt").read_text(encoding="utf-8"))
    layers, mistakes = {}, []
    for body in re.findall(r"\brumina_layer\s*\(([^)]*)\)", text):
        words = body.split()
        name, part, uses = words[0], None, []
        for word in words[1:]:
            if word in WORDS:
                part = word
            elif part in ("USES", "OPTIONAL"):
                uses.append(word)
        for used in uses:
            if used not in layers:
                mistakes.append(f"CMakeLists.txt: layer {name} uses {used}, which is not declared above it")
        layers[name] = uses
    return layers, mistakes


def reachable(layers, name):
    found, waiting = set(), [name]
    while waiting:
        layer = waiting.pop()
        if layer not in found:
            found.add(layer)
            waiting += layers.get(layer, [])
    return found


def main():
    layers, mistakes = read_layers()
    passed = 0
    if not layers:
        mistakes.append("CMakeLists.txt declares no layers")
    folders = sorted(path.name for path in SOURCE.iterdir() if path.is_dir())
    for folder in folders:
        if folder not in layers and any((SOURCE / folder).rglob("*.cpp")):
            mistakes.append(f"CMakeLists.txt declares no layer for the folder {folder}")
    for layer in layers:
        allowed = reachable(layers, layer)
        for path in sorted((SOURCE / layer).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".def"):
                continue
            upward = []
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                matched = re.match(r'\s*#\s*include\s+"([^"/]+)/', line)
                if matched and matched[1] in folders and matched[1] not in allowed:
                    upward.append(f"{path.relative_to(SOURCE)}:{number}: {layer} does not use {matched[1]}: {line.strip()}")
            mistakes += upward
            passed += not upward
    for mistake in mistakes:
        print(f"FAILED {mistake}")
    print(f"{passed} passed, {len(mistakes)} failed")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
