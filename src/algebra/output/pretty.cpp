// The notation as two-dimensional text. Short exponents and indices are raised and lowered digits (x², a₁); everything
// else takes lines of its own.
#include <vector>

#include "algebra/output/notation.h"
#include "algebra/output/output.h"
#include "algebra/output/text_box.h"

namespace rumina::algebra {
namespace {

constexpr std::string_view kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::string_view kLowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

struct LoweredLetter {
    std::string_view letter, lowered;
};
constexpr LoweredLetter kLoweredLetters[] = {{"a", "ₐ"}, {"e", "ₑ"}, {"h", "ₕ"}, {"i", "ᵢ"}, {"j", "ⱼ"}, {"k", "ₖ"}, {"l", "ₗ"}, {"m", "ₘ"},
                                             {"n", "ₙ"}, {"o", "ₒ"}, {"p", "ₚ"}, {"r", "ᵣ"}, {"s", "ₛ"}, {"t", "ₜ"}, {"u", "ᵤ"}, {"v", "ᵥ"},
                                             {"x", "ₓ"}};

/// The digits in another position; empty when there is anything but digits.
std::string moved_digits(const Notation& n, const std::string_view (&digits)[10]) {
    std::string out;
    if (n.shape != Shape::Number) return out;
    for (char c : n.text) {
        if (c < '0' || c > '9') return {};
        out += digits[c - '0'];
    }
    return out;
}

TextBox box(const Notation& n);

TextBox row_box(const Notation& n) {
    std::vector<TextBox> boxes;
    for (std::size_t i = 0; i < n.parts.size(); ++i) {
        const Notation& part = n.parts[i];
        if (part.shape == Shape::Operator) {
            bool separator = part.text == "," || part.text == ";";
            bool lone = n.parts.size() == 1 || part.text == "∞" || part.text == "¬" || (i == 0 && part.text == "−");
            boxes.emplace_back(lone ? part.text : separator ? part.text + " " : " " + part.text + " ");
        } else if (part.shape == Shape::Times) {
            // Digits stand close to what they multiply; everything else is kept apart by a dot.
            bool close = i > 0 && n.parts[i - 1].shape == Shape::Number;
            boxes.emplace_back(part.text == " " ? " " : close ? "" : "·");
        } else {
            boxes.push_back(box(part));
            // A sign close to a fraction would lengthen its line.
            if (i == 1 && n.parts[0].shape == Shape::Operator && n.parts[0].text == "−" && !boxes[1].is_flat()) boxes[0] = TextBox("− ");
        }
    }
    return TextBox::row(boxes);
}

TextBox power_box(const Notation& n) {
    TextBox base = box(n.parts[0]);
    std::string raised = moved_digits(n.parts[1], kRaised);
    if (!raised.empty() && base.is_flat()) return TextBox::beside(base, TextBox(raised));
    if (n.parts[1].shape == Shape::Operator && base.is_flat()) // 0⁺, 0⁻
        return TextBox::beside(base, TextBox(n.parts[1].text == "+" ? "⁺" : "⁻"));
    return TextBox::raised(base, box(n.parts[1]));
}

TextBox subscript_box(const Notation& n) {
    TextBox base = n.parts[0].is_empty() ? TextBox() : box(n.parts[0]);
    const Notation& index = n.parts[1];
    std::string lowered = moved_digits(index, kLowered);
    if (index.shape == Shape::Identifier)
        for (const LoweredLetter& l : kLoweredLetters)
            if (l.letter == index.text) lowered = l.lowered;
    if (!lowered.empty() && base.is_flat()) return TextBox::beside(base, TextBox(lowered));
    if (base.is_flat() && index.shape == Shape::Identifier) return TextBox::row({base, TextBox("_"), TextBox(index.text)});
    return TextBox::lowered(base, box(index));
}

TextBox big_box(const Notation& n) {
    TextBox lower = n.parts[0].is_empty() ? TextBox() : box(n.parts[0]), upper = n.parts[1].is_empty() ? TextBox() : box(n.parts[1]);
    TextBox body = box(n.parts[2]), symbol(n.text);
    if (n.text == "∫") symbol = TextBox::column({TextBox("⌠"), TextBox("⎮"), TextBox("⌡")}, 1);
    else if (n.text == "∑") symbol = TextBox::column({TextBox("___"), TextBox("╲  "), TextBox("╱  "), TextBox("‾‾‾")}, 1);
    else if (n.text == "∏") symbol = TextBox::column({TextBox("━┳━┳━"), TextBox(" ┃ ┃ "), TextBox(" ┃ ┃ ")}, 1);
    std::vector<TextBox> tower;
    std::size_t base = 0;
    if (upper.width() > 0) tower.push_back(upper), base = 1;
    tower.push_back(symbol);
    if (lower.width() > 0) tower.push_back(lower);
    return TextBox::row({TextBox::column(tower, base), TextBox(" "), body});
}

TextBox cases_box(const Notation& n) {
    std::vector<std::vector<TextBox>> rows;
    for (std::size_t i = 0; i + 1 < n.parts.size(); i += 2) {
        const Notation& condition = n.parts[i + 1];
        TextBox when = condition.shape == Shape::Word ? TextBox(condition.text) : TextBox::beside(TextBox("if "), box(condition));
        rows.push_back({box(n.parts[i]), when});
    }
    return TextBox::fenced(TextBox::grid(rows), "{");
}

TextBox matrix_box(const Notation& n) {
    std::vector<std::vector<TextBox>> rows;
    for (const Notation& row : n.parts) {
        std::vector<TextBox>& boxes = rows.emplace_back();
        for (const Notation& entry : row.parts) boxes.push_back(box(entry));
    }
    return TextBox::fenced(TextBox::grid(rows), "[");
}

TextBox box(const Notation& n) {
    DepthGuard guard;
    switch (n.shape) {
    case Shape::Row: return row_box(n);
    case Shape::Number: case Shape::Identifier: case Shape::Name: case Shape::Operator: return TextBox(n.text);
    case Shape::Times: return TextBox("·");
    case Shape::Word: return TextBox(" " + n.text + " ");
    case Shape::Fraction: return TextBox::fraction(box(n.parts[0]), box(n.parts[1]));
    case Shape::Power: return power_box(n);
    case Shape::Subscript: return subscript_box(n);
    case Shape::Radical: {
        const Notation& inner = n.parts[0];
        bool short_enough = n.parts.size() == 1 && (inner.shape == Shape::Number || inner.shape == Shape::Identifier);
        if (short_enough) return TextBox("√" + inner.text);
        return TextBox::radical(box(inner), n.parts.size() > 1 ? box(n.parts[1]) : TextBox());
    }
    case Shape::Overline: return TextBox::overlined(box(n.parts[0]));
    case Shape::Fence: return TextBox::fenced(box(n.parts[0]), n.text);
    case Shape::Stack: return TextBox::fenced(TextBox::column({box(n.parts[0]), box(n.parts[1])}, 0), "(");
    case Shape::Big: return big_box(n);
    case Shape::Cases: return cases_box(n);
    case Shape::Matrix: return matrix_box(n);
    }
    return TextBox();
}

} // namespace

std::string pretty(const Notation& notation) { return box(notation).text(); }
std::string pretty(const Expr& e) { return pretty(notation_of(e)); }

} // namespace rumina::algebra
