#include "algebra/output/notation.h"

#include <algorithm>
#include <array>

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/output/greek.h"
#include "algebra/output/output.h"
#include "algebra/output/parts.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

// ── parts ──

Notation leaf(Shape shape, std::string_view text) { return {shape, std::string(text), {}}; }
Notation sign(std::string_view text) { return leaf(Shape::Operator, text); }
Notation name(std::string_view text) { return leaf(Shape::Name, text); }
Notation letter(std::string_view text) { return leaf(Shape::Identifier, text); }
Notation word(std::string_view text) { return leaf(Shape::Word, text); }

Notation node(Shape shape, std::vector<Notation> parts, std::string_view text = {}) { return {shape, std::string(text), std::move(parts)}; }

template <typename... Parts>
Notation row(Parts&&... parts) {
    Notation result;
    (result.parts.push_back(std::forward<Parts>(parts)), ...);
    return result;
}
Notation fence(Notation inner, std::string_view opening = "(") {
    std::vector<Notation> parts;
    parts.push_back(std::move(inner));
    return node(Shape::Fence, std::move(parts), opening);
}
template <typename... Parts>
Notation of(Shape shape, Parts&&... parts) {
    Notation result = row(std::forward<Parts>(parts)...);
    result.shape = shape;
    return result;
}

/// Digits of a real number that is not negative; floats without their suffix.
Notation number(const Number& n) {
    std::string text = to_infix(Expr(n));
    if (n.is_float() && text.ends_with('f')) text.pop_back();
    return leaf(Shape::Number, text);
}

/// x1, x_1 and alpha_2 have indices.
Notation symbol_notation(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9') --end;
    std::string_view head = text.substr(0, end), index = text.substr(end);
    if (index.empty()) {
        std::size_t bar = text.find('_', 1);
        if (bar != std::string_view::npos && bar + 1 < text.size()) head = text.substr(0, bar), index = text.substr(bar + 1);
    } else if (head.size() > 1 && head.ends_with('_')) {
        head.remove_suffix(1);
    }
    if (head.empty() || index.empty()) return letter(greek_letter(text));
    bool digits = index.find_first_not_of("0123456789") == std::string_view::npos;
    return of(Shape::Subscript, letter(greek_letter(head)), digits ? leaf(Shape::Number, index) : letter(greek_letter(index)));
}

/// The name in a record's LaTeX: "\operatorname{erf}" is erf, "\Gamma" is Γ.
std::string plain_name(std::string_view latex) {
    std::string out;
    for (std::size_t i = 0; i < latex.size();) {
        if (latex[i] == '\\') {
            std::size_t end = i + 1;
            while (end < latex.size() && ((latex[end] | 0x20) >= 'a' && (latex[end] | 0x20) <= 'z')) ++end;
            std::string_view command = latex.substr(i + 1, end - i - 1);
            if (command != "operatorname" && command != "mathrm" && command != "text") out += greek_letter(command);
            i = end;
        } else {
            if (latex[i] != '{' && latex[i] != '}') out += latex[i];
            ++i;
        }
    }
    return out;
}

std::string head_name(FunctionId head) {
    std::string text = plain_name(function(head).latex);
    return text.empty() ? std::string(name_of(head)) : text;
}

/// f, f^2 and the like in front of an argument: sin²(x).
bool takes_exponent(FunctionId head) {
    return head == FunctionId::Log || (head >= FunctionId::Sin && head <= FunctionId::Csc) || (head >= FunctionId::Sinh && head <= FunctionId::Csch);
}

enum class Level : std::uint8_t { Any, Or, And, Not, Relation, Sum, Product, Power, Primary };

Notation draw(const Expr& e, Level need);

Notation listed(std::span<const Expr> list, std::string_view separator = ",") {
    Notation result;
    for (const Expr& e : list) {
        if (!result.parts.empty()) result.parts.push_back(sign(separator));
        result.parts.push_back(draw(e, Level::Any));
    }
    return result;
}

Notation call(Notation head, std::span<const Expr> list) { return row(std::move(head), fence(listed(list))); }

// ── products and sums ──

bool is_exact_fraction(const Expr& e) { return e.is_number() && e.number().is_rational() && !e.is_integer(); }

/// Exponents that are drawn as roots: 1/n of anything constant, 1/2 of everything.
bool is_root(const Factor& f) {
    if (f.exponent == half()) return true;
    return is_exact_fraction(f.exponent) && f.base.is_number() && f.exponent.number().rational().numerator() == Integer(1);
}

Notation power(const Factor& f) {
    if (is_root(f)) {
        if (f.exponent == half()) return of(Shape::Radical, draw(f.base, Level::Any));
        return of(Shape::Radical, draw(f.base, Level::Any), number(Number(f.exponent.number().rational().denominator())));
    }
    if (f.base.is(NodeKind::Function) && f.base.arguments().size() == 1 && takes_exponent(f.base.function_id()) && f.exponent.is_integer() &&
        f.exponent.number().sign() > 0)
        return call(of(Shape::Power, name(head_name(f.base.function_id())), draw(f.exponent, Level::Any)), f.base.arguments());
    return of(Shape::Power, draw(f.base, Level::Primary), draw(f.exponent, Level::Any));
}

Notation factor(const Factor& f, Level need) { return f.exponent.is_one() ? draw(f.base, need) : power(f); }

class Product {
public:
    void put(Notation part) {
        if (!row_.parts.empty()) {
            // Between digits only a visible sign can stand.
            bool digits = ends_in_digits(row_) && starts_with_digits(part);
            row_.parts.push_back(digits ? sign("·") : leaf(Shape::Times, ""));
        }
        row_.parts.push_back(std::move(part));
    }
    bool is_empty() const { return row_.parts.empty(); }
    Notation finish() {
        if (row_.parts.empty()) return leaf(Shape::Number, "1");
        if (row_.parts.size() == 1) return std::move(row_.parts[0]);
        return std::move(row_);
    }

private:
    static bool ends_in_digits(const Notation& row) { return row.parts.back().shape == Shape::Number; }
    static bool starts_with_digits(const Notation& part) {
        if (part.shape == Shape::Power || part.shape == Shape::Fraction) return starts_with_digits(part.parts[0]);
        return part.shape == Shape::Number;
    }
    Notation row_;
};

Notation product(const Fraction& f) {
    DepthGuard guard;
    bool two_parts = !f.number.is_real();
    std::size_t count = f.numerator.size() + (f.number.is_one() ? 0 : 1) + (f.imaginary ? 1 : 0);
    Product above, below;
    if (!f.number.is_one()) above.put(two_parts ? draw(Expr(f.number), count > 1 ? Level::Product : Level::Any) : number(f.number));
    bool i_done = !f.imaginary;
    // A lone sum over a fraction's line needs no parentheses.
    bool divided = !f.denominator.empty() || !f.divisor.is_one();
    Level need = count > 1 ? Level::Power : divided ? Level::Any : Level::Product;
    for (const Factor& part : f.numerator) {
        bool constant = part.base.is_constant() && part.exponent.is_constant();
        if (!i_done && (!constant || part.base.is_add())) above.put(letter("i")), i_done = true;
        above.put(factor(part, need));
    }
    if (!i_done) above.put(letter("i"));
    Notation result = above.finish();
    if (divided) {
        if (!f.divisor.is_one()) below.put(number(f.divisor));
        need = f.denominator.size() == 1 && f.divisor.is_one() ? Level::Any : Level::Power;
        for (const Factor& part : f.denominator) below.put(factor(part, need));
        result = of(Shape::Fraction, std::move(result), below.finish());
    }
    if (!f.negative) return result;
    return row(sign("−"), std::move(result));
}

Notation sum(const Expr& e) {
    DepthGuard guard;
    Notation result;
    for (const Summand& s : displayed_summands(e)) {
        if (!result.parts.empty()) result.parts.push_back(sign(s.negative ? "−" : "+"));
        bool first = result.parts.empty();
        Notation term = product(fraction_of(first && s.negative, s.coefficient, s.term));
        if (term.shape == Shape::Row && first) result = std::move(term);
        else result.parts.push_back(std::move(term));
    }
    return result;
}

// ── functions ──

Notation operands(std::span<const Expr> list, std::string_view text, Level need) {
    Notation result;
    for (const Expr& e : list) {
        if (!result.parts.empty()) result.parts.push_back(sign(text));
        result.parts.push_back(draw(e, need));
    }
    return result;
}

bool is_big(const Expr& e) {
    if (!e.is(NodeKind::Function)) return false;
    switch (e.function_id()) {
    case FunctionId::Integral: case FunctionId::IndefiniteIntegral: case FunctionId::Sum: case FunctionId::Product:
    case FunctionId::Limit: case FunctionId::RootSum: return true;
    default: return false;
    }
}

/// What a big sign applies to.
Notation operand(const Expr& e) { return draw(e, is_big(e) ? Level::Any : Level::Product); }

/// ∑, ∏ from k = a to b of a body.
Notation range(std::string_view text, FunctionId head, std::span<const Expr> a) {
    Expr k = name_for_bound(head, a);
    return node(Shape::Big, {row(draw(k, Level::Any), sign("="), draw(a[1], Level::Any)), draw(a[2], Level::Any), operand(instantiate(a[0], k))},
                text);
}

Notation integral(const Expr& body, const Expr& x, Notation lower, Notation upper) {
    return node(Shape::Big,
                {std::move(lower), std::move(upper),
                 row(operand(body), leaf(Shape::Times, " "), row(letter("d"), draw(x, Level::Any)))},
                "∫");
}

Notation limit(std::span<const Expr> a) {
    Expr x = name_for_bound(FunctionId::Limit, a);
    Notation point = draw(a[1], Level::Primary);
    if (!a[2].is_zero()) point = of(Shape::Power, std::move(point), sign(a[2].is_number(1) ? "+" : "−"));
    return node(Shape::Big, {row(draw(x, Level::Any), sign("→"), std::move(point)), Notation{}, operand(instantiate(a[0], x))}, "lim");
}

Notation derivative(std::span<const Expr> a) {
    bool partial = a.size() > 3 || (a[0].is(FunctionId::Apply) && a[0].arguments().size() > 2);
    std::string_view d = partial ? "∂" : "d";
    auto raised = [](Notation base, const Expr& order) {
        return order.is_one() ? base : of(Shape::Power, std::move(base), draw(order, Level::Any));
    };
    SumBuilder total;
    Notation below;
    for (std::size_t i = 1; i + 1 < a.size(); i += 2) {
        total.add(a[i + 1]);
        if (!below.parts.empty()) below.parts.push_back(leaf(Shape::Times, " "));
        below.parts.push_back(row(letter(d), raised(draw(a[i], Level::Primary), a[i + 1])));
    }
    return row(of(Shape::Fraction, raised(letter(d), total.finish()), std::move(below)), leaf(Shape::Times, " "), draw(a[0], Level::Power));
}

/// Heads with an index: J_n(x).
Notation indexed(std::string_view text, const Expr& index, std::span<const Expr> list) {
    return call(of(Shape::Subscript, name(text), draw(index, Level::Any)), list);
}

Notation hypergeometric(std::span<const Expr> upper, std::span<const Expr> lower, const Expr& z) {
    auto count = [](std::size_t n) { return leaf(Shape::Number, std::to_string(n)); };
    Notation inside = listed(upper);
    inside.parts.push_back(sign(";"));
    Notation below = listed(lower);
    inside.parts.insert(inside.parts.end(), below.parts.begin(), below.parts.end());
    inside.parts.push_back(sign(";"));
    inside.parts.push_back(draw(z, Level::Any));
    return row(of(Shape::Subscript, Notation{}, count(upper.size())), of(Shape::Subscript, name("F"), count(lower.size())), fence(std::move(inside)));
}

Notation elliptic(std::string_view text, std::span<const Expr> a) {
    Notation inside;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (i > 0) inside.parts.push_back(sign(i + 1 == a.size() ? "|" : ";"));
        inside.parts.push_back(draw(a[i], Level::Any));
    }
    return row(name(text), fence(std::move(inside)));
}

Notation cases(std::span<const Expr> a) {
    Notation result;
    result.shape = Shape::Cases;
    for (std::size_t i = 0; i < a.size(); i += 2) {
        result.parts.push_back(draw(a[i], Level::Any));
        result.parts.push_back(i + 1 < a.size() ? draw(a[i + 1], Level::Any) : word("otherwise"));
    }
    return result;
}

Notation draw_function(const Expr& e) {
    FunctionId head = e.function_id();
    std::vector<Expr> displayed = displayed_arguments(e);
    std::span<const Expr> a = displayed;
    std::string text = head_name(head);
    switch (head) {
    case FunctionId::Abs: return fence(draw(a[0], Level::Any), "|");
    case FunctionId::Floor: return fence(draw(a[0], Level::Any), "⌊");
    case FunctionId::Ceil: return fence(draw(a[0], Level::Any), "⌈");
    case FunctionId::Conj: return of(Shape::Overline, draw(a[0], Level::Any));
    case FunctionId::RealRoot:
        if (a[1].is_number(2)) return of(Shape::Radical, draw(a[0], Level::Any));
        return of(Shape::Radical, draw(a[0], Level::Any), draw(a[1], Level::Any));
    case FunctionId::Mod: return row(draw(a[0], Level::Power), word("mod"), draw(a[1], Level::Power));
    case FunctionId::Factorial: return row(draw(a[0], Level::Primary), name("!"));
    case FunctionId::Binomial: return of(Shape::Stack, draw(a[0], Level::Any), draw(a[1], Level::Any));
    case FunctionId::Polygamma:
        return call(of(Shape::Power, name("ψ"), fence(draw(a[0], Level::Any))), a.subspan(1));
    case FunctionId::LogGamma: return row(name("log"), leaf(Shape::Times, " "), call(name("Γ"), a));
    case FunctionId::Polylog: case FunctionId::BesselJ: case FunctionId::BesselY: case FunctionId::BesselI: case FunctionId::BesselK:
    case FunctionId::LegendreP: case FunctionId::LegendreQ: case FunctionId::ChebyshevT: case FunctionId::ChebyshevU:
    case FunctionId::Hermite:
        if (a.size() == 2) return indexed(text, a[0], a.subspan(1));
        break;
    case FunctionId::Laguerre:
        if (a.size() == 2) return indexed(text, a[0], a.subspan(1));
        break;
    case FunctionId::LambertW:
        if (a.size() == 2) return indexed(text, a[0], a.subspan(1));
        break;
    case FunctionId::EllipticK: case FunctionId::EllipticE: case FunctionId::EllipticF: case FunctionId::EllipticPi:
        return elliptic(text, a);
    case FunctionId::Hypergeometric2F1:
        if (a.size() == 4) return hypergeometric(a.subspan(0, 2), a.subspan(2, 1), a[3]);
        break;
    case FunctionId::Hypergeometric1F1:
        if (a.size() == 3) return hypergeometric(a.subspan(0, 1), a.subspan(1, 1), a[2]);
        break;
    case FunctionId::HypergeometricPFQ:
        if (a.size() == 3 && a[0].is(FunctionId::List) && a[1].is(FunctionId::List)) return hypergeometric(a[0].arguments(), a[1].arguments(), a[2]);
        break;
    case FunctionId::AppellF1: return call(of(Shape::Subscript, name("F"), leaf(Shape::Number, "1")), a);
    case FunctionId::Equal: return operands(a, "=", Level::Sum);
    case FunctionId::Unequal: return operands(a, "≠", Level::Sum);
    case FunctionId::Less: case FunctionId::LessEqual: {
        bool strict = head == FunctionId::Less, turned = a[0].is_constant() && !a[1].is_constant();
        std::array<Expr, 2> sides{a[turned ? 1 : 0], a[turned ? 0 : 1]};
        return operands(sides, strict ? (turned ? ">" : "<") : turned ? "≥" : "≤", Level::Sum);
    }
    case FunctionId::And: return operands(a, "∧", Level::Not);
    case FunctionId::Or: return operands(a, "∨", Level::And);
    case FunctionId::Not: return row(sign("¬"), draw(a[0], Level::Sum));
    case FunctionId::True: return word("true");
    case FunctionId::False: return word("false");
    case FunctionId::Piecewise: return cases(a);
    case FunctionId::RootOf: {
        Expr x = name_for_bound(head, a);
        return row(name("rootof"), fence(row(draw(instantiate(a[0], x), Level::Any), sign(","), draw(a[1], Level::Any))));
    }
    case FunctionId::RootSum: {
        Expr t = name_for_bound(head, a);
        Notation below = row(draw(instantiate(a[0], t), Level::Any), sign("="), leaf(Shape::Number, "0"));
        return node(Shape::Big, {std::move(below), Notation{}, operand(instantiate(a[1], t))}, "∑");
    }
    case FunctionId::Derivative: return derivative(a);
    case FunctionId::Substitution: {
        Expr t = name_for_bound(head, a);
        Notation at = row(draw(t, Level::Any), sign("="), draw(a[1], Level::Any));
        return of(Shape::Subscript, row(draw(instantiate(a[0], t), Level::Product), name("|")), std::move(at));
    }
    case FunctionId::IndefiniteIntegral: return integral(a[0], a[1], Notation{}, Notation{});
    case FunctionId::Integral: {
        Expr x = name_for_bound(head, a);
        return integral(instantiate(a[0], x), x, draw(a[1], Level::Any), draw(a[2], Level::Any));
    }
    case FunctionId::Sum: return range("∑", head, a);
    case FunctionId::Product: return range("∏", head, a);
    case FunctionId::Limit: return limit(a);
    case FunctionId::Apply: return call(draw(a[0], Level::Primary), a.subspan(1));
    case FunctionId::List: return fence(listed(a), "[");
    default: break;
    }
    return call(name(text), a);
}

Level level_of(const Expr& e) {
    if (is_big(e)) return Level::Sum; // what the sign applies to ends where the text ends
    switch (e.kind()) {
    case NodeKind::Number: {
        const Number& n = e.number();
        if (n.is_real()) return n.sign() < 0 ? Level::Sum : n.is_rational() && !n.is_integer() ? Level::Product : Level::Primary;
        if (n.is_imaginary_unit()) return Level::Primary;
        return displayed_summands(e).size() > 1 || n.leading_sign() < 0 ? Level::Sum : Level::Product;
    }
    case NodeKind::Add: return Level::Sum;
    case NodeKind::Mul: return e.coefficient().is_real() && e.coefficient().sign() < 0 ? Level::Sum : Level::Product;
    case NodeKind::Power:
        if (e.exponent().is_number() && e.exponent().number().is_rational() && e.exponent().number().sign() < 0) return Level::Product;
        return Level::Power;
    case NodeKind::Function:
        switch (e.function_id()) {
        case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual: return Level::Relation;
        case FunctionId::Not: return Level::Not;
        case FunctionId::And: return Level::And;
        case FunctionId::Or: return Level::Or;
        case FunctionId::Derivative: case FunctionId::Substitution: case FunctionId::Mod: return Level::Product;
        case FunctionId::Piecewise: return Level::Sum; // its brace is open to the right
        case FunctionId::LogGamma: case FunctionId::RealRoot: return Level::Power;
        default: return Level::Primary;
        }
    default: return Level::Primary;
    }
}

Notation draw(const Expr& e, Level need) {
    if (level_of(e) < need) return fence(draw(e, Level::Any));
    DepthGuard guard;
    switch (e.kind()) {
    case NodeKind::Number:
        if (displayed_summands(e).size() > 1) return sum(e);
        return product(fraction_of(e));
    case NodeKind::Symbol: return symbol_notation(e.symbol_name());
    case NodeKind::Constant:
        switch (e.constant_id()) {
        case ConstantId::Pi: return letter("π");
        case ConstantId::E: return letter("e");
        case ConstantId::EulerGamma: return letter("γ");
        case ConstantId::Catalan: return letter("G");
        case ConstantId::Infinity: return sign("∞");
        }
        return {};
    case NodeKind::Bound: return of(Shape::Subscript, letter("_"), leaf(Shape::Number, std::to_string(e.bound_index())));
    case NodeKind::Add: return sum(e);
    case NodeKind::Mul: return product(fraction_of(e));
    case NodeKind::Power: {
        Fraction fraction = fraction_of(e);
        return fraction.denominator.empty() ? power({e.base(), e.exponent()}) : product(fraction);
    }
    case NodeKind::Function: return draw_function(e);
    }
    return {};
}

} // namespace

std::string_view closing(std::string_view opening) {
    if (opening == "(") return ")";
    if (opening == "[") return "]";
    if (opening == "⌊") return "⌋";
    if (opening == "⌈") return "⌉";
    return opening; // |
}

Notation notation_of(const Expr& e) { return draw(e, Level::Any); }

} // namespace rumina::algebra
