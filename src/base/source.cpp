#include "base/source.h"

#include <algorithm>

#include "base/utf8.h"

namespace rumina {

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
    if (!line_starts_.empty()) return line_starts_;
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i)
        if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    return line_starts_;
}

std::uint32_t SourceFile::line(std::uint32_t offset) const {
    const std::vector<std::uint32_t>& starts = line_starts();
    return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

std::uint32_t SourceFile::column(std::uint32_t offset) const {
    std::uint32_t start = line_start(line(offset));
    return static_cast<std::uint32_t>(utf8::count(std::string_view(text_).substr(start, offset - start))) + 1;
}

std::string_view SourceFile::line_text(std::uint32_t line) const {
    const std::vector<std::uint32_t>& starts = line_starts();
    std::size_t start = starts[line - 1];
    std::size_t end = line < starts.size() ? starts[line] : text_.size();
    while (end > start && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return std::string_view(text_).substr(start, end - start);
}

std::uint32_t SourceMap::add(std::string name, std::string text) {
    bytes_ += text.size();
    auto file = std::make_unique<SourceFile>(std::move(name), std::move(text));
    if (free_.empty()) {
        files_.push_back(std::move(file));
        return count();
    }
    const std::uint32_t id = free_.back();
    free_.pop_back();
    files_[id - 1] = std::move(file);
    return id;
}

void SourceMap::release(std::uint32_t id) {
    bytes_ -= files_[id - 1]->text().size();
    files_[id - 1].reset();
    free_.push_back(id);
}

} // namespace rumina
