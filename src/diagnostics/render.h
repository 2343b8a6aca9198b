// Diagnostics as text for a terminal: source line with a caret span, trace, hint, and the line
// `Kind: message [Id]` last, in the format of docs/errors.md.
#pragma once

#include <string>

#include "diagnostics/diagnostic.h"

namespace rumina {

/// The whole report, ending in a newline. Control characters of shown source are escaped.
std::string render(const Diagnostic& diagnostic, const SourceMap& sources);
/// The trace lines `File "f.lm", line 12, in f`, outermost first; over 20 frames the first and last 10 with a count.
std::string render_trace(const Diagnostic& diagnostic, const SourceMap& sources);
/// Text with control characters as \xNN, so that shown source cannot steer a terminal.
std::string escape_controls(std::string_view text);

} // namespace rumina
