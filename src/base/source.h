// Source texts and places in them. A Span is three numbers; lines and columns are computed when a message is shown.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rumina {

/// A half-open range of bytes in one source text. source 0 means "nowhere".
struct Span {
    std::uint32_t source = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    explicit operator bool() const { return source != 0; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both (of the same source).
inline Span join(Span first, Span last) {
    if (!first) return last;
    if (!last) return first;
    return {first.source, first.begin < last.begin ? first.begin : last.begin, first.end > last.end ? first.end : last.end};
}

/// One text with the name it is shown under ("tour.lm", "<input>").
class SourceFile {
public:
    SourceFile(std::string name, std::string text);

    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    std::string_view text(Span span) const { return std::string_view(text_).substr(span.begin, span.end - span.begin); }
    /// 1-based line that holds the byte.
    std::uint32_t line(std::uint32_t offset) const;
    /// 1-based column of the byte, counted in code points.
    std::uint32_t column(std::uint32_t offset) const;
    /// The line's text without its end.
    std::string_view line_text(std::uint32_t line) const;
    std::uint32_t line_start(std::uint32_t line) const { return line_starts()[line - 1]; }
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts().size()); }

private:
    const std::vector<std::uint32_t>& line_starts() const;

    std::string name_, text_;
    mutable std::vector<std::uint32_t> line_starts_; ///< empty until it is asked for
};

/// All texts of an engine. A text stays until it is released, which is only done when no span names it any more.
class SourceMap {
public:
    std::uint32_t add(std::string name, std::string text);
    /// Numbers of texts are 1 .. count(); those of released ones are given again.
    std::uint32_t count() const { return static_cast<std::uint32_t>(files_.size()); }
    bool holds(std::uint32_t id) const { return files_[id - 1] != nullptr; }
    void release(std::uint32_t id);
    std::size_t held() const { return files_.size() - free_.size(); }
    /// Of the texts held.
    std::size_t bytes() const { return bytes_; }
    const SourceFile& file(std::uint32_t id) const { return *files_[id - 1]; }
    const SourceFile* file(Span span) const { return span ? files_[span.source - 1].get() : nullptr; }
    std::uint32_t line(Span span) const { return span ? file(span.source).line(span.begin) : 0; }

private:
    std::vector<std::unique_ptr<SourceFile>> files_;
    std::vector<std::uint32_t> free_; ///< numbers of released texts
    std::size_t bytes_ = 0;
};

} // namespace rumina
