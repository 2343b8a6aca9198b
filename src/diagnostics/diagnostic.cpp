#include "diagnostics/diagnostic.h"

#include <algorithm>

#include "base/coverage.h"
#include "base/utf8.h"

namespace rumina {
namespace {

constexpr std::string_view kKindNames[] = {
#define ERROR_KIND(name) #name,
#include "diagnostics/error_kinds.def"
#undef ERROR_KIND
};

constexpr DiagnosticInfo kInfos[] = {
#define DIAGNOSTIC(id, kind, message, hint) {#id, ErrorKind::kind, message, hint},
#include "diagnostics/diagnostics.def"
#undef DIAGNOSTIC
};

} // namespace

std::string_view name_of(ErrorKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

bool find_error_kind(std::string_view name, ErrorKind& kind) {
    for (std::size_t i = 0; i < std::size(kKindNames); ++i) {
        if (kKindNames[i] != name) continue;
        kind = static_cast<ErrorKind>(i);
        return true;
    }
    kind = ErrorKind::Error;
    return false;
}

const DiagnosticInfo& info(DiagnosticId id) { return kInfos[static_cast<std::size_t>(id)]; }
std::size_t diagnostic_count() { return std::size(kInfos); }

Diagnostic make_diagnostic_v(DiagnosticId id, Span span, fmt::format_args args) {
    const DiagnosticInfo& row = info(id);
    RUMINA_COVER(Diagnostic, row.id);
    std::string message = fmt::vformat(row.message, args);
    if (id != DiagnosticId::UserError && message.size() > kLongestMessage) message = shortened(message, kLongestMessage);
    return {id, row.kind, std::string(row.id), std::move(message), shortened(fmt::vformat(row.hint, args), kLongestHint), span, {}, 0};
}

std::string shortened(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return std::string(text);
    auto is_continuation = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
    while (most_bytes > 0 && is_continuation(most_bytes)) --most_bytes;
    return std::string(text.substr(0, most_bytes)) + "…";
}

} // namespace rumina
