// Formulas on doubles: an expression compiled once to a straight line of instructions on registers, for the thousands of
// points of a drawing. Doubles go through the reproducible functions of number/real.h; what they cannot do (special
// functions without a double version, values that are real although parts are complex, as |√x| is) is enclosed in balls.
// Every engine on every platform gets the same bits.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "algebra/expression.h"
#include "algebra/integrand.h"

namespace rumina::plot {

class Formula {
public:
    /// variables: one or two symbols; f has no others.
    Formula(const algebra::Expr& f, std::vector<algebra::Expr> variables);

    /// The value, if it is a finite real number there; NaN otherwise.
    double operator()(double x) const { return value({&x, 1}); }
    double operator()(double x, double y) const {
        const double at[] = {x, y};
        return value(at);
    }

    const algebra::Expr& expression() const { return f_; }

    /// Whether some of it has no double version, and each value takes balls.
    bool needs_balls() const { return only_balls_ || !nodes_.empty(); }

    /// Proved, for a formula of one variable: analytic on all of [from, to], and so without poles, jumps and gaps. False
    /// when nothing was proved. Piecewise analytic parts (|x|, floor) count as analytic away from their kinks.
    bool is_analytic(double from, double to) const;

    /// Doubles may lose everything to cancellation, as (1 - cos x)/x² does near 0. Compares some values between the ends
    /// with enclosures; when one is off by more than `tolerance` of their spread, all values come from enclosures from then on.
    void check_doubles(double from, double to, double tolerance);

private:
    enum class Op : std::uint8_t {
        Add, AddScaled, Multiply, Scale, Divide, Reciprocal, Sqrt, Exp, Power, IntegerPower, Call, Minimum, Maximum, Modulo, Atan2, Arg,
        RealRoot, Less, LessEqual, Equal, Unequal, And, Or, Not, Select, Enclose, EncloseWhole,
    };
    struct Instruction {
        Op op;
        std::uint32_t target, a = 0, b = 0, c = 0;
        double number = 0;
        double (*call)(double) = nullptr;
        std::uint32_t node = 0; ///< of nodes_, for enclosures
    };
    struct EnclosedNode {
        algebra::Expr e;
        std::vector<std::uint32_t> parts; ///< registers
        /// Values at arguments met before: on a grid, a part with one of the variables comes to the same ones again and again.
        mutable std::map<std::vector<double>, double> known;
    };

    double value(std::span<const double> at) const;
    double run(std::span<const double> at) const;
    double enclosed(const algebra::Expr& e, std::span<const double> at) const;
    double enclosed_node(const EnclosedNode& node) const;

    std::uint32_t compile(const algebra::Expr& e, std::span<const std::uint32_t> parts);
    std::uint32_t compile_sum(const algebra::Expr& e, std::span<const std::uint32_t> parts);
    std::uint32_t compile_product(const algebra::Expr& e, std::span<const std::uint32_t> parts);
    std::uint32_t compile_power(const algebra::Expr& base, const algebra::Expr& exponent, std::uint32_t b, std::uint32_t n);
    std::uint32_t compile_function(const algebra::Expr& e, std::span<const std::uint32_t> parts);
    std::uint32_t constant(double value);
    std::uint32_t emit(Instruction instruction);

    algebra::Expr f_;
    std::vector<algebra::Expr> variables_;
    std::vector<Instruction> code_;
    std::vector<EnclosedNode> nodes_;
    mutable std::vector<double> registers_; ///< the variables, then constants and results
    std::uint32_t result_ = 0;
    bool only_balls_ = false;
    mutable std::uint32_t asked_ = 0, answered_ = 0; ///< enclosures where doubles gave no number, and those that did
    mutable std::unique_ptr<algebra::Integrand> integrand_; ///< made when it is first asked
};

} // namespace rumina::plot
