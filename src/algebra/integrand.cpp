#include "algebra/integrand.h"

#include "algebra/functions/function.h"
#include "algebra/traversal.h"

namespace rumina::algebra {

bool avoids_negative_axis(const Ball& z) {
    if (!z.is_finite()) return false;
    if (const auto im = z.imag_sign(); im && *im != 0) return true;
    const auto re = z.real().real_sign();
    return re && *re > 0;
}

namespace {

/// Pieced together from analytic parts on the real line.
bool has_kink(const Expr& e) {
    return e.is(FunctionId::Abs) || e.is(FunctionId::Sign) || e.is(FunctionId::Heaviside) || e.is(FunctionId::Floor) || e.is(FunctionId::Ceil) ||
           e.is(FunctionId::Max) || e.is(FunctionId::Min);
}

} // namespace

bool is_analytic_in_last(const Expr& e, const Ball& u, std::int64_t precision) {
    const bool is_single = e.arguments().size() == 1;
    const Ball one(1);
    auto avoids_both = [&](const Ball& v) { // neither 1 + v nor 1 - v
        return avoids_negative_axis(ball::add(one, v, precision)) && avoids_negative_axis(ball::sub(one, v, precision));
    };
    switch (e.function_id()) {
    case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
    case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
    case FunctionId::Gamma: case FunctionId::Digamma: case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi: case FunctionId::Si:
    case FunctionId::Shi: case FunctionId::FresnelS: case FunctionId::FresnelC: case FunctionId::AiryAi: case FunctionId::AiryBi:
    case FunctionId::AiryAiPrime: case FunctionId::AiryBiPrime: case FunctionId::Factorial: case FunctionId::Hermite: case FunctionId::Zeta:
    case FunctionId::Hypergeometric1F1:
        return true;
    case FunctionId::Log: return is_single && avoids_negative_axis(u);
    case FunctionId::LogGamma: case FunctionId::Ci: case FunctionId::Chi: case FunctionId::Ei: case FunctionId::UpperGamma: case FunctionId::BesselY:
    case FunctionId::BesselK:
        return avoids_negative_axis(u);
    case FunctionId::BesselJ: case FunctionId::BesselI: return e.argument(0).is_integer() || avoids_negative_axis(u);
    case FunctionId::Li: return avoids_negative_axis(ball::sub(u, one, precision));
    case FunctionId::Polylog: case FunctionId::EllipticK: return avoids_negative_axis(ball::sub(one, u, precision));
    case FunctionId::EllipticE: return is_single && avoids_negative_axis(ball::sub(one, u, precision));
    case FunctionId::LambertW: // the principal branch, with the cut (-∞, -1/e]
        return is_single && avoids_negative_axis(ball::add(u, ball::inverse(Ball::e(precision), precision), precision));
    case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atanh: return avoids_both(u);
    case FunctionId::Acosh: return avoids_negative_axis(ball::sub(u, one, precision));
    // 1 ± iu, not 1 + u²: the square of a wide ball is wider
    case FunctionId::Atan: case FunctionId::Asinh: return avoids_both(ball::mul(u, Ball::imaginary_unit(), precision));
    case FunctionId::Acot: return avoids_both(ball::mul(ball::inverse(u, precision), Ball::imaginary_unit(), precision)); // atan(1/u)
    default: return false;
    }
}

Integrand::Integrand(const Expr& f, const Expr& x, const Point& others, std::int64_t precision, bool real_path)
    : x_(x), precision_(precision), real_path_(real_path) {
    // A form inside another one may have a variable of the same name.
    for (const auto& at : others)
        if (at.first != x) others_.push_back(at);
    struct Layout {
        Integrand& self;
        std::uint32_t operator()(const Expr& e, std::span<const std::uint32_t> parts) const {
            Node node{e, {parts.begin(), parts.end()}, !e.has_bound() && contains(e, self.x_), Ball::indeterminate()};
            const bool is_form = e.is(NodeKind::Function) && function(e.function_id()).enclose_form != nullptr;
            if (node.moves && is_form) self.has_moving_forms_ = true;
            if (node.moves && has_kink(e)) self.has_kinks_ = true;
            if (!node.moves && !e.has_bound()) { // bodies of forms have no values
                std::vector<Ball> values;
                for (const std::uint32_t part : parts) values.push_back(self.nodes_[part].constant);
                node.constant = enclose_node(e, values, self.others_, self.precision_);
            }
            self.nodes_.push_back(std::move(node));
            return static_cast<std::uint32_t>(self.nodes_.size() - 1);
        }
    };
    Fold<std::uint32_t, Layout> fold{Layout{*this}};
    fold(f);
}

bool Integrand::is_analytic(const Node& node, const Values& values) const {
    const Expr& e = node.e;
    auto part = [&](std::size_t i) -> const Ball& {
        const Node& p = nodes_[node.parts[i]];
        return p.moves ? values[node.parts[i]] : p.constant;
    };
    auto moves = [&](std::size_t i) { return nodes_[node.parts[i]].moves; };
    auto power_is_analytic = [&](std::size_t base, const Expr& exponent) {
        return exponent.is_integer() || !moves(base) || avoids_negative_axis(part(base));
    };
    if (e.is_add() || e.is_symbol()) return true;
    if (e.is_power()) return power_is_analytic(0, e.exponent());
    if (e.is_mul()) {
        std::size_t i = 0;
        for (const Factor& f : e.factors()) {
            if (!power_is_analytic(i, f.exponent)) return false;
            i += 2;
        }
        return true;
    }
    if (!e.is(NodeKind::Function) || node.parts.empty()) return false;
    const std::size_t last = node.parts.size() - 1;
    for (std::size_t i = 0; i < last; ++i)
        if (moves(i)) return false; // parameters that move
    return is_analytic_in_last(e, part(last), precision_);
}

/// The analytic function that a node with a kink is on the real line near by; not finite when signs are not known.
/// `on_line` holds values on the real numbers of the ball: a part is real when these are.
Ball Integrand::continued(const Node& node, const Values& values, const Values& on_line) const {
    const Expr& e = node.e;
    auto part = [&](std::size_t i) -> const Ball& {
        const Node& p = nodes_[node.parts[i]];
        return p.moves ? values[node.parts[i]] : p.constant;
    };
    for (const std::uint32_t p : node.parts) {
        const Ball& line = nodes_[p].moves ? on_line[p] : nodes_[p].constant;
        if (!line.is_finite() || !line.is_real()) return Ball::indeterminate();
    }
    if (e.is(FunctionId::Max) || e.is(FunctionId::Min)) {
        std::size_t best = 0;
        for (std::size_t i = 1; i < node.parts.size(); ++i) {
            const auto order = compare_real(part(i), part(best));
            if (!order) return Ball::indeterminate();
            if (*order != 0 && (*order > 0) == e.is(FunctionId::Max)) best = i;
        }
        return part(best);
    }
    const Ball& u = part(0);
    if (e.is(FunctionId::Floor) || e.is(FunctionId::Ceil)) {
        const auto below = u.real().unique_floor(), above = u.real().unique_ceil();
        if (!below || !above || *below == *above) return Ball::indeterminate();
        return Ball(e.is(FunctionId::Floor) ? *below : *above);
    }
    const auto sign = u.real().real_sign();
    if (!sign || *sign == 0) return Ball::indeterminate();
    if (e.is(FunctionId::Abs)) return *sign > 0 ? u : ball::neg(u);
    return Ball(e.is(FunctionId::Sign) ? *sign : *sign > 0 ? 1 : 0);
}

Integrand::Values Integrand::values_on(const Ball& z, bool analytic, const Values* on_line) const {
    Values values(nodes_.size()), parts;
    Point point = others_;
    point.emplace_back(x_, z);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Node& node = nodes_[i];
        if (!node.moves) continue;
        if (node.e == x_) {
            values[i] = z;
            continue;
        }
        if (analytic && on_line != nullptr && has_kink(node.e)) {
            values[i] = continued(node, values, *on_line);
            if (!values[i].is_finite()) return {};
            continue;
        }
        if (analytic && !is_analytic(node, values)) return {};
        parts.clear();
        for (const std::uint32_t part : node.parts) parts.push_back(nodes_[part].moves ? values[part] : nodes_[part].constant);
        values[i] = enclose_node(node.e, parts, point, precision_);
    }
    return values;
}

Ball Integrand::operator()(const Ball& z, bool analytic) const {
    if (!nodes_.back().moves) return nodes_.back().constant;
    Values on_line;
    const bool continue_kinks = analytic && real_path_ && has_kinks_;
    if (continue_kinks) on_line = values_on(z.real(), false, nullptr);
    const Values values = values_on(z, analytic, continue_kinks ? &on_line : nullptr);
    return values.empty() ? Ball::indeterminate() : values.back();
}

} // namespace rumina::algebra
