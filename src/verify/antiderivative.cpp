#include "verify/antiderivative.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "algebra/traversal.h"
#include "verify/sampling.h"
#include "verify/agreement.h"
#include "verify/central_difference.h"
#include "verify/expression_jets.h"

namespace rumina::verify {

using namespace algebra;

namespace {

/// A generic fraction between two bounds given in twentieths.
Rational fraction(std::uint64_t& state, std::int64_t low, std::int64_t high) {
    const std::uint64_t width = static_cast<std::uint64_t>(high - low) * 50;
    return Rational::make(Integer(low * 50 + static_cast<std::int64_t>(next_random(state) % width) + 1), Integer(1009));
}

constexpr std::int64_t kExact = 1200;       ///< bits of the points
constexpr double kNarrowBits = 40;  ///< what a comparison needs

bool is_narrow(const Ball& b) { return verify::is_narrow(b, kNarrowBits, 2 * kNarrowBits); }

enum class Outcome : std::uint8_t { Agree, Differ, Unknown };

struct PointResult {
    Outcome outcome = Outcome::Unknown;
    bool has_value = false; ///< f is finite
    bool real = false;      ///< and real
    std::string text;
};

/// log2 of |a - b| over the size of b.
double distance(const Ball& a, const Ball& b, std::int64_t precision) {
    const double scale = std::clamp(b.log2_upper(), -60.0, 1e6);
    return ball::sub(a, b, precision).log2_upper() - scale;
}

/// By differences with two steps; those that do not agree among themselves (a cut or pole near by) tell nothing.
Outcome compare_by_differences(const Expr& F, const Expr& f, const Expr& x, const Point& at) {
    constexpr std::int64_t kBits = 50, kPrecision = 320;
    const Ball coarse = central_difference(F, x, at, kBits, kPrecision), fine = central_difference(F, x, at, kBits + 1, kPrecision);
    const Ball value = enclose_at(f, at, kPrecision);
    if (!coarse.is_finite() || !fine.is_finite() || !value.is_finite()) return Outcome::Unknown;
    if (distance(coarse, fine, kPrecision) > -60) return Outcome::Unknown;
    const double gap = distance(fine, value, kPrecision);
    return gap < -60 ? Outcome::Agree : gap > -20 ? Outcome::Differ : Outcome::Unknown;
}

Outcome compare_by_jets(const Expr& F, const Expr& f, const Expr& x, const Point& at, std::string& text, double& gap) {
    for (std::int64_t precision : {128, 384, 1000}) {
        const Ball value = enclose_at(f, at, precision);
        if (!value.is_finite()) continue;
        const Ball slope = jet_at(F, x, at, 2, precision).coefficient(1);
        if (!slope.is_finite()) {
            if (precision > 200) break; // more digits seldom make it finite
            continue;
        }
        if (!value.overlaps(slope)) {
            text = fmt::format("F' = {}, f = {}", slope.to_string(), value.to_string());
            gap = distance(slope, value, precision);
            return Outcome::Differ;
        }
        if (is_narrow(value) && is_narrow(slope)) return Outcome::Agree;
    }
    return Outcome::Unknown;
}

std::string text_of(const Point& point) {
    std::string text;
    for (const auto& [symbol, value] : point) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", symbol.symbol_name(), value.to_string(10));
    return text;
}

PointResult judge_at(const Expr& F, const Expr& f, const Expr& x, const Point& at) {
    PointResult result;
    poll_work(1000);
    Ball value = enclose_at(f, at, 128);
    if (!is_narrow(value)) value = enclose_at(f, at, 600);
    if (!value.is_finite()) return result;
    result.has_value = true;
    const Ball imaginary = value.imag();
    result.real = imaginary.is_zero() || (imaginary.contains_zero() && imaginary.log2_upper() < std::max(-kNarrowBits, value.log2_upper() - kNarrowBits));
    std::string text;
    double gap = 0;
    result.outcome = compare_by_jets(F, f, x, at, text, gap);
    if (result.outcome != Outcome::Agree) {
        const Outcome differences = compare_by_differences(F, f, x, at);
        // Two ways that contradict each other tell nothing, where differences are fine enough to see what jets saw.
        if (result.outcome == Outcome::Unknown) result.outcome = differences;
        else if (differences == Outcome::Agree && gap > -35) result.outcome = Outcome::Unknown;
    }
    if (result.outcome == Outcome::Differ) result.text = text_of(at) + (text.empty() ? "" : ": " + text);
    return result;
}

bool is_analytic_head(FunctionId id) {
    switch (id) {
    case FunctionId::Abs: case FunctionId::Sign: case FunctionId::Floor: case FunctionId::Ceil: case FunctionId::Re: case FunctionId::Im:
    case FunctionId::Arg: case FunctionId::Conj: case FunctionId::RealRoot: case FunctionId::Min: case FunctionId::Max: case FunctionId::Mod:
    case FunctionId::Atan2: case FunctionId::Heaviside: case FunctionId::Piecewise: return false;
    default: return true;
    }
}
bool is_analytic(const Expr& e) {
    return !any_node(e, [](const Expr& part) { return part.is(NodeKind::Function) && !is_analytic_head(part.function_id()); });
}

constexpr std::int64_t kRanges[][2] = {{1, 10}, {10, 20}, {20, 40}, {40, 100}, {100, 400}}; ///< of |x|, in twentieths
constexpr std::uint32_t kEnough = 8;

class Judge {
public:
    Judge(const Expr& F, const Expr& f, const Expr& x) : F_(F), f_(f), x_(x), seed_(F.hash() ^ f.hash() * 31) {
        parameters_ = free_variables(f);
        for (const Expr& s : free_variables(F))
            if (std::find(parameters_.begin(), parameters_.end(), s) == parameters_.end()) parameters_.push_back(s);
        std::erase(parameters_, x);
    }

    AntiderivativeVerdict run() {
        // Parameters positive; further settings while too few points tell, for domains that need some order of them.
        for (int setting = 0; setting < 6 && (setting < 2 || verdict_.agreed < kEnough); ++setting)
            if (real_points(parameters(0), false)) return finish(Judgement::Wrong);
        if (!parameters_.empty())
            for (int sign_pattern : {1, 2})
                if ((sign_pattern == 1 || parameters_.size() > 1) && real_points(parameters(sign_pattern), true)) {
                    verdict_.mixed_only = true;
                    return finish(Judgement::Wrong);
                }
        if (is_analytic(f_) && is_analytic(F_)) complex_points();
        const AntiderivativeVerdict& v = verdict_;
        if (v.agreed >= kEnough) return finish(Judgement::Right);
        const std::uint32_t elsewhere_agreed = v.line_agreed + v.plane_agreed, elsewhere_differed = v.line_differed + v.plane_differed;
        if (!real_seen_) {
            if (v.line_agreed >= kEnough && v.line_differed == 0) return finish(Judgement::Right);
            if (v.line_agreed == 0 && v.line_differed > 0) return finish(Judgement::Wrong);
            if (elsewhere_agreed == 0 && elsewhere_differed > 0) return finish(Judgement::Wrong);
        }
        // A small real domain: the points elsewhere help where none of them contradicts.
        const std::uint32_t all_agreed = v.agreed + v.mixed_agreed + elsewhere_agreed;
        if (v.agreed + v.mixed_agreed >= 2 && elsewhere_differed == 0 && all_agreed >= kEnough) return finish(Judgement::Right);
        return finish(all_agreed > 0 ? Judgement::Partial : Judgement::Undecided);
    }

private:
    AntiderivativeVerdict finish(Judgement judgement) {
        verdict_.judgement = judgement;
        return std::move(verdict_);
    }

    /// pattern 0: all positive; 1: the first, third … negative; 2: the others.
    Point parameters(int pattern) {
        Point point;
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            const Rational value = fraction(seed_, 2, 60);
            const bool negative = (pattern == 1 && i % 2 == 0) || (pattern == 2 && i % 2 == 1);
            point.emplace_back(parameters_[i], Ball::rational(negative ? -value : value, kExact));
        }
        return point;
    }

    /// True when one of the real domain shows a difference.
    bool real_points(Point point, bool mixed) {
        point.emplace_back(x_, Ball(0));
        for (const auto& range : kRanges)
            for (int sign : {1, -1}) {
                const Rational value = fraction(seed_, range[0], range[1]);
                point.back().second = Ball::rational(sign < 0 ? -value : value, kExact);
                const PointResult result = judge_at(F_, f_, x_, point);
                if (!result.has_value) continue;
                if (result.real) real_seen_ = true;
                switch (result.outcome) {
                case Outcome::Agree: ++(!result.real ? verdict_.line_agreed : mixed ? verdict_.mixed_agreed : verdict_.agreed); break;
                case Outcome::Unknown: ++verdict_.undecided; break;
                case Outcome::Differ:
                    if (verdict_.text.empty() || result.real) verdict_.text = result.text;
                    if (result.real) return true;
                    ++verdict_.line_differed;
                    break;
                }
            }
        return false;
    }

    void complex_points() {
        Point point = parameters(0);
        point.emplace_back(x_, Ball(0));
        for (int n = 0; n < 12; ++n) {
            Rational re = fraction(seed_, 1, 50), im = fraction(seed_, 1, 50);
            if (n % 2 == 1) im = -im;
            if (n % 4 >= 2) re = -re;
            point.back().second = Ball::gaussian(re, im, kExact);
            const PointResult result = judge_at(F_, f_, x_, point);
            if (result.outcome == Outcome::Agree) ++verdict_.plane_agreed;
            if (result.outcome == Outcome::Differ) {
                ++verdict_.plane_differed;
                if (verdict_.text.empty()) verdict_.text = result.text;
            }
        }
    }

    const Expr &F_, &f_, &x_;
    std::vector<Expr> parameters_;
    std::uint64_t seed_;
    bool real_seen_ = false;
    AntiderivativeVerdict verdict_;
};

} // namespace

AntiderivativeVerdict judge_antiderivative(const Expr& F, const Expr& f, const Expr& x) { return Judge(F, f, x).run(); }

} // namespace rumina::verify
