#include "analysis/foreign_names.h"

#include <fmt/format.h>

#include <algorithm>

namespace rumina {
namespace {

constexpr ForeignName kNames[] = {
    {"antiderivative", "integrate"},
    {"approx", "N"},
    {"arange", "range"},
    {"arctan2", "atan2"},
    {"ceiling", "ceil"},
    {"coeff", "coefficient"},
    {"comb", "nCr"},
    {"conjugate", "conj"},
    {"cosec", "csc"},
    {"cotan", "cot"},
    {"deriv", "diff"},
    {"derivative", "diff"},
    {"determinant", "det"},
    {"disp", "print"},
    {"display", "print"},
    {"echo", "print"},
    {"fabs", "abs"},
    {"factorint", "factor_integer"},
    {"factorise", "factor"},
    {"factorize", "factor"},
    {"factors", "factor"},
    {"fsolve", "nsolve"},
    {"gcf", "gcd"},
    {"hcf", "gcd"},
    {"hist", "histogram"},
    {"ifactor", "factor_integer"},
    {"integral", "integrate"},
    {"lcd", "lcm"},
    {"lim", "limit"},
    {"linsolve", "solve"},
    {"nroot", "root"},
    {"parfrac", "apart"},
    {"partfrac", "apart"},
    {"perm", "nPr"},
    {"permutations", "nPr"},
    {"phase", "arg"},
    {"prime_factors", "factor_integer"},
    {"primefactors", "factor_integer"},
    {"printf", "print"},
    {"println", "print"},
    {"prod", "product"},
    {"puts", "print"},
    {"scatter", "plot"},
    {"show", "print"},
    {"solveset", "solve"},
    {"stdev", "stddev"},
    {"substitute", "subs"},
    {"summation", "sum"},
    {"tex", "latex"},
};

struct Saying {
    std::string_view foreign;
    std::string_view sentence;
};

constexpr Saying kSayings[] = {
    {"Math", "Functions need no prefix: `sqrt(2)`, `pi`."},
    {"None", "Write `null`."},
    {"Symbol", "Write `sym x` to make a symbol."},
    {"console", "Write `print(…)`."},
    {"deg", "Write `x*180/pi`."},
    {"degrees", "Write `x*180/pi`."},
    {"nil", "Write `null`."},
    {"numpy", "Functions need no prefix: `sqrt(2)`, `pi`."},
    {"np", "Functions need no prefix: `sqrt(2)`, `pi`."},
    {"rad", "Write `x*pi/180`."},
    {"radians", "Write `x*pi/180`."},
    {"symbols", "Write `sym x, y` to make symbols."},
    {"sympy", "Functions need no prefix: `sqrt(2)`, `pi`."},
    {"undefined", "Write `null`."},
};

} // namespace

std::span<const ForeignName> foreign_names() { return kNames; }

std::string meant_by_foreign_name(std::string_view name) {
    if (const auto* saying = std::ranges::find(kSayings, name, &Saying::foreign); saying != std::end(kSayings)) return std::string(saying->sentence);
    if (const auto* known = std::ranges::find(kNames, name, &ForeignName::foreign); known != std::end(kNames))
        return fmt::format("Did you mean `{}`?", known->ours);
    return {};
}

} // namespace rumina
