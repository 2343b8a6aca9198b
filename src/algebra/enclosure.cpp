#include "algebra/enclosure.h"

#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "number/ball_functions.h"
#include "number/interruptible.h"

namespace rumina::algebra {
namespace {

Ball ball_of_constant(ConstantId id, std::int64_t precision) {
    switch (id) {
    case ConstantId::Pi: return Ball::pi(precision);
    case ConstantId::E: return Ball::e(precision);
    case ConstantId::EulerGamma: return Ball::euler_gamma(precision);
    case ConstantId::Catalan: return Ball::catalan(precision);
    case ConstantId::Infinity: return Ball::indeterminate();
    }
    return Ball::indeterminate();
}

Ball ball_power(const Expr& base, const Expr& exponent, const Ball& b, const Ball& x, std::int64_t precision) {
    if (base.is(ConstantId::E)) return interruptible([&] { return ball::exp(x, precision); });
    if (exponent.is_integer()) return ball::pow_integer(b, exponent.number().integer(), precision);
    if (exponent == half()) return ball::sqrt(b, precision);
    return interruptible([&] { return ball::pow(b, x, precision); });
}

class Evaluator {
public:
    Evaluator(const Point& point, std::int64_t precision) : point_(point), precision_(precision) {}

    Ball operator()(const Expr& e, std::span<const Ball> parts) const {
        switch (e.kind()) {
        case NodeKind::Number: return ball_of(e.number(), precision_);
        case NodeKind::Symbol:
            for (const auto& [symbol, value] : point_)
                if (symbol == e) return value;
            return Ball::indeterminate();
        case NodeKind::Constant: return ball_of_constant(e.constant_id(), precision_);
        case NodeKind::Bound: return Ball::indeterminate();
        case NodeKind::Add: {
            Ball sum = ball_of(e.constant_part(), precision_);
            std::size_t i = 0;
            for (const Term& t : e.terms()) {
                const Ball& part = parts[i++];
                sum = t.coefficient.is_one() ? ball::add(sum, part, precision_)
                                             : ball::add(sum, ball::mul(ball_of(t.coefficient, precision_), part, precision_), precision_);
            }
            return sum;
        }
        case NodeKind::Mul: {
            Ball product = ball_of(e.coefficient(), precision_);
            std::size_t i = 0;
            for (const Factor& f : e.factors()) {
                product = ball::mul(product,
                                    f.exponent.is_one() ? parts[i] : ball_power(f.base, f.exponent, parts[i], parts[i + 1], precision_),
                                    precision_);
                i += 2;
            }
            return product;
        }
        case NodeKind::Power: return ball_power(e.base(), e.exponent(), parts[0], parts[1], precision_);
        case NodeKind::Function: {
            const Function& f = function(e.function_id());
            if (f.enclose_form != nullptr) return f.enclose_form(e.arguments(), point_, precision_);
            if (f.evaluate == nullptr) return Ball::indeterminate();
            return interruptible([&] { return f.value_at(e.arguments(), parts, precision_); });
        }
        }
        return Ball::indeterminate();
    }

private:
    const Point& point_;
    std::int64_t precision_;
};

} // namespace

Ball ball_of(const Number& n, std::int64_t precision) {
    switch (n.kind()) {
    case Number::Kind::Small: return Ball(n.small());
    case Number::Kind::Rational: return Ball::rational(n.rational(), precision);
    case Number::Kind::Gaussian: return Ball::gaussian(n.re(), n.im(), precision);
    case Number::Kind::Float: return Ball(n.float_re());
    case Number::Kind::ComplexFloat: return Ball::complex(Ball(n.float_re()), Ball(n.float_im()));
    case Number::Kind::BigFloat: return Ball(n.big_re(0));
    case Number::Kind::BigComplex: return Ball::complex(Ball(n.big_re(0)), Ball(n.big_im(0)));
    }
    return Ball::indeterminate();
}

Ball enclose_at(const Expr& e, const Point& point, std::int64_t precision) {
    Fold<Ball, Evaluator> fold{Evaluator(point, precision)};
    return fold(e);
}

Ball enclose_node(const Expr& e, std::span<const Ball> parts, const Point& point, std::int64_t precision) {
    return Evaluator(point, precision)(e, parts);
}

Ball enclose(const Expr& e, std::int64_t precision) { return enclose_at(e, {}, precision); }

} // namespace rumina::algebra
