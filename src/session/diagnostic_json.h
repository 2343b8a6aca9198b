// Diagnostics as JSON (ERROR in include/rumina.h): with the place in lines and columns and as offsets in UTF-16 code units.
#pragma once

#include "base/json_writer.h"
#include "diagnostics/diagnostic.h"

namespace rumina {

/// `incomplete`: the text ended where more was needed. Hints that name an option of the command line name the session's.
void write_diagnostic(JsonWriter& writer, Diagnostic diagnostic, const SourceMap& sources, bool incomplete = false);

} // namespace rumina
