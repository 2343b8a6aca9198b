// Which variables a domain needs: the walk over the expressions, the directions of exponents, the relations.
#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "algebra/domain/domain.h"
#include "algebra/polynomial/univariate.h"
#include "algebra/traversal.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/trial_factor.h"

namespace rumina::algebra {
namespace {

/// Exponents with longer numerators or denominators are taken whole, as a direction of their own.
constexpr std::uint64_t kNumeratorBits = 32, kDenominatorBits = 16;
constexpr std::uint64_t kLargestRoot = std::uint64_t{1} << 30;

bool is_positive_integer(const Expr& e) { return e.is_integer() && e.number().sign() > 0; }

} // namespace

bool Domain::is_atom(const Expr& base) {
    return base.is_symbol() || base.is(NodeKind::Constant) || base.is(NodeKind::Bound) || base.is(NodeKind::Function);
}

bool Domain::is_half_turn(const Expr& base, const Expr& direction) {
    return base.is(ConstantId::E) && direction.is_mul() && direction.coefficient().is_imaginary_unit() &&
           direction.without_coefficient().is(ConstantId::Pi);
}

std::vector<Domain::Step> Domain::steps_of(const Expr& base, const Expr& exponent) {
    if (base.is_zero()) return {{exponent, Rational(1)}}; // 0^(a + b) is not 0^a·0^b
    std::vector<Step> steps;
    auto push = [&](const Expr& direction, const Rational& c) {
        if (c.sign() == 0) return;
        if (c.numerator().bits() > kNumeratorBits || c.denominator().bits() > kDenominatorBits)
            steps.push_back({scale(Number(c), direction), Rational(1)});
        else
            steps.push_back({direction, c});
    };
    auto part = [&](const Expr& direction, const Number& c) {
        if (c.is_float()) {
            steps.push_back({scale(c, direction), Rational(1)});
        } else {
            push(direction, c.re());
            if (!c.is_real()) push(scale(Number::imaginary_unit(), direction), c.im());
        }
    };
    if (exponent.is_add()) {
        if (!exponent.constant_part().is_exact_zero()) part(Expr(1), exponent.constant_part());
        for (const Term& t : exponent.terms()) part(t.term, t.coefficient);
    } else if (exponent.is_number()) {
        part(Expr(1), exponent.number());
    } else {
        part(exponent.without_coefficient(), exponent.coefficient());
    }
    return steps;
}

bool Domain::multiplies_out(const Expr& base, const Expr& exponent) const {
    if (is_atom(base) || !exponent.is_integer() || exponent.number().integer().bits() > kNumeratorBits) return false;
    return denominators_ == Denominators::Quotient || exponent.number().sign() > 0;
}

/// The bases whose powers make up base^(…·direction): a positive integer is split into primes where roots are meant, and
/// where bases of the list share a divisor; anything else stands for itself.
std::vector<Expr> Domain::number_bases(const Expr& base, const Expr& direction) const {
    if (!is_positive_integer(base) || (!direction.is_one() && !splits_numbers_)) return {base};
    std::vector<Expr> result;
    for (const PrimePower& p : trial_factor(base.number().integer()))
        for (std::uint64_t i = 0; i < p.exponent; ++i) result.emplace_back(p.base);
    return result;
}

void Domain::note(const Expr& base, const Expr& direction, const Rational& coefficient) {
    auto& list = by_base_[base];
    Generator* generator = nullptr;
    for (std::size_t i : list)
        if (generators_[i].direction == direction) generator = &generators_[i];
    if (generator == nullptr) {
        list.push_back(generators_.size());
        generators_.push_back({});
        generator = &generators_.back();
        generator->base = base;
        generator->direction = direction;
    }
    auto denominator = static_cast<std::uint64_t>(coefficient.denominator().to_int64());
    generator->root = std::lcm(generator->root, denominator);
    if (generator->root > kLargestRoot) fail(DiagnosticId::TooLarge, "the common denominator of the exponents", kLargestRoot);
    generator->has_negative = generator->has_negative || (coefficient.sign() < 0 && !is_half_turn(base, direction));
}

void Domain::gather_number(const Number& n) {
    if (n.is_float()) float_bits_ = float_bits_ == 0 ? n.precision_bits() : std::min(float_bits_, n.precision_bits());
    if (n.is_real() || unit_i_) return;
    unit_i_ = generators_.size();
    generators_.push_back({});
    generators_.back().base = imaginary_unit();
    generators_.back().direction = Expr(1);
}

/// An atom to a small integer power: one variable, no look at directions.
bool Domain::is_plain_power(const Expr& base, const Expr& exponent) {
    if (!is_atom(base) || !exponent.is_number() || !exponent.number().is_small()) return false;
    std::int64_t n = exponent.number().small();
    return n != 0 && std::abs(n) < (std::int64_t{1} << kNumeratorBits);
}

void Domain::gather_power(const Expr& base, const Expr& exponent) {
    if (is_plain_power(base, exponent)) {
        bool negative = exponent.number().small() < 0;
        auto known = by_base_.find(base);
        if (known != by_base_.end())
            for (std::size_t i : known->second)
                if (generators_[i].direction.is_one()) {
                    generators_[i].has_negative = generators_[i].has_negative || negative;
                    return;
                }
        return note(base, one_, Rational(negative ? -1 : 1));
    }
    if (multiplies_out(base, exponent)) return gather(base);
    for (const Step& step : steps_of(base, exponent)) {
        bool composite = !is_atom(base) && step.direction.is_one();
        // A root is reduced to its base, so the base's own parts come first.
        if (composite) gather(base);
        if (!step.direction.is_one() && is_positive_integer(base)) number_powers_.emplace_back(base, step.direction);
        else
            for (const Expr& b : number_bases(base, step.direction)) note(b, step.direction, step.coefficient);
    }
}

void Domain::gather(const Expr& e) {
    DepthGuard guard;
    poll_work();
    switch (e.kind()) {
    case NodeKind::Number: return gather_number(e.number());
    case NodeKind::Add:
        gather_number(e.constant_part());
        for (const Term& t : e.terms()) {
            gather_number(t.coefficient);
            gather(t.term);
        }
        return;
    case NodeKind::Mul:
        gather_number(e.coefficient());
        for (const Factor& f : e.factors()) gather_power(f.base, f.exponent);
        return;
    case NodeKind::Power: return gather_power(e.base(), e.exponent());
    default: gather_power(e, one_);
    }
}

Domain::Domain(std::span<const Expr> expressions, Denominators denominators, std::span<const Expr> kernels) : denominators_(denominators) {
    poll_work(300); // a ring is made, and polynomials in it
    for (const Expr& k : kernels) gather(k);
    for (const Expr& e : expressions) gather(e);
    // Powers of numbers to symbols: 6^x stays, unless 2^x is there too.
    for (std::size_t i = 0; i < number_powers_.size() && !splits_numbers_; ++i)
        for (std::size_t j = 0; j < i && !splits_numbers_; ++j)
            splits_numbers_ = !(number_powers_[i].first == number_powers_[j].first) &&
                              !(gcd(number_powers_[i].first.number().integer(), number_powers_[j].first.number().integer()) == Integer(1));
    for (const Expr& e : expressions)
        if (!number_powers_.empty())
            any_node(e, [&](const Expr& node) {
                auto visit = [&](const Expr& base, const Expr& exponent) {
                    if (!is_positive_integer(base)) return;
                    for (const Step& step : steps_of(base, exponent))
                        if (!step.direction.is_one())
                            for (const Expr& b : number_bases(base, step.direction)) note(b, step.direction, step.coefficient);
                };
                if (node.is_power()) visit(node.base(), node.exponent());
                if (node.is_mul())
                    for (const Factor& f : node.factors()) visit(f.base, f.exponent);
                return false;
            });
    assign_variables();
    add_relations();
}

void Domain::assign_variables() {
    std::size_t count = 0;
    for (Generator& g : generators_) {
        g.variable = count++;
        if (g.has_negative && denominators_ == Denominators::Separate) {
            g.inverse = count++;
            has_inverses_ = true;
        }
    }
    ring_.emplace(count);
    // Terms can be interned as they are when no factor of theirs can meet another: atoms and sums to integer powers.
    fast_ = float_bits_ == 0;
    for (std::size_t i = 0; i < generators_.size(); ++i) {
        const Generator& g = generators_[i];
        if (unit_i_ == i) continue;
        bool plain = (is_atom(g.base) && !g.base.has_infinity()) || (g.base.is_add() && !g.base.is_constant());
        fast_ = fast_ && plain && g.root == 1 && g.direction.is_one() && by_base_.at(g.base).size() == 1;
        is_plain_ = is_plain_ && is_atom(g.base) && g.root == 1 && g.direction.is_one();
        fast_order_.push_back(i);
    }
    std::sort(fast_order_.begin(), fast_order_.end(),
              [&](std::size_t a, std::size_t b) { return structural_order(generators_[a].base, generators_[b].base) < 0; });
}

void Domain::add_relations() {
    std::vector<const Generator*> roots;
    for (std::size_t i = 0; i < generators_.size(); ++i) {
        const Generator& g = generators_[i];
        if (unit_i_ == i) {
            relations_.push_back({g.variable, 2, Polynomial::constant(*ring_, Rational(-1)), std::nullopt});
        } else if (is_half_turn(g.base, g.direction)) {
            // A primitive 2q-th root of unity.
            is_field_ = false;
            relations_.push_back({g.variable, 0, std::nullopt, UnivariatePolynomial::cyclotomic(2 * g.root).in(*ring_, g.variable)});
        } else if (g.direction.is_one() && g.root > 1 && !is_atom(g.base)) {
            std::optional<Polynomial> value;
            if (denominators_ == Denominators::Separate) {
                value = polynomial(g.base);
            } else {
                RationalFunction fraction = quotient(g.base);
                if (fraction.is_polynomial()) value = fraction.polynomial();
            }
            bool known = is_positive_integer(g.base);
            if (!known) is_field_ = false;
            for (const Generator* other : roots)
                if (known && is_positive_integer(other->base) && !(gcd(other->base.number().integer(), g.base.number().integer()) == Integer(1)))
                    is_field_ = false;
            roots.push_back(&g);
            if (value) relations_.push_back({g.variable, g.root, std::move(value), std::nullopt});
        }
    }
}

const Domain::Generator& Domain::find(const Expr& base, const Expr& direction) const {
    auto list = by_base_.find(base);
    RUMINA_ASSERT(list != by_base_.end(), "the expression was given to the domain");
    for (std::size_t i : list->second)
        if (generators_[i].direction == direction) return generators_[i];
    RUMINA_ASSERT(false, "the exponent was given to the domain");
    return generators_[list->second.front()];
}

std::optional<Domain::KernelVariable> Domain::variable_of(const Expr& kernel) const {
    if (kernel.is_number() || kernel.is_add() || kernel.is_mul()) return std::nullopt;
    std::vector<Step> steps = steps_of(kernel.base(), kernel.exponent());
    auto list = by_base_.find(kernel.base());
    if (steps.size() != 1 || steps[0].coefficient.sign() <= 0 || list == by_base_.end()) return std::nullopt;
    for (std::size_t i : list->second) {
        const Generator& g = generators_[i];
        Rational root = steps[0].coefficient * Rational(static_cast<std::int64_t>(g.root));
        if (g.direction == steps[0].direction && root.is_integer()) return KernelVariable{g.variable, static_cast<std::uint64_t>(root.numerator().to_int64()), g.inverse};
    }
    return std::nullopt;
}

bool Domain::occurs_inside(const Polynomial& a, const Expr& kernel) const {
    std::optional<KernelVariable> own = variable_of(kernel);
    std::vector<Expr> symbols = free_symbols(kernel);
    std::vector<bool> used = a.used_variables();
    for (const Generator& g : generators_) {
        if (own && own->variable == g.variable) continue;
        if (!used[g.variable] && !(g.inverse && used[*g.inverse])) continue;
        for (const Expr& s : symbols)
            if (contains(g.base, s) || contains(g.direction, s)) return true;
    }
    return false;
}

} // namespace rumina::algebra
