#include "session/diagnostic_json.h"

#include "base/utf8.h"
#include "diagnostics/render.h"

namespace rumina {
namespace {

/// How limits are raised here.
std::string_view session_hint(DiagnosticId id) {
    switch (id) {
    case DiagnosticId::TooManyTerms: return "Raise it with the session's option `limits.terms`.";
    case DiagnosticId::NumberTooLarge: return "Raise it with the session's option `limits.digits`.";
    case DiagnosticId::OutOfMemory: return "Raise the limit with the session's option `limits.memory`.";
    case DiagnosticId::StepLimit: return "Raise the limit with the session's option `limits.steps`.";
    case DiagnosticId::TimeLimit: return "Raise the limit with the session's option `limits.time`.";
    default: return {};
    }
}

struct Place {
    std::string_view source;
    std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
    std::size_t from = 0, to = 0;
};

Place place_of(Span span, const SourceMap& sources) {
    Place place;
    const SourceFile* file = sources.file(span);
    if (file == nullptr) return place;
    place.source = file->name();
    place.line = file->line(span.begin);
    place.column = file->column(span.begin);
    place.end_line = file->line(span.end);
    place.end_column = file->column(span.end);
    place.from = utf8::utf16_length(file->text().substr(0, span.begin));
    place.to = place.from + utf8::utf16_length(file->text(span));
    return place;
}

void write_trace(JsonWriter& w, const Diagnostic& diagnostic, const SourceMap& sources) {
    w.key("trace");
    w.list(diagnostic.trace, [&](const TraceFrame& frame) {
        const SourceFile* file = sources.file(frame.span);
        w.begin_object();
        w.member("function", shortened(frame.function, kLongestHint));
        w.member("source", file != nullptr ? file->name() : std::string());
        w.member("line", file != nullptr ? file->line(frame.span.begin) : 0);
        w.member("column", file != nullptr ? file->column(frame.span.begin) : 0);
        w.end_object();
    });
    w.member("traceHidden", diagnostic.trace_hidden);
}

} // namespace

void write_diagnostic(JsonWriter& w, Diagnostic diagnostic, const SourceMap& sources, bool incomplete) {
    if (std::string_view hint = session_hint(diagnostic.id); !hint.empty() && !diagnostic.hint.empty()) diagnostic.hint = hint;
    const Place place = place_of(diagnostic.span, sources);
    w.begin_object();
    w.member("kind", name_of(diagnostic.kind));
    w.member("id", diagnostic.name);
    w.member("message", diagnostic.message);
    w.member("source", place.source);
    for (const auto& [name, number] : {std::pair<std::string_view, std::size_t>{"line", place.line},
                                       {"column", place.column},
                                       {"endLine", place.end_line},
                                       {"endColumn", place.end_column},
                                       {"from", place.from},
                                       {"to", place.to}}) {
        w.key(name);
        w.whole(number);
    }
    w.key("hint");
    if (diagnostic.hint.empty()) w.null();
    else w.text(shortened(diagnostic.hint, kLongestHint));
    write_trace(w, diagnostic, sources);
    w.key("incomplete");
    w.boolean(incomplete);
    w.member("rendered", render(diagnostic, sources));
    w.end_object();
}

} // namespace rumina
