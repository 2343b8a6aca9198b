// The language's own form. A list of work takes the place of recursion: an expression is replaced by the texts and parts
// it consists of, in order, and texts go out. Where the plain form would not read back as the same node (a number in
// front of a single sum is distributed when it is read), factors change places or get parentheses.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "algebra/output/parts.h"
#include "algebra/traversal.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/big_float.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

constexpr std::size_t kMaximumBytes = std::size_t{1} << 30;

/// How tightly the outermost operator of a text binds.
enum class Level : std::uint8_t { Any, Or, And, Not, Relation, Sum, Product, Power, Primary };

bool is_plain_sum(const Factor& f) { return f.base.is_add() && f.exponent.is_one(); }
bool is_root(const Expr& base, const Expr& exponent) { return exponent == half() && base.is_constant() && !base.is(NodeKind::Function); }

/// e^2, e^π, e^√2, e^(2/3); everything else is exp(…).
bool shows_e(const Expr& exponent) {
    return exponent.is(NodeKind::Constant) || (exponent.is_number() && exponent.number().is_rational()) ||
           (exponent.is_power() && exponent.base().is_integer() && exponent.exponent() == half());
}

Level level_of(const Number& n) {
    if (n.is_real()) return n.sign() >= 0 && (n.is_float() || n.is_integer()) ? Level::Primary : Level::Product;
    if (n.is_imaginary_unit()) return Level::Primary;
    return has_two_parts(n) ? Level::Sum : Level::Product;
}

Level level_of(const Expr& e) {
    switch (e.kind()) {
    case NodeKind::Number: return level_of(e.number());
    case NodeKind::Add: return Level::Sum;
    case NodeKind::Mul: return Level::Product;
    case NodeKind::Power: {
        Expr exponent = e.exponent();
        if (exponent.is_number() && exponent.number().is_rational() && exponent.number().sign() < 0) return Level::Product;
        if (e.base().is(ConstantId::E) && !shows_e(exponent)) return Level::Primary;
        if (exponent == half() && !is_root(e.base(), exponent)) return Level::Primary; // sqrt(…)
        return Level::Power;
    }
    case NodeKind::Function:
        switch (e.function_id()) {
        case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual: return Level::Relation;
        case FunctionId::Not: return Level::Not;
        case FunctionId::And: return Level::And;
        case FunctionId::Or: return Level::Or;
        default: return Level::Primary;
        }
    default: return Level::Primary;
    }
}

std::string text_of(const Number& n) { // n ≥ 0
    if (n.is_small()) return std::to_string(n.small());
    if (n.is_big()) return n.big_re(n.precision_bits()).to_string() + "f";
    return n.is_float() ? real::to_string(n.float_re()) + "f" : n.rational().to_string();
}

std::string_view text_of(ConstantId id) {
    switch (id) {
    case ConstantId::Pi: return "π";
    case ConstantId::E: return "e";
    case ConstantId::EulerGamma: return "EulerGamma";
    case ConstantId::Catalan: return "Catalan";
    case ConstantId::Infinity: return "inf";
    }
    return "";
}

/// What a factor begins and ends with: whether two may stand side by side without `*`.
enum class Edge : std::uint8_t { Other, Digit, Paren, Sign, Letter }; // Sign: √ or π; Letter: the names e and i

bool joins(Edge end, Edge start) {
    if (start == Edge::Sign) return end != Edge::Other;
    return start == Edge::Letter && (end == Edge::Digit || end == Edge::Paren || end == Edge::Sign);
}

Edge start_of(const Factor& f) {
    if (is_root(f.base, f.exponent) || f.base.is(ConstantId::Pi)) return Edge::Sign;
    if (f.base.is(ConstantId::E) && (f.exponent.is_one() || shows_e(f.exponent))) return Edge::Letter;
    if (f.base.is_number() && level_of(f.base) == Level::Primary && f.base.number().is_real()) return Edge::Digit;
    return Edge::Other;
}

Edge end_of(const Factor& f) {
    if (f.exponent.is_one() || is_root(f.base, f.exponent)) {
        if (f.base.is(ConstantId::Pi)) return Edge::Sign;
        if (f.base.is(ConstantId::E)) return Edge::Letter;
        if (f.base.is(NodeKind::Constant)) return Edge::Other;
        if (f.base.is_integer() && f.base.number().sign() >= 0) return Edge::Digit;
        if (f.base.is(NodeKind::Function) && level_of(f.base) == Level::Primary) {
            FunctionId head = f.base.function_id();
            bool call = head != FunctionId::Factorial && head != FunctionId::True && head != FunctionId::False && head != FunctionId::List;
            return call ? Edge::Paren : Edge::Other;
        }
        return Edge::Paren;
    }
    if (f.exponent.is_integer() && f.exponent.number().sign() >= 0) return Edge::Digit;
    if (f.exponent.is_number() && f.exponent.number().is_rational()) return Edge::Paren;
    return Edge::Other;
}

class Writer {
public:
    explicit Writer(std::size_t most) : most_(most) {}

    /// Nothing: the text would be longer than it may be.
    std::optional<std::string> run(const Expr& e) {
        work_.push_back({{}, e, Level::Any});
        std::size_t steps = 0;
        while (!work_.empty() && made_ <= most_) {
            Item item = std::move(work_.back());
            work_.pop_back();
            if (!item.e && !item.is_sum) {
                out_ += item.text;
                continue;
            }
            if ((++steps & 0xFFF) == 0 || made_ >= poll_at_) poll();
            parts_.clear();
            if (item.is_sum) {
                next_summand();
            } else {
                bool parentheses = level_of(item.e) < item.need;
                if (parentheses) put("(");
                expand(item.e);
                if (parentheses) put(")");
            }
            for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) work_.push_back(std::move(*part));
        }
        if (made_ > most_) return std::nullopt;
        return std::move(out_);
    }

private:
    /// A text, an expression that stands where `need` is wanted, or the rest of the innermost sum in sums_.
    struct Item {
        std::string text;
        Expr e;
        Level need = Level::Any;
        bool is_sum = false;
    };
    /// A sum is written term by term: the texts of a million coefficients are not there at once.
    struct Sum {
        std::vector<Summand> summands;
        std::size_t next = 0;
        bool compact = false;
    };

    /// Digits of long coefficients take time, so bytes count as well as steps.
    void poll() {
        poll_work(0x1000);
        poll_at_ = made_ + kBytesBetween;
    }

    void put(std::string_view text) {
        made_ += text.size();
        if (!parts_.empty() && !parts_.back().e && !parts_.back().is_sum) parts_.back().text += text;
        else parts_.push_back({std::string(text), {}, Level::Any, false});
    }
    void put(const Expr& e, Level need) { parts_.push_back({{}, e, need, false}); }

    void expand(const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Number: return number(e);
        case NodeKind::Symbol: return put(e.symbol_name());
        case NodeKind::Constant: return put(text_of(e.constant_id()));
        case NodeKind::Bound: return put(fmt::format("_{}", e.bound_index())); // only in a body taken out of its binder
        case NodeKind::Add: return sum(e);
        case NodeKind::Mul: return product(fraction_of(e), true);
        case NodeKind::Power: {
            Fraction fraction = fraction_of(e);
            if (!fraction.denominator.empty()) return product(fraction, true);
            return power({e.base(), e.exponent()});
        }
        case NodeKind::Function: return function(e);
        }
    }

    // ── numbers, sums ──

    void number(const Expr& e) {
        const Number& n = e.number();
        if (level_of(n) == Level::Sum) return sum(e);
        product(fraction_of(e), true);
    }

    void sum(const Expr& e) {
        std::vector<Summand> summands = displayed_summands(e);
        if (summands.empty()) return;
        sums_.push_back({std::move(summands), 0, e.is_constant()});
        parts_.push_back({{}, {}, Level::Any, true});
    }

    /// One term of the innermost sum, and the rest of the sum if there is more.
    void next_summand() {
        Sum& sum = sums_.back();
        const std::size_t i = sum.next++;
        const Summand& s = sum.summands[i];
        const bool is_last = i + 1 == sum.summands.size();
        if (i > 0) put(sum.compact ? (s.negative ? "-" : "+") : s.negative ? " - " : " + ");
        // `2e+3` is a number with an exponent: then it is `2*e+3`.
        star_before_e_ = sum.compact && !is_last && starts_with_digit(sum.summands[i + 1]);
        Fraction fraction = fraction_of(i == 0 && s.negative, s.coefficient, s.term);
        product(std::move(fraction), i == 0);
        star_before_e_ = false;
        // Sums inside this term begin after it: what they push lies above.
        if (is_last) sums_.pop_back();
        else parts_.push_back({{}, {}, Level::Any, true});
    }

    static bool starts_with_digit(const Summand& s) {
        if (!s.coefficient.is_one() || s.term.is_number()) return true;
        Fraction f = fraction_of(s.term);
        return f.numerator.empty() || f.numerator[0].base.is_number();
    }

    // ── products ──

    /// `first`: the sign, if any, is a prefix of the first factor.
    void product(Fraction f, bool first) {
        if (f.negative) put("-");
        bool plain = f.number.is_one() && !f.imaginary && !(first && f.negative);
        bool all_sums = !f.numerator.empty() && std::all_of(f.numerator.begin(), f.numerator.end(), is_plain_sum);
        std::vector<Factor> apart = take_apart(f);
        bool divisor_alone = !f.divisor.is_one() && f.denominator.empty();
        if (all_sums && (!plain || (divisor_alone && f.numerator.size() == 1))) {
            // 2*(x + 1)/y would read as (2*x + 2)/y.
            bool any = scalar(f);
            put(any ? "*(" : "(");
            f.negative = f.imaginary = false;
            f.number = f.divisor = Number(1);
            f.denominator.insert(f.denominator.end(), apart.begin(), apart.end());
            product(std::move(f), false);
            put(")");
            return;
        }
        if (!plain) bring_forward(f.numerator);
        bool constant = f.constants == f.numerator.size();
        Edge first_start = f.numerator.empty() ? (f.imaginary ? Edge::Letter : Edge::Other) : start_of(f.numerator[0]);
        bool number_in_front = constant && divisor_alone && apart.empty() &&
                               ((f.numerator.empty() && !f.imaginary) || joins(Edge::Digit, first_start));
        numerator(f, number_in_front);
        if (number_in_front) return;
        denominator(f);
        for (const Factor& factor : apart) {
            put("/");
            power(factor);
        }
    }

    /// Takes the factors out of the denominator that must be divided by one at a time: constant sums (a product of
    /// constants would be multiplied out when it is read) and a sum that would meet the divisor alone.
    static std::vector<Factor> take_apart(Fraction& f) {
        std::vector<Factor> apart;
        if (f.denominator.size() + (f.divisor.is_one() ? 0 : 1) < 2) return apart;
        auto take = [&](const Factor& factor) {
            if (!is_plain_sum(factor) || !factor.base.is_constant()) return false;
            apart.push_back(factor);
            return true;
        };
        std::erase_if(f.denominator, take);
        if (!f.divisor.is_one() && f.denominator.size() == 1 && is_plain_sum(f.denominator[0])) {
            apart.push_back(f.denominator[0]);
            f.denominator.clear();
        }
        return apart;
    }

    /// The numeric coefficient, if it is not 1.
    bool scalar(const Fraction& f) {
        bool one = f.number.is_one() && f.divisor.is_one();
        if (one && !f.imaginary) return false;
        if (!one) {
            if (level_of(f.number) == Level::Sum) put(Expr(f.number), Level::Product);
            else put(text_of(f.number));
            if (!f.divisor.is_one()) put("/" + text_of(f.divisor));
        }
        if (f.imaginary) put("i");
        return true;
    }

    /// A factor that is no sum goes in front, so that a number there is not distributed.
    static void bring_forward(std::vector<Factor>& factors) {
        if (factors.empty() || !is_plain_sum(factors[0])) return;
        auto found = std::find_if_not(factors.begin(), factors.end(), is_plain_sum);
        if (found != factors.end()) std::rotate(factors.begin(), found, found + 1);
    }

    void numerator(const Fraction& f, bool number_in_front) {
        Edge end = Edge::Other;
        bool any = false;
        auto join = [&](Edge start, bool star) {
            if (any && (star || !joins(end, start))) put("*");
            any = true;
        };
        if (!f.number.is_one() || number_in_front) {
            any = true;
            end = Edge::Digit;
            if (level_of(f.number) == Level::Sum) {
                put(Expr(f.number), Level::Product);
                end = Edge::Paren;
            } else {
                put(text_of(f.number));
                if (number_in_front) put("/" + text_of(f.divisor));
            }
        }
        bool i_done = !f.imaginary;
        auto put_i = [&] {
            join(Edge::Letter, false);
            put("i");
            end = Edge::Other;
            i_done = true;
        };
        for (const Factor& factor : f.numerator) {
            bool constant = factor.base.is_constant() && factor.exponent.is_constant();
            // i stands behind the other constants, but in front of their sums.
            if (!i_done && (!constant || is_plain_sum(factor))) put_i();
            bool lone_e = star_before_e_ && factor.base.is(ConstantId::E) && factor.exponent.is_one() && f.numerator.size() == 1;
            join(constant && !is_plain_sum(factor) ? start_of(factor) : Edge::Other, lone_e);
            power(factor);
            end = constant ? end_of(factor) : Edge::Other;
        }
        if (!i_done) put_i();
        if (!any) put("1");
    }

    void denominator(Fraction& f) {
        std::size_t pieces = f.denominator.size() + (f.divisor.is_one() ? 0 : 1);
        if (pieces == 0) return;
        put(pieces > 1 ? "/(" : "/");
        bool nested = false;
        Edge end = Edge::Other;
        if (!f.divisor.is_one()) {
            bring_forward(f.denominator);
            put(text_of(f.divisor));
            end = Edge::Digit;
            nested = !f.denominator.empty() && is_plain_sum(f.denominator[0]); // then all are
            if (nested) put("*(");
        }
        for (std::size_t i = 0; i < f.denominator.size(); ++i) {
            const Factor& factor = f.denominator[i];
            bool constant = factor.base.is_constant() && factor.exponent.is_constant();
            bool begins = i == 0 && (f.divisor.is_one() || nested);
            if (!begins && !(constant && joins(end, start_of(factor)))) put("*");
            power(factor);
            end = constant ? end_of(factor) : Edge::Other;
        }
        if (nested) put(")");
        if (pieces > 1) put(")");
    }

    /// base^exponent as a factor.
    void power(const Factor& f) {
        if (f.exponent.is_one()) return put(f.base, Level::Power);
        if (f.base.is(ConstantId::E) && !shows_e(f.exponent)) {
            put("exp(");
            put(f.exponent, Level::Any);
            return put(")");
        }
        if (is_root(f.base, f.exponent)) {
            put("√");
            bool digits = f.base.is_integer() && f.base.number().sign() >= 0;
            return put(f.base, digits || f.base.is(NodeKind::Constant) ? Level::Any : Level::Primary);
        }
        if (f.exponent == half()) {
            put("sqrt(");
            put(f.base, Level::Any);
            return put(")");
        }
        put(f.base, Level::Primary);
        put("^");
        if (f.exponent.is_integer() && f.exponent.number().sign() < 0) return put("-" + text_of(-f.exponent.number()));
        put(f.exponent, Level::Power);
    }

    // ── functions ──

    void arguments(std::span<const Expr> list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i > 0) put(", ");
            put(list[i], Level::Any);
        }
    }

    void call(std::string_view name, std::initializer_list<Expr> list) {
        put(name);
        put("(");
        arguments({list.begin(), list.size()});
        put(")");
    }

    void operands(std::span<const Expr> list, std::string_view sign, Level need) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i > 0) put(sign);
            put(list[i], need);
        }
    }

    void function(const Expr& e) {
        FunctionId head = e.function_id();
        std::vector<Expr> displayed = displayed_arguments(e);
        std::span<const Expr> a = displayed;
        auto name_bound = [&] { return name_for_bound(head, a); };
        switch (head) {
        case FunctionId::Factorial:
            put(a[0], Level::Primary);
            return put("!");
        case FunctionId::Equal: return operands(a, " == ", Level::Sum);
        case FunctionId::Unequal: return operands(a, " != ", Level::Sum);
        case FunctionId::Less: case FunctionId::LessEqual: {
            bool turned = a[0].is_constant() && !a[1].is_constant(); // x > 1 is kept as 1 < x
            std::string_view sign = head == FunctionId::Less ? (turned ? " > " : " < ") : turned ? " >= " : " <= ";
            put(a[turned ? 1 : 0], Level::Sum);
            put(sign);
            return put(a[turned ? 0 : 1], Level::Sum);
        }
        case FunctionId::And: return operands(a, " and ", Level::Not);
        case FunctionId::Or: return operands(a, " or ", Level::And);
        case FunctionId::Not:
            put("not ");
            return put(a[0], Level::Sum);
        case FunctionId::True: return put("true");
        case FunctionId::False: return put("false");
        case FunctionId::List:
            put("[");
            arguments(a);
            return put("]");
        case FunctionId::Apply:
            put(a[0], Level::Primary);
            put("(");
            arguments(a.subspan(1));
            return put(")");
        case FunctionId::Derivative: return derivative(a);
        case FunctionId::RootOf: {
            Expr x = name_bound();
            return call("rootof", {instantiate(a[0], x), a[1]});
        }
        case FunctionId::RootSum: {
            Expr t = name_bound();
            put("rootsum(");
            put(instantiate(a[0], t), Level::Any);
            put(fmt::format(", |{}| ", t.symbol_name()));
            put(instantiate(a[1], t), Level::Any);
            return put(")");
        }
        case FunctionId::Substitution: {
            Expr t = name_bound();
            return call("subs", {instantiate(a[0], t), t, a[1]});
        }
        case FunctionId::Integral: {
            Expr x = name_bound();
            return call("integrate", {instantiate(a[0], x), x, a[1], a[2]});
        }
        case FunctionId::Sum: case FunctionId::Product: {
            Expr k = name_bound();
            return call(name_of(head), {instantiate(a[0], k), k, a[1], a[2]});
        }
        case FunctionId::Limit: {
            Expr x = name_bound();
            put("limit(");
            arguments(std::array{instantiate(a[0], x), x, a[1]});
            if (a[2].is_number(1)) put(", \"+\"");
            if (a[2].is_number(-1)) put(", \"-\"");
            return put(")");
        }
        default:
            put(name_of(head));
            put("(");
            arguments(a);
            return put(")");
        }
    }

    void derivative(std::span<const Expr> a) {
        put("diff(");
        put(a[0], Level::Any);
        for (std::size_t i = 1; i + 1 < a.size(); i += 2) {
            put(", ");
            put(a[i], Level::Any);
            if (a[i + 1].is_one()) continue;
            put(", ");
            put(a[i + 1], Level::Any);
        }
        put(")");
    }

    static constexpr std::size_t kBytesBetween = std::size_t{1} << 16;
    const std::size_t most_;
    std::size_t made_ = 0; ///< bytes of all texts so far, those that wait in work_ included
    std::size_t poll_at_ = kBytesBetween;
    std::string out_;
    std::vector<Item> work_, parts_;
    std::vector<Sum> sums_; ///< under way, the innermost last
    bool star_before_e_ = false;
};

} // namespace

std::string to_infix(const Expr& e) {
    std::optional<std::string> text = to_infix_within(e, kMaximumBytes);
    if (!text) fail(DiagnosticId::TooLarge, "the text of this expression", "1 GB");
    return std::move(*text);
}

std::optional<std::string> to_infix_within(const Expr& e, std::size_t most_bytes) { return Writer(most_bytes).run(e); }

} // namespace rumina::algebra
