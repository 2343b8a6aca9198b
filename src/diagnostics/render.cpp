#include "diagnostics/render.h"

#include "base/utf8.h"

namespace rumina {
namespace {

constexpr std::size_t kShownColumns = 160;   // longer lines are cut around the caret

bool is_bidi_control(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

std::string source_excerpt(const SourceFile& file, Span span) {
    std::uint32_t line = file.line(span.begin);
    std::string_view text = file.line_text(line);
    std::uint32_t start = file.line_start(line);
    std::size_t from = std::min<std::size_t>(span.begin - start, text.size());
    std::size_t to = std::min<std::size_t>(std::max(span.end, span.begin + 1) - start, text.size());
    if (to < from) to = from;

    // Cut long lines to a window around the caret, at code point boundaries.
    std::size_t window_begin = 0, window_end = text.size();
    auto is_continuation = [&](std::size_t i) { return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
    if (text.size() > kShownColumns) {
        window_begin = from > kShownColumns / 2 ? from - kShownColumns / 2 : 0;
        while (window_begin > 0 && is_continuation(window_begin)) --window_begin;
        window_end = std::min(text.size(), window_begin + kShownColumns);
        while (is_continuation(window_end)) ++window_end;
        to = std::min(to, window_end);
    }
    std::string before = escape_controls(text.substr(window_begin, from - window_begin));
    std::string marked = escape_controls(text.substr(from, to - from));
    std::string after = escape_controls(text.substr(to, window_end - to));
    std::string lead = window_begin > 0 ? "…" : "";
    std::string tail = window_end < text.size() ? "…" : "";

    std::string number = std::to_string(line);
    std::string gutter(number.size(), ' ');
    std::size_t width = std::max<std::size_t>(1, utf8::display_width(marked));
    std::string out = fmt::format("{} | {}{}{}{}{}\n", number, lead, before, marked, after, tail);
    out += fmt::format("{} | {}{}\n", gutter, std::string(utf8::display_width(lead) + utf8::display_width(before), ' '), std::string(width, '^'));
    return out;
}

std::string frame_line(const TraceFrame& frame, const SourceMap& sources) {
    const SourceFile* file = sources.file(frame.span);
    return fmt::format("  File \"{}\", line {}, in {}\n", file ? escape_controls(file->name()) : "<unknown>",
                       file ? file->line(frame.span.begin) : 0, escape_controls(shortened(frame.function, kShownColumns)));
}

} // namespace

std::string escape_controls(std::string_view text) {
    std::string out;
    std::size_t offset = 0;
    while (offset < text.size()) {
        std::size_t start = offset;
        char32_t c = utf8::decode(text, offset);
        if (c == utf8::kInvalid) out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[start]));
        else if (c == '\t') out += "    ";
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
        else if (is_bidi_control(c)) out += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(c));
        else out.append(text.substr(start, offset - start));
    }
    return out;
}

std::string render_trace(const Diagnostic& diagnostic, const SourceMap& sources) {
    std::string out;
    for (std::size_t i = 0; i < diagnostic.trace.size(); ++i) {
        if (diagnostic.trace_hidden != 0 && i == Diagnostic::kTraceEnd) out += fmt::format("  … {} more frames …\n", diagnostic.trace_hidden);
        out += frame_line(diagnostic.trace[i], sources);
    }
    return out;
}

std::string render(const Diagnostic& diagnostic, const SourceMap& sources) {
    std::string out;
    std::string trace = render_trace(diagnostic, sources);
    if (trace.empty() && diagnostic.span) trace = frame_line({"<main>", diagnostic.span}, sources);
    if (!trace.empty()) out = "Traceback (most recent call last):\n" + trace;
    if (const SourceFile* file = sources.file(diagnostic.span)) {
        out += fmt::format("{}:{}:{}\n", escape_controls(file->name()), file->line(diagnostic.span.begin), file->column(diagnostic.span.begin));
        out += source_excerpt(*file, diagnostic.span);
    }
    if (!diagnostic.hint.empty()) out += fmt::format("Hint: {}\n", escape_controls(shortened(diagnostic.hint, kLongestHint)));
    out += fmt::format("{}: {} [{}]\n", name_of(diagnostic.kind), escape_controls(diagnostic.message), diagnostic.name);
    return out;
}

} // namespace rumina
