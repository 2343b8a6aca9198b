// The notation as presentation MathML. [MathML Core]
#include "algebra/output/notation.h"
#include "algebra/output/output.h"
#include "base/utf8.h"

namespace rumina::algebra {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        default: out += c;
        }
    }
    return out;
}

class Writer {
public:
    std::string out;

    void write(const Notation& n) {
        DepthGuard guard;
        switch (n.shape) {
        case Shape::Row: return children("mrow", n);
        case Shape::Number: return leaf("mn", n.text);
        case Shape::Identifier: case Shape::Name:
            if (n.text == "!" || n.text == "|") return leaf("mo", n.text);
            return leaf("mi", n.text);
        case Shape::Operator: return leaf(n.text == "∞" ? "mi" : "mo", n.text);
        case Shape::Times: return leaf("mo", "\u2062");
        case Shape::Word: return leaf("mtext", "\u00a0" + n.text + "\u00a0");
        case Shape::Fraction: return children("mfrac", n);
        case Shape::Power: return children("msup", n);
        case Shape::Subscript: return children("msub", n);
        case Shape::Radical: return children(n.parts.size() > 1 ? "mroot" : "msqrt", n);
        case Shape::Overline:
            out += "<mover>";
            write(n.parts[0]);
            out += "<mo>¯</mo></mover>";
            return;
        case Shape::Fence:
            out += "<mrow>";
            leaf("mo", n.text);
            write(n.parts[0]);
            leaf("mo", closing(n.text));
            out += "</mrow>";
            return;
        case Shape::Stack:
            out += "<mrow><mo>(</mo><mfrac linethickness=\"0\">";
            for (const Notation& part : n.parts) write(part);
            out += "</mfrac><mo>)</mo></mrow>";
            return;
        case Shape::Big: return big(n);
        case Shape::Cases: return cases(n);
        case Shape::Matrix: return matrix(n);
        }
    }

private:
    void leaf(std::string_view tag, std::string_view text) {
        out.append("<").append(tag).append(">").append(escaped(text)).append("</").append(tag).append(">");
    }

    void children(std::string_view tag, const Notation& n) {
        out.append("<").append(tag).append(">");
        for (std::size_t i = 0; i < n.parts.size(); ++i) {
            write(n.parts[i]);
            // A name in front of its arguments is applied to them.
            bool applied = n.shape == Shape::Row && i + 1 < n.parts.size() && is_head(n.parts[i]) && n.parts[i + 1].shape == Shape::Fence;
            if (applied) leaf("mo", "\u2061");
        }
        out.append("</").append(tag).append(">");
    }

    static bool is_head(const Notation& n) {
        if (n.shape == Shape::Power || n.shape == Shape::Subscript) return is_head(n.parts[0]);
        return n.shape == Shape::Name || n.shape == Shape::Identifier;
    }

    void big(const Notation& n) {
        bool integral = n.text == "∫", lower = !n.parts[0].is_empty(), upper = !n.parts[1].is_empty();
        std::string_view tag = !lower && !upper ? "" : integral ? (lower && upper ? "msubsup" : "msub") : lower && upper ? "munderover" : "munder";
        out += "<mrow>";
        if (!tag.empty()) out.append("<").append(tag).append(">");
        leaf("mo", n.text);
        if (lower) write(n.parts[0]);
        if (upper) write(n.parts[1]);
        if (!tag.empty()) out.append("</").append(tag).append(">");
        write(n.parts[2]);
        out += "</mrow>";
    }

    void cases(const Notation& n) {
        out += "<mrow><mo>{</mo><mtable columnalign=\"left\">";
        for (std::size_t i = 0; i + 1 < n.parts.size(); i += 2) {
            out += "<mtr><mtd>";
            write(n.parts[i]);
            out += "</mtd><mtd>";
            if (n.parts[i + 1].shape != Shape::Word) leaf("mtext", "if\u00a0");
            write(n.parts[i + 1]);
            out += "</mtd></mtr>";
        }
        out += "</mtable></mrow>";
    }

    void matrix(const Notation& n) {
        out += "<mrow><mo>[</mo><mtable>";
        for (const Notation& row : n.parts) {
            out += "<mtr>";
            for (const Notation& entry : row.parts) {
                out += "<mtd>";
                write(entry);
                out += "</mtd>";
            }
            out += "</mtr>";
        }
        out += "</mtable><mo>]</mo></mrow>";
    }
};

} // namespace

std::string mathml(const Notation& notation) {
    Writer writer;
    writer.out = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
    writer.write(notation);
    return std::move(writer.out) + "</math>";
}

std::string mathml(const Expr& e) { return mathml(notation_of(e)); }

} // namespace rumina::algebra
