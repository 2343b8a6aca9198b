#include "plot/formula.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::plot {

using namespace algebra;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kPrecision = 64, kMostPrecision = 1024;
constexpr std::uint32_t kMostAsked = 500; ///< enclosures without a single real value: there are none, as of √(-1 - x²)
constexpr std::int64_t kGoodBits = 30; ///< of an enclosure: more than a drawing shows
constexpr std::int64_t kLargestIntegerPower = 1000000;

/// A limit of the evaluation, not of the size of one number.
bool ends_work(const Failure& failure) {
    const DiagnosticId id = failure.diagnostic.id;
    return failure.diagnostic.kind == ErrorKind::LimitError && id != DiagnosticId::FloatOverflow && id != DiagnosticId::NumberTooLarge;
}

/// The double in a ball that is surely real, when it is narrow enough: nothing asks for more precision.
std::optional<double> real_double(const Ball& z) {
    if (!z.is_finite()) return std::nullopt;
    if (!z.is_real()) {
        const Ball im = z.imag();
        if (!im.contains_zero()) return kNone;
        if (im.log2_upper() > std::max(z.log2_upper(), 0.0) - kGoodBits) return std::nullopt;
    }
    const Ball re = z.real();
    const double value = re.midpoint();
    if (!std::isfinite(value)) return kNone;
    if (re.relative_accuracy_bits() >= kGoodBits || re.log2_upper() < -1000) return value;
    return std::nullopt;
}

/// What `enclosure` gives at growing precision.
template <typename Enclosure>
double to_double(Enclosure enclosure) {
    try {
        for (std::int64_t precision = kPrecision; precision <= kMostPrecision; precision *= 4) {
            const Ball value = enclosure(precision);
            if (!value.is_finite() && precision > kPrecision) break; // a pole, or nothing is known
            if (std::optional<double> found = real_double(value)) return *found;
        }
    } catch (const Failure& failure) {
        if (ends_work(failure)) throw;
    }
    return kNone;
}

double integer_power(double base, std::uint64_t n) {
    double result = 1;
    for (; n != 0; n >>= 1, base *= base)
        if ((n & 1) != 0) result *= base;
    return result;
}

/// Principal, so real for negative bases with integer exponents only.
double real_power(double base, double exponent) {
    if (std::isnan(base) || std::isnan(exponent)) return kNone;
    if (base < 0 && std::floor(exponent) != exponent) return kNone;
    if (base == 0 && exponent < 0) return kNone;
    return real::pow(base, exponent);
}

double real_root(double x, double n) {
    if (std::floor(n) != n || n == 0) return kNone;
    if (x >= 0) return real::pow(x, 1 / n);
    return std::fmod(n, 2) == 0 ? kNone : -real::pow(-x, 1 / n);
}

double truth(bool holds, double a, double b) { return std::isnan(a) || std::isnan(b) ? kNone : holds ? 1 : 0; }

} // namespace

Formula::Formula(const Expr& f, std::vector<Expr> variables) : f_(f), variables_(std::move(variables)), registers_(variables_.size(), 0.0) {
    struct Compile {
        Formula& self;
        std::uint32_t operator()(const Expr& e, std::span<const std::uint32_t> parts) const { return self.compile(e, parts); }
    };
    Fold<std::uint32_t, Compile> fold{Compile{*this}};
    result_ = fold(f);
}

std::uint32_t Formula::constant(double value) {
    registers_.push_back(value);
    return static_cast<std::uint32_t>(registers_.size() - 1);
}

std::uint32_t Formula::emit(Instruction instruction) {
    instruction.target = constant(0);
    code_.push_back(instruction);
    return instruction.target;
}

std::uint32_t Formula::compile(const Expr& e, std::span<const std::uint32_t> parts) {
    if (e.has_bound()) return constant(kNone); // has no value of its own
    for (std::size_t i = 0; i < variables_.size(); ++i)
        if (e == variables_[i]) return static_cast<std::uint32_t>(i);
    if (e.is_number()) return constant(e.number().is_real() ? e.number().float_re() : kNone);
    if (e.is(FunctionId::True) || e.is(FunctionId::False)) return constant(e.is(FunctionId::True) ? 1 : 0);
    if (e.is_constant() && !e.has_infinity() && !e.is(FunctionId::List))
        return constant(to_double([&](std::int64_t precision) { return enclose(e, precision); }));
    if (e.is_add()) return compile_sum(e, parts);
    if (e.is_mul()) return compile_product(e, parts);
    if (e.is_power()) return compile_power(e.base(), e.exponent(), parts[0], parts[1]);
    if (e.is(NodeKind::Function)) return compile_function(e, parts);
    return constant(kNone);
}

std::uint32_t Formula::compile_sum(const Expr& e, std::span<const std::uint32_t> parts) {
    auto real_number = [](const Number& n) { return n.is_real() ? n.float_re() : kNone; };
    std::uint32_t sum = 0;
    bool any = false;
    std::size_t i = 0;
    for (const Term& t : e.terms()) {
        const std::uint32_t part = parts[i++];
        if (!any) sum = t.coefficient.is_one() ? part : emit({Op::Scale, 0, part, 0, 0, real_number(t.coefficient)});
        else if (t.coefficient.is_one()) sum = emit({Op::Add, 0, sum, part});
        else sum = emit({Op::AddScaled, 0, sum, part, 0, real_number(t.coefficient)});
        any = true;
    }
    if (e.constant_part().is_exact_zero()) return sum;
    return emit({Op::Add, 0, sum, constant(real_number(e.constant_part()))});
}

std::uint32_t Formula::compile_product(const Expr& e, std::span<const std::uint32_t> parts) {
    std::optional<std::uint32_t> above, below;
    auto multiply = [&](std::optional<std::uint32_t>& product, std::uint32_t factor) { product = product ? emit({Op::Multiply, 0, *product, factor}) : factor; };
    std::size_t i = 0;
    for (const Factor& f : e.factors()) {
        const std::uint32_t base = parts[i], exponent = parts[i + 1];
        i += 2;
        const bool divides = f.exponent.is_number() && f.exponent.number().is_rational() && f.exponent.number().sign() < 0 && !f.base.is(ConstantId::E);
        if (divides) multiply(below, compile_power(f.base, negate(f.exponent), base, constant(-registers_[exponent])));
        else multiply(above, compile_power(f.base, f.exponent, base, exponent));
    }
    const Number c = e.coefficient();
    if (!c.is_one()) {
        const double number = c.is_real() ? c.float_re() : kNone;
        above = above ? emit({Op::Scale, 0, *above, 0, 0, number}) : constant(number);
    }
    if (!below) return *above;
    return above ? emit({Op::Divide, 0, *above, *below}) : emit({Op::Reciprocal, 0, *below});
}

std::uint32_t Formula::compile_power(const Expr& base, const Expr& exponent, std::uint32_t b, std::uint32_t n) {
    if (exponent.is_one()) return b;
    if (base.is(ConstantId::E)) return emit({Op::Exp, 0, n});
    if (exponent == half()) return emit({Op::Sqrt, 0, b});
    if (exponent.is_number() && exponent.number().is_small()) {
        const std::int64_t k = exponent.number().small();
        if (k > 0 && k <= kLargestIntegerPower) return emit({Op::IntegerPower, 0, b, 0, 0, static_cast<double>(k)});
        if (k < 0 && k >= -kLargestIntegerPower) return emit({Op::Reciprocal, 0, k == -1 ? b : emit({Op::IntegerPower, 0, b, 0, 0, static_cast<double>(-k)})});
    }
    return emit({Op::Power, 0, b, n});
}

std::uint32_t Formula::compile_function(const Expr& e, std::span<const std::uint32_t> parts) {
    const FunctionId id = e.function_id();
    auto fold_pairs = [&](Op op) {
        std::uint32_t best = parts[0];
        for (std::size_t i = 1; i < parts.size(); ++i) best = emit({op, 0, best, parts[i]});
        return best;
    };
    const Function& record = function(id);
    switch (id) {
    case FunctionId::Min: return fold_pairs(Op::Minimum);
    case FunctionId::Max: return fold_pairs(Op::Maximum);
    case FunctionId::And: return fold_pairs(Op::And);
    case FunctionId::Or: return fold_pairs(Op::Or);
    case FunctionId::Not: return emit({Op::Not, 0, parts[0]});
    case FunctionId::Mod: return emit({Op::Modulo, 0, parts[0], parts[1]});
    case FunctionId::Atan2: return emit({Op::Atan2, 0, parts[0], parts[1]});
    case FunctionId::RealRoot: return emit({Op::RealRoot, 0, parts[0], parts[1]});
    case FunctionId::Arg: return emit({Op::Arg, 0, parts[0]});
    case FunctionId::Re: case FunctionId::Conj: return parts[0]; // of a real number; NaN asks the balls
    case FunctionId::Im: return emit({Op::Scale, 0, parts[0], 0, 0, 0.0});
    case FunctionId::Less: return emit({Op::Less, 0, parts[0], parts[1]});
    case FunctionId::LessEqual: return emit({Op::LessEqual, 0, parts[0], parts[1]});
    case FunctionId::Equal: return emit({Op::Equal, 0, parts[0], parts[1]});
    case FunctionId::Unequal: return emit({Op::Unequal, 0, parts[0], parts[1]});
    case FunctionId::Piecewise: {
        std::size_t i = parts.size() % 2 == 1 ? parts.size() - 1 : parts.size();
        std::uint32_t otherwise = i < parts.size() ? parts[i] : constant(kNone);
        for (; i >= 2; i -= 2) otherwise = emit({Op::Select, 0, parts[i - 1], parts[i - 2], otherwise});
        return otherwise;
    }
    default: break;
    }
    if (record.evaluate_double != nullptr && parts.size() == 1) {
        Instruction instruction{Op::Call, 0, parts[0]};
        instruction.call = record.evaluate_double;
        return emit(instruction);
    }
    Instruction instruction{record.enclose_form != nullptr || record.evaluate == nullptr ? Op::EncloseWhole : Op::Enclose, 0};
    instruction.node = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({e, {parts.begin(), parts.end()}, {}});
    return emit(instruction);
}

double Formula::run(std::span<const double> at) const {
    double* r = registers_.data();
    std::copy(at.begin(), at.end(), r);
    for (const Instruction& i : code_) {
        const double a = r[i.a], b = r[i.b];
        double& out = r[i.target];
        switch (i.op) {
        case Op::Add: out = a + b; break;
        case Op::AddScaled: out = a + i.number * b; break;
        case Op::Multiply: out = a * b; break;
        case Op::Scale: out = i.number * a; break;
        case Op::Divide: out = a / b; break;
        case Op::Reciprocal: out = 1 / a; break;
        case Op::Sqrt: out = a < 0 ? kNone : std::sqrt(a); break;
        case Op::Exp: out = real::exp(a); break;
        case Op::Power: out = real_power(a, b); break;
        case Op::IntegerPower: out = integer_power(a, static_cast<std::uint64_t>(i.number)); break;
        case Op::Call: out = i.call(a); break;
        case Op::Minimum: out = std::isnan(a) || std::isnan(b) ? kNone : std::min(a, b); break;
        case Op::Maximum: out = std::isnan(a) || std::isnan(b) ? kNone : std::max(a, b); break;
        case Op::Modulo: out = a - b * std::floor(a / b); break;
        case Op::Atan2: out = std::isnan(a) || std::isnan(b) || (a == 0 && b == 0) ? kNone : real::atan2(a, b); break;
        case Op::Arg: out = std::isnan(a) || a == 0 ? kNone : a > 0 ? 0 : real::atan2(0.0, -1.0); break;
        case Op::RealRoot: out = real_root(a, b); break;
        case Op::Less: out = truth(a < b, a, b); break;
        case Op::LessEqual: out = truth(a <= b, a, b); break;
        case Op::Equal: out = truth(a == b, a, b); break;
        case Op::Unequal: out = truth(a != b, a, b); break;
        case Op::And: out = truth(a != 0 && b != 0, a, b); break;
        case Op::Or: out = truth(a != 0 || b != 0, a, b); break;
        case Op::Not: out = std::isnan(a) ? kNone : a != 0 ? 0 : 1; break;
        case Op::Select: out = std::isnan(a) ? kNone : a != 0 ? b : r[i.c]; break;
        case Op::Enclose: out = enclosed_node(nodes_[i.node]); break;
        case Op::EncloseWhole: out = enclosed(nodes_[i.node].e, at); break;
        }
    }
    return r[result_];
}

double Formula::enclosed_node(const EnclosedNode& node) const {
    constexpr std::size_t kMostKnown = 4096;
    std::vector<double> at;
    for (const std::uint32_t part : node.parts) {
        at.push_back(registers_[part]);
        if (!std::isfinite(at.back())) return kNone;
    }
    if (const auto known = node.known.find(at); known != node.known.end()) return known->second;
    poll_work();
    std::vector<Ball> parts;
    for (const double value : at) parts.emplace_back(value);
    const double value = to_double([&](std::int64_t precision) { return enclose_node(node.e, parts, {}, precision); });
    if (node.known.size() >= kMostKnown) node.known.clear();
    return node.known[std::move(at)] = value;
}

double Formula::enclosed(const Expr& e, std::span<const double> at) const {
    Point point;
    for (std::size_t i = 0; i < at.size(); ++i) point.emplace_back(variables_[i], Ball(at[i]));
    poll_work(10);
    return to_double([&](std::int64_t precision) { return enclose_at(e, point, precision); });
}

double Formula::value(std::span<const double> at) const {
    if (!only_balls_) {
        const double quick = run(at);
        if (std::isfinite(quick)) return quick;
        if (std::isinf(quick) || (asked_ >= kMostAsked && answered_ == 0)) return kNone;
        const double value = enclosed(f_, at);
        ++asked_;
        if (!std::isnan(value)) ++answered_;
        return value;
    }
    return enclosed(f_, at);
}

bool Formula::is_analytic(double from, double to) const {
    if (!integrand_) integrand_ = std::make_unique<Integrand>(f_, variables_[0], Point{}, kPrecision, true);
    poll_work(10);
    try {
        const Ball value = (*integrand_)(Ball::interval(Ball(from), Ball(to), kPrecision), true);
        return value.is_finite() && value.is_real();
    } catch (const Failure& failure) {
        if (ends_work(failure)) throw;
        return false;
    }
}

void Formula::check_doubles(double from, double to, double tolerance) {
    constexpr int kPoints = 16;
    double low = 0, high = 0, worst = 0;
    bool any = false;
    for (int i = 1; i < kPoints; ++i) {
        const double x = from + (to - from) * i / kPoints, quick = run({&x, 1});
        if (!std::isfinite(quick)) continue;
        const double exact = enclosed(f_, {&x, 1});
        if (std::isnan(exact)) continue;
        worst = std::max(worst, std::abs(exact - quick));
        low = any ? std::min(low, exact) : exact;
        high = any ? std::max(high, exact) : exact;
        any = true;
    }
    only_balls_ = worst > tolerance * (high - low) && worst > 0x1p-40 * std::max(std::abs(low), std::abs(high));
}

} // namespace rumina::plot
