// The notation as LaTeX for math mode: amsmath's commands, nothing else.
#include "algebra/functions/function.h"
#include "algebra/output/greek.h"
#include "algebra/output/notation.h"
#include "algebra/output/output.h"
#include "base/utf8.h"

namespace rumina::algebra {
namespace {

struct Sign {
    std::string_view text, latex;
};
constexpr Sign kSigns[] = {{"−", "-"},      {"·", "\\cdot"}, {"≠", "\\neq"},   {"≤", "\\leq"},  {"≥", "\\geq"},   {"∧", "\\wedge"},
                           {"∨", "\\vee"},  {"¬", "\\neg"},  {"→", "\\to"},    {"∞", "\\infty"}, {"|", "\\mid"},  {"∂", "\\partial"},
                           {"∑", "\\sum"},  {"∏", "\\prod"}, {"∫", "\\int"},   {"lim", "\\lim"}};

std::string_view sign_command(std::string_view text) {
    for (const Sign& s : kSigns)
        if (s.text == text) return s.latex;
    return text;
}

/// Names that are commands of their own.
constexpr std::string_view kCommands[] = {"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh",
                                          "tanh", "coth", "log", "min", "max", "arg"};

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '_') out += "\\_";
        else out += c;
    }
    return out;
}

class Writer {
public:
    std::string finish() {
        while (out_.ends_with(' ')) out_.pop_back();
        return std::move(out_);
    }

    void write(const Notation& n) {
        DepthGuard guard;
        switch (n.shape) {
        case Shape::Row: return write_row(n);
        case Shape::Number: return number(n.text);
        case Shape::Identifier: return identifier(n.text);
        case Shape::Name: return name(n.text);
        case Shape::Operator: return put(sign_command(n.text));
        case Shape::Times: return times(n.text);
        case Shape::Word: return put(" \\text{ " + n.text + " } ");
        case Shape::Fraction:
            put("\\frac");
            group(n.parts[0]);
            return group(n.parts[1]);
        case Shape::Power:
            base(n.parts[0]);
            put("^");
            return group(n.parts[1]);
        case Shape::Subscript:
            base(n.parts[0]);
            put("_");
            return group(n.parts[1]);
        case Shape::Radical:
            put("\\sqrt");
            if (n.parts.size() > 1) {
                put("[");
                write(n.parts[1]);
                put("]");
            }
            return group(n.parts[0]);
        case Shape::Overline:
            put("\\overline");
            return group(n.parts[0]);
        case Shape::Fence: return fence(n);
        case Shape::Stack:
            put("\\binom");
            group(n.parts[0]);
            return group(n.parts[1]);
        case Shape::Big: return big(n);
        case Shape::Cases: return cases(n);
        case Shape::Matrix: return matrix(n);
        }
    }

private:
    void group(const Notation& n) {
        put("{");
        write(n);
        put("}");
    }

    /// What a raised or lowered mark belongs to: braces keep a second mark from being doubled.
    void base(const Notation& n) {
        if (n.shape == Shape::Power || n.shape == Shape::Subscript || n.is_empty() || n.shape == Shape::Row) return group(n);
        write(n);
    }

    /// A command's name would run into a letter that follows: a space ends it.
    void put(std::string_view text) {
        if (text.empty()) return;
        if (ends_in_command_ && is_letter(text[0])) out_ += ' ';
        out_ += text;
        std::size_t letters = out_.size();
        while (letters > 0 && is_letter(out_[letters - 1])) --letters;
        ends_in_command_ = letters < out_.size() && letters > 0 && out_[letters - 1] == '\\';
    }
    static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
    void space() {
        if (!out_.empty() && !out_.ends_with(' ') && !out_.ends_with('{')) put(" ");
    }

    void number(std::string_view text) {
        std::size_t e = text.find('e');
        if (e == std::string_view::npos) {
            put(text);
            return;
        }
        std::string_view exponent = text.substr(e + 1);
        if (exponent.starts_with('+')) exponent.remove_prefix(1);
        put(text.substr(0, e));
        put(" \\cdot 10^{");
        put(exponent);
        put("}");
    }

    void identifier(std::string_view text) {
        if (text == "∂") return put("\\partial");
        std::string_view greek = greek_name(text);
        if (!greek.empty()) return put(std::string("\\") + std::string(greek));
        if (utf8::count(text) == 1 && text != "_") put(text);
        else put("\\mathrm{" + escaped(text) + "}");
    }

    void name(std::string_view text) {
        for (std::string_view command : kCommands)
            if (command == text) return put("\\" + std::string(text));
        std::string_view greek = greek_name(text);
        if (!greek.empty()) return put("\\" + std::string(greek));
        if (text == "!") {
            put("!");
        } else if (text == "|") {
            put("\\Big|");
        } else if (text.size() == 1) {
            put(text);
        } else {
            put("\\operatorname{" + escaped(text) + "}");
        }
    }

    void times(std::string_view text) {
        if (text == " ") put("\\, ");
        else space();
    }

    void write_row(const Notation& n) {
        for (std::size_t i = 0; i < n.parts.size(); ++i) {
            const Notation& part = n.parts[i];
            if (part.shape != Shape::Operator) {
                write(part);
                continue;
            }
            bool separator = part.text == "," || part.text == ";";
            bool lone = n.parts.size() == 1 || part.text == "∞" || part.text == "¬" || (i == 0 && part.text == "−");
            if (!separator && !lone) space();
            write(part);
            if (!lone) space();
        }
    }

    void fence(const Notation& n) {
        auto bracket = [&](std::string_view text) -> std::string_view {
            if (text == "⌊") return "\\lfloor";
            if (text == "⌋") return "\\rfloor";
            if (text == "⌈") return "\\lceil";
            if (text == "⌉") return "\\rceil";
            return text;
        };
        put("\\left");
        put(bracket(n.text));
        write(n.parts[0]);
        while (out_.ends_with(' ')) out_.pop_back();
        put("\\right");
        put(bracket(closing(n.text)));
    }

    void big(const Notation& n) {
        put(sign_command(n.text));
        if (!n.parts[0].is_empty()) {
            put("_");
            group(n.parts[0]);
        }
        if (!n.parts[1].is_empty()) {
            put("^");
            group(n.parts[1]);
        }
        put(" ");
        write(n.parts[2]);
    }

    void cases(const Notation& n) {
        put("\\begin{cases} ");
        for (std::size_t i = 0; i + 1 < n.parts.size(); i += 2) {
            if (i > 0) put(" \\\\ ");
            write(n.parts[i]);
            put(" & ");
            if (n.parts[i + 1].shape == Shape::Word) {
                put("\\text{" + n.parts[i + 1].text + "}");
            } else {
                put("\\text{if } ");
                write(n.parts[i + 1]);
            }
        }
        put(" \\end{cases}");
    }

    void matrix(const Notation& n) {
        put("\\begin{bmatrix} ");
        for (const Notation& row : n.parts) {
            if (&row != &n.parts.front()) put(" \\\\ ");
            for (const Notation& entry : row.parts) {
                if (&entry != &row.parts.front()) put(" & ");
                write(entry);
            }
        }
        put(" \\end{bmatrix}");
    }

    std::string out_;
    bool ends_in_command_ = false;
};

} // namespace

std::string latex(const Notation& notation) {
    Writer writer;
    writer.write(notation);
    return writer.finish();
}

std::string latex(const Expr& e) { return latex(notation_of(e)); }

} // namespace rumina::algebra
