#include "algebra/assumptions.h"

#include <algorithm>

#include "algebra/declared_symbols.h"
#include "algebra/numeric.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "base/assert.h"

namespace rumina::algebra {
namespace {

thread_local Assumptions* the_assumptions = nullptr;

constexpr std::uint16_t bit(Property p) { return static_cast<std::uint16_t>(p); }

/// What each property implies, and what it rules out.
struct Rule {
    Property property;
    std::uint16_t implied, excluded;
};
constexpr Rule kRules[] = {
    {Property::Integer, bit(Property::Rational) | bit(Property::Real), 0},
    {Property::Rational, bit(Property::Real), 0},
    {Property::Positive, bit(Property::Real) | bit(Property::Nonnegative) | bit(Property::Nonzero),
     bit(Property::Negative) | bit(Property::Nonpositive)},
    {Property::Negative, bit(Property::Real) | bit(Property::Nonpositive) | bit(Property::Nonzero),
     bit(Property::Positive) | bit(Property::Nonnegative)},
    {Property::Nonnegative, bit(Property::Real), bit(Property::Negative)},
    {Property::Nonpositive, bit(Property::Real), bit(Property::Positive)},
};

struct Word {
    std::string_view word;
    Property property;
};
constexpr Word kWords[] = {
    {"complex", Property::Complex},         {"real", Property::Real},         {"rational", Property::Rational},
    {"integer", Property::Integer},         {"int", Property::Integer},       {"positive", Property::Positive},
    {"negative", Property::Negative},       {"nonnegative", Property::Nonnegative},
    {"nonpositive", Property::Nonpositive}, {"nonzero", Property::Nonzero},
};

} // namespace

// ── sets of properties ──────────────────────────────────────────────────────────────────────────────────────

void Properties::add(Property property) {
    bits_ |= bit(property);
    close();
}

void Properties::close() {
    for (const Rule& rule : kRules)
        if (has(rule.property)) bits_ |= rule.implied;
    if (has(Property::Nonnegative) && has(Property::Nonzero)) bits_ |= bit(Property::Positive);
    if (has(Property::Nonpositive) && has(Property::Nonzero)) bits_ |= bit(Property::Negative);
}

Truth Properties::implies(Property property) const {
    if (property == Property::Complex || has(property)) return Truth::Yes;
    for (const Rule& rule : kRules)
        if (has(rule.property) && (rule.excluded & bit(property)) != 0) return Truth::No;
    return Truth::Unknown;
}

std::optional<Property> find_property(std::string_view word) {
    for (const Word& row : kWords)
        if (row.word == word) return row.property;
    return std::nullopt;
}

// ── the context ─────────────────────────────────────────────────────────────────────────────────────────────

Assumptions::~Assumptions() {
    if (the_assumptions == this) the_assumptions = nullptr;
}

Assumptions& Assumptions::current() {
    RUMINA_ASSERT(the_assumptions != nullptr, "an engine is current while assumptions are read");
    return *the_assumptions;
}

void Assumptions::make_current() { the_assumptions = this; }

// The epoch is part of every memo key that depends on assumptions.
void Assumptions::changed() { Store::current().begin_epoch(); }

void Assumptions::declare(const Expr& symbol, Properties properties) {
    Properties& known = properties_[symbol];
    bool had_relations = std::erase_if(relations_, [&](const Expr& relation) { return contains(relation, symbol); }) != 0;
    if (had_relations || !(known == properties)) changed();
    known = properties;
}

bool is_declared_symbol(const Expr& symbol) { return the_assumptions != nullptr && the_assumptions->is_declared(symbol); }

void Assumptions::take_for_real(const Expr& e) {
    for (const Expr& s : free_symbols(e))
        if (!is_declared_complex(s)) assume(s, Property::Real);
}

void Assumptions::assume(const Expr& symbol, Property property) {
    Properties& known = properties_[symbol];
    Properties before = known;
    known.add(property);
    if (!(before == known)) changed();
}

void Assumptions::assume(const Expr& relation) {
    if (relation.is(FunctionId::And)) {
        for (const Expr& part : relation.arguments()) assume(part);
        return;
    }
    if (std::find(relations_.begin(), relations_.end(), relation) == relations_.end()) {
        relations_.push_back(relation);
        changed();
    }
    bool strict = relation.is(FunctionId::Less), order = strict || relation.is(FunctionId::LessEqual);
    if (!order && !relation.is(FunctionId::Unequal)) return;
    const Expr &a = relation.argument(0), &b = relation.argument(1);
    bool left = a.is_symbol() && b.is_constant(), right = b.is_symbol() && a.is_constant();
    if (!left && !right) return;
    const Expr& symbol = left ? a : b;
    std::optional<int> sign = sign_of(left ? b : a);
    if (!order) {
        if (sign == 0) assume(symbol, Property::Nonzero);
        return;
    }
    assume(symbol, Property::Real);
    if (!sign) return;
    // x < c with c <= 0, or c < x with c >= 0.
    int towards = left ? -1 : 1;
    if (*sign == -towards) return;
    bool certain = strict || *sign == towards;
    if (left) assume(symbol, certain ? Property::Negative : Property::Nonpositive);
    else assume(symbol, certain ? Property::Positive : Property::Nonnegative);
}

void Assumptions::clear() {
    if (properties_.empty() && relations_.empty()) return;
    properties_.clear();
    relations_.clear();
    changed();
}

Properties Assumptions::of(const Expr& symbol) const {
    auto found = properties_.find(symbol);
    return found == properties_.end() ? Properties() : found->second;
}

Assumptions::Scope::Scope() : properties_(current().properties_), relations_(current().relations_), epoch_(Store::current().epoch) {}

Assumptions::Scope::~Scope() {
    Assumptions& now = current();
    now.properties_ = std::move(properties_);
    now.relations_ = std::move(relations_);
    Store::current().epoch = epoch_;
}

// ── properties of expressions ───────────────────────────────────────────────────────────────────────────────

namespace {

/// What is known of the sign of a real number: the signs it may have, as bits; 0 means nothing, not even that it is real.
struct Signs {
    std::uint8_t possible = 0;
    static constexpr std::uint8_t kNegative = 1, kZero = 2, kPositive = 4, kReal = 7;
    bool real() const { return possible != 0; }
    bool is_only(std::uint8_t allowed) const { return real() && (possible & ~allowed) == 0; }
    bool never(std::uint8_t excluded) const { return real() && (possible & excluded) == 0; }
};

Signs signs_of_value(int sign) { return {sign < 0 ? Signs::kNegative : sign == 0 ? Signs::kZero : Signs::kPositive}; }

Signs negated(Signs s) {
    std::uint8_t swapped = s.possible & Signs::kZero;
    if ((s.possible & Signs::kNegative) != 0) swapped |= Signs::kPositive;
    if ((s.possible & Signs::kPositive) != 0) swapped |= Signs::kNegative;
    return {swapped};
}

template <typename Combine>
Signs combined(Signs a, Signs b, Combine combine) {
    if (!a.real() || !b.real()) return {};
    Signs result;
    for (int x = -1; x <= 1; ++x)
        for (int y = -1; y <= 1; ++y)
            if ((a.possible & signs_of_value(x).possible) != 0 && (b.possible & signs_of_value(y).possible) != 0)
                result.possible |= combine(x, y);
    return result;
}

Signs sum(Signs a, Signs b) {
    return combined(a, b, [](int x, int y) {
        return x == y || y == 0 ? signs_of_value(x).possible : x == 0 ? signs_of_value(y).possible : Signs::kReal;
    });
}

Signs product(Signs a, Signs b) {
    return combined(a, b, [](int x, int y) { return signs_of_value(x * y).possible; });
}

Signs signs_of_symbol(const Expr& symbol) {
    Properties known = Assumptions::current().of(symbol);
    if (!known.has(Property::Real)) return {};
    Signs signs{Signs::kReal};
    if (known.has(Property::Nonnegative)) signs.possible &= static_cast<std::uint8_t>(~Signs::kNegative);
    if (known.has(Property::Nonpositive)) signs.possible &= static_cast<std::uint8_t>(~Signs::kPositive);
    if (known.has(Property::Nonzero)) signs.possible &= static_cast<std::uint8_t>(~Signs::kZero);
    return signs;
}

Signs power(Signs base, const Expr& exponent, Signs exponent_signs) {
    if (base.is_only(Signs::kPositive) && exponent_signs.real()) return {Signs::kPositive};
    if (!exponent.is_number() || !exponent.number().is_rational() || !base.real()) return {};
    const Number& n = exponent.number();
    if (!n.is_integer()) {
        if (!base.never(Signs::kNegative)) return {};
        return base;
    }
    bool even = !n.integer().is_odd();
    if (!even) return base;
    Signs result{0};
    if ((base.possible & Signs::kZero) != 0) result.possible |= Signs::kZero;
    if ((base.possible & ~Signs::kZero) != 0) result.possible |= Signs::kPositive;
    return result;
}

Signs function_signs(const Expr& e, std::span<const Signs> arguments) {
    switch (e.function_id()) {
    case FunctionId::Abs: {
        if (arguments[0].real()) return power(arguments[0], Expr(2), {});
        return {Signs::kPositive | Signs::kZero};
    }
    case FunctionId::Re: case FunctionId::Im: case FunctionId::Arg: return {Signs::kReal};
    case FunctionId::Sign: return arguments[0];
    case FunctionId::Floor: case FunctionId::Ceil: case FunctionId::Sin: case FunctionId::Cos:
        return arguments[0].real() ? Signs{Signs::kReal} : Signs{};
    case FunctionId::Sinh: case FunctionId::Asinh: case FunctionId::Atan: case FunctionId::Tanh: case FunctionId::Erf:
        return arguments[0];
    case FunctionId::Cosh: return arguments[0].real() ? Signs{Signs::kPositive} : Signs{};
    case FunctionId::Log: return arguments[0].is_only(Signs::kPositive) ? Signs{Signs::kReal} : Signs{};
    case FunctionId::Factorial: return arguments[0].never(Signs::kNegative) ? Signs{Signs::kPositive} : Signs{};
    case FunctionId::Max: case FunctionId::Min:
        return std::all_of(arguments.begin(), arguments.end(), [](Signs s) { return s.real(); }) ? Signs{Signs::kReal} : Signs{};
    default: return {};
    }
}

Signs combine_signs(const Expr& e, std::span<const Signs> parts) {
    if (e.is_constant()) {
        if (std::optional<int> sign = sign_of(e)) return signs_of_value(*sign);
        return {};
    }
    switch (e.kind()) {
    case NodeKind::Symbol: return signs_of_symbol(e);
    case NodeKind::Add: {
        if (!e.constant_part().is_real()) return {};
        Signs total = signs_of_value(e.constant_part().sign());
        std::size_t i = 0;
        for (const Term& term : e.terms()) {
            if (!term.coefficient.is_real()) return {};
            total = sum(total, term.coefficient.sign() < 0 ? negated(parts[i]) : parts[i]);
            ++i;
        }
        return total;
    }
    case NodeKind::Mul: {
        Number coefficient = e.coefficient();
        if (!coefficient.is_real()) return {};
        Signs total = signs_of_value(coefficient.sign());
        std::size_t i = 0;
        for (const Factor& factor : e.factors()) {
            total = product(total, power(parts[i], factor.exponent, parts[i + 1]));
            i += 2;
        }
        return total;
    }
    case NodeKind::Power: return power(parts[0], e.exponent(), parts[1]);
    case NodeKind::Function: return function_signs(e, parts);
    default: return {};
    }
}

Signs signs_of(const Expr& e) {
    auto combine = [](const Expr& node, std::span<const Signs> parts) { return combine_signs(node, parts); };
    Fold<Signs, decltype(combine)> fold(combine);
    return fold(e);
}

Truth is_integral(const Expr& e, bool rational_is_enough) {
    auto integral = [&](const Number& n) { return rational_is_enough ? n.is_rational() : n.is_integer(); };
    if (e.is_number()) return truth_of(integral(e.number()));
    if (e.is_symbol()) return Assumptions::current().of(e).implies(rational_is_enough ? Property::Rational : Property::Integer);
    auto parts_are = [&](const Expr& base, const Expr& exponent) {
        if (!exponent.is_integer()) return Truth::Unknown;
        if (!rational_is_enough && exponent.number().sign() < 0) return Truth::Unknown;
        return is_integral(base, rational_is_enough) == Truth::Yes ? Truth::Yes : Truth::Unknown;
    };
    DepthGuard guard;
    switch (e.kind()) {
    case NodeKind::Add: {
        if (!integral(e.constant_part())) return Truth::Unknown;
        for (const Term& term : e.terms())
            if (!integral(term.coefficient) || is_integral(term.term, rational_is_enough) != Truth::Yes) return Truth::Unknown;
        return Truth::Yes;
    }
    case NodeKind::Mul:
        if (!integral(e.coefficient())) return Truth::Unknown;
        for (const Factor& factor : e.factors())
            if (parts_are(factor.base, factor.exponent) != Truth::Yes) return Truth::Unknown;
        return Truth::Yes;
    case NodeKind::Power: return parts_are(e.base(), e.exponent());
    case NodeKind::Function:
        switch (e.function_id()) {
        case FunctionId::Floor: case FunctionId::Ceil: return Truth::Yes;
        default: return Truth::Unknown;
        }
    default: return Truth::Unknown;
    }
}

/// Yes when all possible signs are allowed, No when none is.
Truth only(Signs signs, std::uint8_t allowed) {
    if (!signs.real()) return Truth::Unknown;
    if (signs.is_only(allowed)) return Truth::Yes;
    return (signs.possible & allowed) == 0 ? Truth::No : Truth::Unknown;
}

/// A relation that was assumed as it stands.
bool is_assumed(const Expr& condition) {
    const std::vector<Expr>& known = Assumptions::current().relations();
    return std::find(known.begin(), known.end(), condition) != known.end();
}

} // namespace

Truth has_property(const Expr& e, Property property) {
    switch (property) {
    case Property::Complex: return Truth::Yes;
    case Property::Rational: return is_integral(e, true);
    case Property::Integer: return is_integral(e, false);
    case Property::Nonzero:
        if (e.is_symbol()) return Assumptions::current().of(e).implies(property);
        if (e.is_constant()) return !zero_test(e);
        return only(signs_of(e), Signs::kNegative | Signs::kPositive);
    default: break;
    }
    Signs signs = signs_of(e);
    switch (property) {
    case Property::Real: return signs.real() ? Truth::Yes : Truth::Unknown;
    case Property::Positive: return only(signs, Signs::kPositive);
    case Property::Negative: return only(signs, Signs::kNegative);
    case Property::Nonnegative: return only(signs, Signs::kPositive | Signs::kZero);
    default: return only(signs, Signs::kNegative | Signs::kZero);
    }
}

Truth decide_condition(const Expr& condition) {
    if (!condition.is(NodeKind::Function)) return Truth::Unknown;
    DepthGuard guard;
    switch (condition.function_id()) {
    case FunctionId::True: return Truth::Yes;
    case FunctionId::False: return Truth::No;
    case FunctionId::Not: return !decide_condition(condition.argument(0));
    case FunctionId::And: {
        Truth all = Truth::Yes;
        for (const Expr& part : condition.arguments()) all = all && decide_condition(part);
        return all;
    }
    case FunctionId::Or: {
        Truth any = Truth::No;
        for (const Expr& part : condition.arguments()) any = any || decide_condition(part);
        return any;
    }
    case FunctionId::Equal: return truth_of(is_assumed(condition) || condition.argument(0) == condition.argument(1));
    case FunctionId::Unequal: return truth_of(is_assumed(condition) || !(condition.argument(0) == condition.argument(1)));
    case FunctionId::Less:
        if (is_assumed(condition)) return Truth::Yes;
        return has_property(condition.argument(1) - condition.argument(0), Property::Positive);
    case FunctionId::LessEqual:
        if (is_assumed(condition)) return Truth::Yes;
        return has_property(condition.argument(1) - condition.argument(0), Property::Nonnegative);
    default: return Truth::Unknown;
    }
}

} // namespace rumina::algebra
