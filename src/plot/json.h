// Figures as JSON, for pages that draw them themselves.
//
//   {"kind": "plane" | "space", "call": text, "title": text,
//    "x": axis, "y": axis, ("z": axis,) "equalScales": bool,
//    "curves":      [{"label": text, "style": "line" | "dots", "segments": [[[x, y], …], …]}, …],
//    "bars":        [[from, to, height], …],
//    "surfaces":    [{"label": text, "rows": n, "columns": m, "points": [[x, y, z] | null, …]}, …],
//    "spaceCurves": [{"label": text, "style": "line" | "dots", "segments": [[[x, y, z], …], …]}, …]}
//   axis: {"low": number, "high": number, "label": text, "ticks": [[at, text], …]}
//
// Nothing is drawn between segments. Points may lie far outside low..high (near poles); numbers are finite and read back as
// the same doubles. The points of a surface come row after row.
#pragma once

#include <string>

#include "plot/figure.h"

namespace rumina::plot {

std::string to_json(const Figure& figure);

} // namespace rumina::plot
