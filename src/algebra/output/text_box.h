// Rectangles of text with a baseline, put together to formulas: beside each other on their baselines, above each other,
// inside brackets that grow. Widths are columns of a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rumina::algebra {

class TextBox {
public:
    TextBox() : TextBox("") {}
    explicit TextBox(std::string_view line);

    std::size_t width() const { return width_; }
    std::size_t height() const { return lines_.size(); }
    std::size_t baseline() const { return baseline_; } ///< lines above the one that neighbours align with
    bool is_flat() const { return lines_.size() == 1; }
    const std::vector<std::string>& lines() const { return lines_; } ///< all of the box's width
    std::string text() const; ///< lines joined, without spaces at their ends

    static TextBox beside(const TextBox& left, const TextBox& right);
    /// Several on their baselines; linear in the result.
    static TextBox row(const std::vector<TextBox>& boxes);
    /// Above each other, centred (or flush left); the baseline is that of the box number `base`.
    static TextBox column(const std::vector<TextBox>& boxes, std::size_t base, bool centred = true);
    static TextBox fraction(const TextBox& numerator, const TextBox& denominator);
    /// The mark stands right of the base, its last line above the base's first (its first below the base's last).
    static TextBox raised(const TextBox& base, const TextBox& mark);
    static TextBox lowered(const TextBox& base, const TextBox& mark);
    static TextBox radical(const TextBox& radicand, const TextBox& degree);
    static TextBox overlined(const TextBox& inner);
    /// In ( [ | ⌊ ⌈ and their partners; `{` has no partner.
    static TextBox fenced(const TextBox& inner, std::string_view opening);
    /// Rows of cells in aligned columns.
    static TextBox grid(const std::vector<std::vector<TextBox>>& rows);

private:
    void pad(std::size_t width);
    static TextBox bracket(std::string_view text, std::size_t height, std::size_t baseline);

    std::vector<std::string> lines_;
    std::size_t width_ = 0, baseline_ = 0;
};

} // namespace rumina::algebra
