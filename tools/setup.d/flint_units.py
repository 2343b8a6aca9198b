#!/usr/bin/env python3
"""Packs FLINT's 5,000 small source files into some hundreds of translation units: a compiler spends most of its time on
their headers, three times as long as on units.

    flint_units.py SOURCES OUTPUT      writes OUTPUT/unit_0001.c, ..., each a list of #include lines, and prints their number

Two files share a unit only when nothing that one of them keeps to itself (static names, macros, types, tags) is named in
the other. A unit begins with the headers of all its files, so that no macro of a file reaches a header; files that define
macros for a header stay alone. So a unit means what its files mean."""
import pathlib
import re
import sys

LARGEST_UNIT = 20
SKIPPED_FOLDERS = {"test", "tune", "profile", "fft_small", "interfaces", "python"}
# Output and input of FLINT's own: flint_output.c stands for what other files call.
SKIPPED_FILES = {"generic_files/io.c", "generic_files/profiler.c", "generic_files/test_helpers.c", "generic_files/scanf.c", "generic_files/sprintf.c",
                 "generic_files/sscanf.c", "generic_files/fscanf.c", "generic_files/gettimeofday.c"}

IGNORED = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(["<][^">]+[">])', re.M)
CONDITION = re.compile(r'^[ \t]*#[ \t]*(?:include[ \t]+(["<][^">]+[">])|(if|ifdef|ifndef|endif)\b)', re.M)
WORD = re.compile(r"[A-Za-z_]\w*")
MACRO = re.compile(r"^[ \t]*#[ \t]*(?:define|undef)[ \t]+(\w+)", re.M)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M | re.S)
KEYWORDS = set("""auto break case char const continue default do double else enum extern float for goto if inline int long
    register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
    define undef ifdef ifndef endif elif include defined pragma error""".split())


class SourceFile:
    def __init__(self, path, root):
        self.path = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8", errors="replace")
        includes = list(INCLUDE.finditer(text))
        self.headers = unconditional(text)
        last = includes[-1].start() if includes else 0
        early = set(MACRO.findall(text[:last])) - {"ulong"} # `ulong` is hidden from system headers, and back at once
        text = IGNORED.sub(" ", text)
        macros = set(MACRO.findall(text))
        self.words = set(WORD.findall(text)) - KEYWORDS
        self.own = macros | own_names(DIRECTIVE.sub("", text))
        self.alone = bool(early) or any(include.group(1).endswith('.c"') for include in includes)


def unconditional(text):
    """The headers that a file includes whatever is defined."""
    headers, depth = [], 0
    for directive in CONDITION.finditer(text):
        if directive.group(1) is None:
            depth += {"if": 1, "en": -1}.get(directive.group(2)[:2], 0)
        elif depth == 0:
            headers.append(directive.group(1))
    return headers


def in_order(headers):
    """FLINT's headers declare more when others stood before them."""
    first = ['<stdio.h>', '<stdarg.h>'] + [name for name in headers if name.startswith("<") or name == '"mpfr.h"'] + ['"fmpz.h"']
    if any(re.match('"(gr|ca|qqbar|fexpr)', name) for name in headers):
        first += ['"mpoly.h"', '"fmpz_poly.h"', '"fmpq_poly.h"', '"fmpz_mpoly.h"', '"fexpr.h"', '"fmpz_mpoly_q.h"', '"dirichlet.h"']
    return list(dict.fromkeys(first + headers))


def own_names(text):
    """Names declared at file level that other files cannot see: static ones, types, tags and enumerators."""
    names, depth, start, pieces, typedef = set(), 0, 0, [], ""
    for position, character in enumerate(text):
        if character == "{":
            if depth == 0:
                pieces.append(text[start:position])
                body = position
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                if re.search(r"\benum\b", pieces[-1]):
                    names |= set(WORD.findall(text[body:position]))
                typedef = "typedef " if "typedef" in pieces[-1] else ""
                start = position + 1
        elif character == ";" and depth == 0:
            pieces.append(typedef + text[start:position])
            typedef = ""
            start = position + 1
    for piece in pieces:
        if re.search(r"\b(static|typedef|struct|union|enum|inline|\w*_(INLINE|NOINLINE))\b", piece):
            head = piece.split("=")[0]
            declared = head.split("(")[0] # without parameters
            names |= set(re.findall(r"(\w+)\s*\(", head)) | set(WORD.findall(declared)[-1:])
            names |= set(re.findall(r"(\w+)\s*[\[,]", declared)) | set(re.findall(r"\b(?:struct|union|enum)\s+(\w+)", declared))
            if "typedef" in piece:
                names |= set(re.findall(r"\*\s*(\w+)\s*\)", piece)) | set(WORD.findall(piece)[-1:])
    return names - KEYWORDS


def main():
    sources, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    units = []
    for folder in sorted(path for path in sources.iterdir() if path.is_dir() and path.name not in SKIPPED_FOLDERS and
                         not path.name.endswith("_templates")):
        open_units = []
        for path in sorted(folder.glob("*.c")):
            if path.relative_to(sources).as_posix() in SKIPPED_FILES:
                continue
            file = SourceFile(path, sources)
            if file.alone:
                units.append([file])
                continue
            for unit in open_units:
                if len(unit) < LARGEST_UNIT and not any(file.own & other.words or other.own & file.words for other in unit):
                    unit.append(file)
                    break
            else:
                open_units.append([file])
        units += open_units
    for number, unit in enumerate(units, 1):
        headers = in_order([header for file in unit for header in file.headers]) if len(unit) > 1 else []
        lines = "".join(f"#include {name}\n" for name in [*headers, *(f'"{file.path}"' for file in unit)])
        (output / f"unit_{number:04}.c").write_text(lines, encoding="utf-8")
    print(len(units))


if __name__ == "__main__":
    main()
