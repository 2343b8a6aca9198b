#include "algebra/output/text_box.h"

#include <algorithm>

#include "base/utf8.h"

namespace rumina::algebra {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

struct Bracket {
    std::string_view text, top, middle, bottom, centre; ///< centre: of a brace, in the middle line
};
constexpr Bracket kBrackets[] = {
    {"(", "⎛", "⎜", "⎝", ""}, {")", "⎞", "⎟", "⎠", ""}, {"[", "⎡", "⎢", "⎣", ""}, {"]", "⎤", "⎥", "⎦", ""}, {"|", "│", "│", "│", ""},
    {"⌊", "⎢", "⎢", "⎣", ""}, {"⌋", "⎥", "⎥", "⎦", ""}, {"⌈", "⎡", "⎢", "⎢", ""}, {"⌉", "⎤", "⎥", "⎥", ""}, {"{", "⎧", "⎪", "⎩", "⎨"},
};

std::string_view partner(std::string_view opening) {
    if (opening == "(") return ")";
    if (opening == "[") return "]";
    if (opening == "⌊") return "⌋";
    if (opening == "⌈") return "⌉";
    return opening;
}

} // namespace

TextBox::TextBox(std::string_view line) : lines_{std::string(line)}, width_(utf8::display_width(line)) {}

void TextBox::pad(std::size_t width) {
    for (std::string& line : lines_) line.append(width - width_, ' ');
    width_ = width;
}

std::string TextBox::text() const {
    std::string out;
    for (const std::string& line : lines_) {
        if (&line != &lines_.front()) out += '\n';
        std::size_t end = line.find_last_not_of(' ');
        out += line.substr(0, end == std::string::npos ? 0 : end + 1);
    }
    return out;
}

TextBox TextBox::row(const std::vector<TextBox>& boxes) {
    TextBox result;
    std::size_t above = 0, below = 0;
    for (const TextBox& box : boxes) {
        above = std::max(above, box.baseline_);
        below = std::max(below, box.height() - box.baseline_);
    }
    if (boxes.empty()) return result;
    result.lines_.assign(above + below, "");
    result.baseline_ = above;
    for (const TextBox& box : boxes) {
        std::size_t first = above - box.baseline_;
        for (std::size_t i = 0; i < result.lines_.size(); ++i) {
            if (i >= first && i < first + box.height()) result.lines_[i] += box.lines_[i - first];
            else result.lines_[i].append(box.width_, ' ');
        }
        result.width_ += box.width_;
    }
    return result;
}

TextBox TextBox::beside(const TextBox& left, const TextBox& right) { return row({left, right}); }

TextBox TextBox::column(const std::vector<TextBox>& boxes, std::size_t base, bool centred) {
    TextBox result;
    result.lines_.clear();
    for (const TextBox& box : boxes) result.width_ = std::max(result.width_, box.width_);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (i == base) result.baseline_ = result.lines_.size() + boxes[i].baseline_;
        std::size_t left = centred ? (result.width_ - boxes[i].width_) / 2 : 0;
        for (const std::string& line : boxes[i].lines_)
            result.lines_.push_back(std::string(left, ' ') + line + std::string(result.width_ - boxes[i].width_ - left, ' '));
    }
    return result;
}

TextBox TextBox::fraction(const TextBox& numerator, const TextBox& denominator) {
    TextBox line(repeated("─", std::max(numerator.width_, denominator.width_)));
    return column({numerator, line, denominator}, 1);
}

TextBox TextBox::raised(const TextBox& base, const TextBox& mark) {
    TextBox result;
    result.lines_.clear();
    for (const std::string& line : mark.lines_) result.lines_.push_back(std::string(base.width_, ' ') + line);
    for (const std::string& line : base.lines_) result.lines_.push_back(line + std::string(mark.width_, ' '));
    result.width_ = base.width_ + mark.width_;
    result.baseline_ = mark.height() + base.baseline_;
    return result;
}

TextBox TextBox::lowered(const TextBox& base, const TextBox& mark) {
    TextBox result;
    result.lines_.clear();
    for (const std::string& line : base.lines_) result.lines_.push_back(line + std::string(mark.width_, ' '));
    for (const std::string& line : mark.lines_) result.lines_.push_back(std::string(base.width_, ' ') + line);
    result.width_ = base.width_ + mark.width_;
    result.baseline_ = base.baseline_;
    return result;
}

TextBox TextBox::overlined(const TextBox& inner) {
    TextBox result = column({TextBox(repeated("_", inner.width_)), inner}, 1);
    return result;
}

//     3 ___
//      ╱ x     the stroke rises by a column a line; the degree stands above its foot
//   ╲╱   y
TextBox TextBox::radical(const TextBox& radicand, const TextBox& degree) {
    const std::size_t height = radicand.height();
    const std::size_t shift = degree.width_ > 2 ? degree.width_ - 2 : 0;
    const std::size_t above = degree.width_ > 0 && degree.height() > height ? degree.height() - height : 0; // lines for a tall degree
    const std::size_t left = shift + height + 1;
    TextBox result;
    result.lines_.clear();
    for (std::size_t i = 0; i < above; ++i) result.lines_.push_back(std::string(left + 1 + radicand.width_, ' '));
    result.lines_.push_back(std::string(left, ' ') + repeated("_", radicand.width_ + 1));
    for (std::size_t i = 0; i < height; ++i) {
        std::size_t rise = height - 1 - i;
        std::string stroke = rise == 0 ? std::string(shift, ' ') + "╲╱" : std::string(shift + 1 + rise, ' ') + "╱";
        result.lines_.push_back(stroke + std::string(height - 1 - rise, ' ') + " " + radicand.lines_[i]);
    }
    if (degree.width_ > 0) {
        // The columns left of the stroke are blank in these lines.
        std::size_t first = above + height - degree.height();
        for (std::size_t i = 0; i < degree.height(); ++i) result.lines_[first + i].replace(0, degree.width_, degree.lines_[i]);
    }
    result.width_ = left + 1 + radicand.width_;
    result.baseline_ = above + 1 + radicand.baseline_;
    return result;
}

TextBox TextBox::bracket(std::string_view text, std::size_t height, std::size_t baseline) {
    TextBox result(text);
    if (height == 1) return result;
    for (const Bracket& b : kBrackets) {
        if (b.text != text) continue;
        result.lines_.assign(height, std::string(b.middle));
        result.lines_.front() = b.top;
        result.lines_.back() = b.bottom;
        if (!b.centre.empty() && height > 2) result.lines_[height / 2] = b.centre;
    }
    result.baseline_ = baseline;
    return result;
}

TextBox TextBox::fenced(const TextBox& inner, std::string_view opening) {
    TextBox left = bracket(opening, inner.height(), inner.baseline_);
    if (opening == "{") return row({left, TextBox(" "), inner});
    return row({left, inner, bracket(partner(opening), inner.height(), inner.baseline_)});
}

TextBox TextBox::grid(const std::vector<std::vector<TextBox>>& rows) {
    if (rows.empty()) return {}; // a box has a line, a column of no boxes has not
    std::vector<std::size_t> widths;
    for (const auto& cells : rows)
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i == widths.size()) widths.push_back(0);
            widths[i] = std::max(widths[i], cells[i].width_);
        }
    std::vector<TextBox> lines;
    for (const auto& cells : rows) {
        std::vector<TextBox> padded;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) padded.emplace_back("  ");
            padded.push_back(cells[i]);
            padded.back().pad(widths[i]);
        }
        lines.push_back(row(padded));
    }
    TextBox result = column(lines, 0, false);
    result.baseline_ = result.height() / 2;
    return result;
}

} // namespace rumina::algebra
