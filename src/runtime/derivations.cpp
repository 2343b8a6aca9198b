#include "runtime/derivations.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "runtime/expression_text.h"
#include "runtime/expression_values.h"
#include "runtime/operations.h"
#include "runtime/text_size.h"

namespace rumina {
namespace {

struct Line {
    std::string_view rule;
    Value before, after;
    std::uint32_t level;
};

constexpr std::int64_t kDeepest = 1000;

std::optional<Line> line_of(const Runtime& runtime, const Value& value) {
    if (!value.is(Tag::Struct)) return std::nullopt;
    auto* object = value.as<StructObject>();
    const Shape& shape = runtime.shapes.get(object->shape());
    Line line{};
    int found = 0;
    for (std::uint32_t i = 0; i < shape.size(); ++i) {
        const std::string_view name = runtime.names.text(shape.name(i));
        const Value& field = object->field(i);
        if (name == "rule" && field.is(Tag::String)) line.rule = text_of(field), ++found;
        if (name == "before" && (field.is_number() || field.is(Tag::Array))) line.before = field, ++found;
        if (name == "after" && (field.is_number() || field.is(Tag::Array))) line.after = field, ++found;
        if (name == "level" && field.is_int() && field.integer >= 0 && field.integer < kDeepest) line.level = static_cast<std::uint32_t>(field.integer), ++found;
    }
    return found == 4 ? std::optional(line) : std::nullopt;
}

std::vector<Line> lines_of(const Runtime& runtime, const Value& steps) {
    std::vector<Line> lines;
    for (const Value& step : *steps.as<ArrayObject>())
        if (auto line = line_of(runtime, step)) lines.push_back(*line);
    return lines;
}

// ── formulas as people write them: ∫ f dx for integrate(f, x) ──

bool is_word(char c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// The end of what opens at `open`, or npos; `commas` are those between its parts.
std::size_t closing(std::string_view text, std::size_t open, std::vector<std::size_t>& commas) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = open; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '(' || c == '[' || c == '{') ++depth;
        if ((c == ')' || c == ']' || c == '}') && --depth == 0) return i;
        if (c == ',' && depth == 1) commas.push_back(i);
    }
    return std::string_view::npos;
}

bool is_sum(std::string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '[') ++depth;
        if (text[i] == ')' || text[i] == ']') --depth;
        if (depth == 0 && i > 0 && text[i - 1] == ' ' && (text[i] == '+' || text[i] == '-')) return true;
    }
    return false;
}

std::string readable(std::string_view text);

/// What stands for a form with these parts; empty for other functions.
std::string form(std::string_view name, const std::vector<std::string_view>& parts) {
    auto bracketed = [](std::string_view part) { return is_sum(part) ? "(" + readable(part) + ")" : readable(part); };
    if (name == "integrate" && parts.size() == 2) return fmt::format("∫ {} d{}", bracketed(parts[0]), parts[1]);
    if (name == "integrate" && parts.size() == 4) return fmt::format("∫[{} .. {}] {} d{}", readable(parts[2]), readable(parts[3]), bracketed(parts[0]), parts[1]);
    if (name == "diff" && parts.size() == 2) return fmt::format("d/d{}({})", parts[1], readable(parts[0]));
    if (name == "diff" && parts.size() == 3) return fmt::format("d^{2}/d{1}^{2}({0})", readable(parts[0]), parts[1], parts[2]);
    if (name == "limit" && parts.size() >= 3) {
        const std::string_view side = parts.size() == 4 ? parts[3].substr(1, 1) : "";
        return fmt::format("lim[{} → {}{}] {}", parts[1], readable(parts[2]), side, bracketed(parts[0]));
    }
    return {};
}

std::string readable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = (i == 0 || !is_word(text[i - 1])) && is_word(text[i]);
        std::size_t end = i;
        while (starts && end < text.size() && is_word(text[end])) ++end;
        if (starts && end < text.size() && text[end] == '(') {
            std::vector<std::size_t> commas;
            const std::size_t close = closing(text, end, commas);
            std::vector<std::string_view> parts;
            std::size_t from = end + 1;
            commas.push_back(close);
            for (std::size_t comma : commas) {
                if (comma == std::string_view::npos) break;
                parts.push_back(text.substr(from, comma - from));
                from = std::min(comma + 2, text.size());
            }
            const std::string written = close == std::string_view::npos ? "" : form(text.substr(i, end - i), parts);
            if (!written.empty()) {
                const char before = i > 0 ? text[i - 1] : ' ', after = close + 1 < text.size() ? text[close + 1] : ' ';
                const bool open_end = !written.starts_with("d/") && !written.starts_with("d^"); // ∫ and lim reach as far as they can
                const bool bracket = after == '^' || (open_end && (before == '/' || before == '^' || after == '*' || after == '/'));
                if (out.size() > 1 && (out.back() == '+' || out.back() == '-') && out[out.size() - 2] != ' ' && out[out.size() - 2] != '(') { // constants are printed without spaces
                    const char sign = out.back();
                    out.pop_back();
                    out += fmt::format(" {} ", sign);
                }
                out += bracket ? "(" + written + ")" : written;
                i = close + 1;
                continue;
            }
        }
        if (starts) {
            out += text.substr(i, end - i);
            i = end;
        } else {
            out += text[i++];
        }
    }
    return out;
}

std::string formula_text(Runtime& runtime, const Value& value) { return readable(to_text(runtime, value)); }

std::string without_marks(std::string_view rule) {
    std::string out;
    std::size_t from = 0;
    bool inside = false;
    for (std::size_t at; (at = rule.find('`', from)) != std::string_view::npos; from = at + 1, inside = !inside)
        out += inside ? readable(rule.substr(from, at - from)) : std::string(rule.substr(from, at - from));
    return out + std::string(rule.substr(from));
}

void require_length(const std::string& out) {
    if (out.size() > kMaxStringBytes) fail(DiagnosticId::TooLarge, "the text of these steps", describe_bytes(kMaxStringBytes));
}

// ── LaTeX ──

std::string formula_latex(const Value& value) {
    if (value.is(Tag::Array)) {
        std::string list;
        for (const Value& entry : *value.as<ArrayObject>()) list += (list.empty() ? "" : ",\\ ") + formula_latex(entry);
        return "\\left[" + list + "\\right]";
    }
    return algebra::latex(is_condition(value) ? condition_of(value) : expression_of(value));
}

std::string words_latex(std::string_view words) {
    if (words.empty()) return {};
    std::string out = "\\text{";
    for (std::size_t i = 0; i < words.size(); ++i) {
        constexpr std::string_view integral = "∫", pi = "π", infinity = "∞";
        bool is_sign = false;
        for (auto [sign, command] : {std::pair(integral, "\\int"), std::pair(pi, "\\pi"), std::pair(infinity, "\\infty")})
            if (words.substr(i).starts_with(sign)) {
                out += fmt::format("${}$", command);
                i += sign.size() - 1;
                is_sign = true;
            }
        if (is_sign) continue;
        if (std::string_view("&%$#_{}").find(words[i]) != std::string_view::npos) out += '\\';
        if (words[i] == '^') out += "\\^{}";
        else if (words[i] == '~' || words[i] == '\\') out += ' ';
        else out += words[i];
    }
    return out + "}";
}

/// A formula of a rule: `u = x^2`, `dv = exp(x) dx`, `∫ cos(u) du = sin(u)`.
std::string rule_formula_latex(std::string_view text) {
    if (const std::size_t equals = text.find(" = "); equals != std::string_view::npos)
        return rule_formula_latex(text.substr(0, equals)) + " = " + rule_formula_latex(text.substr(equals + 3));
    constexpr std::string_view integral = "∫ ";
    if (text.starts_with(integral)) return "\\int " + rule_formula_latex(text.substr(integral.size()));
    // What follows the last space is a differential.
    const std::size_t space = text.rfind(' ');
    const std::string_view last = space == std::string_view::npos ? text : text.substr(space + 1);
    const bool is_differential = last.size() > 1 && last[0] == 'd' && std::all_of(last.begin(), last.end(), is_word);
    if (is_differential && space == std::string_view::npos) return fmt::format("d{}", rule_formula_latex(last.substr(1)));
    if (is_differential) return fmt::format("{}\\, d{}", rule_formula_latex(text.substr(0, space)), rule_formula_latex(last.substr(1)));
    try {
        return algebra::latex(parse_expression(text));
    } catch (const Failure&) { // (u*v)'
        return words_latex(text);
    }
}

std::string rule_latex(std::string_view rule) {
    std::string out;
    std::size_t from = 0;
    bool inside = false;
    for (std::size_t at; (at = rule.find('`', from)) != std::string_view::npos; from = at + 1, inside = !inside)
        out += inside ? rule_formula_latex(rule.substr(from, at - from)) : words_latex(rule.substr(from, at - from));
    return out + words_latex(rule.substr(from));
}

} // namespace

bool is_derivation(const Runtime& runtime, const Value& value) {
    if (!value.is(Tag::Array) || value.object->extra != 1) return false;
    for (const Value& step : *value.as<ArrayObject>())
        if (!line_of(runtime, step)) return false;
    return true;
}

std::string derivation_text(Runtime& runtime, const Value& steps) {
    std::string out;
    struct Chain {
        std::uint32_t number = 0;
        std::string head, last; ///< where it began and what it has come to
    };
    std::vector<Chain> chains;
    for (const Line& line : lines_of(runtime, steps)) {
        while (chains.size() > line.level + 1) chains.pop_back();
        while (chains.size() <= line.level) chains.emplace_back();
        Chain& chain = chains.back();
        ++chain.number;
        std::string number, indent;
        for (std::size_t i = 0; i < chains.size(); ++i) number += fmt::format("{}.", std::max(chains[i].number, 1u));
        for (std::size_t i = 0; i < line.level; ++i) indent += "   ";
        const std::string before = formula_text(runtime, line.before), after = formula_text(runtime, line.after);
        if (chain.last != before || chain.head.empty()) chain.head = before;
        chain.last = after;
        if (!out.empty()) out += '\n';
        out += fmt::format("{}{} {}:\n{}{} {} {}", indent, number, without_marks(line.rule), indent + std::string(number.size() + 1, ' '), chain.head, is_condition(line.before) ? "⇒" : "=", after);
        require_length(out);
    }
    return out;
}

std::string derivation_latex(Runtime& runtime, const Value& steps) {
    std::string out = "\\begin{aligned}";
    bool first = true;
    for (const Line& line : lines_of(runtime, steps)) {
        out += first ? "\n" : " \\\\\n";
        first = false;
        for (std::uint32_t i = 0; i < line.level; ++i) out += "\\quad ";
        out += fmt::format("{} &{} {} && {}", formula_latex(line.before), is_condition(line.before) ? "\\Rightarrow" : "=", formula_latex(line.after), rule_latex(line.rule));
        require_length(out);
    }
    return out + "\n\\end{aligned}";
}

} // namespace rumina
