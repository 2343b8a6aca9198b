// Failures whose hint depends on the case at hand instead of coming from diagnostics.def.
#pragma once

#include <string>
#include <string_view>

#include "diagnostics/closest_name.h"
#include "diagnostics/diagnostic.h"

namespace rumina {

/// Like fail(), with this hint; an empty one keeps the hint of the table.
template <typename... Args>
[[noreturn]] void fail_with_hint(DiagnosticId id, std::string_view hint, const Args&... args) {
    Failure failure{make_diagnostic(id, Span{}, args...)};
    if (!hint.empty()) failure.diagnostic.hint = std::string(hint);
    throw failure;
}

/// "Did you mean `x`?" for a name that is near one of the candidates, else "".
template <typename Range>
std::string did_you_mean(std::string_view wanted, const Range& candidates) {
    std::string near = closest_name(wanted, candidates);
    return near.empty() ? near : "Did you mean `" + near + "`?";
}

} // namespace rumina
