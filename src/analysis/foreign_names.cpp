#include "analysis/foreign_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace rumina {
namespace {

constexpr ForeignName kFunctions[] = {
    {"antiderivative", "integrate"},
    {"approx", "N"},
    {"arange", "range"},
    {"arctan2", "atan2"},
    {"avg", "mean"},
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
    {"fact", "factorial"},
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
    {"isprime", "is_prime"},
    {"lim", "limit"},
    {"maximum", "max"},
    {"minimum", "min"},
    {"nroot", "root"},
    {"parfrac", "apart"},
    {"partfrac", "apart"},
    {"phase", "arg"},
    {"power", "pow"},
    {"prime_factors", "factor_integer"},
    {"primefactors", "factor_integer"},
    {"println", "print"},
    {"prod", "product"},
    {"puts", "print"},
    {"quo", "idiv"},
    {"scatter", "plot"},
    {"sd", "stddev"},
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

constexpr std::string_view kNoPrefix = "Functions need no prefix: `sqrt(2)`, `pi`.";
constexpr Saying kFunctionSayings[] = {
    {"degrees", "Write `x*180/pi`."},
    {"printf", "Write `print(f\"x = {x}\")`."},
    {"radians", "Write `x*pi/180`."},
    {"symbol", "Write `sym x` to make a symbol."},
    {"symbols", "Write `sym x, y` to make symbols."},
    {"syms", "Write `sym x, y` to make symbols."},
};
constexpr Saying kValues[] = {{"nil", "Write `null`."}, {"none", "Write `null`."}, {"undefined", "Write `null`."}};
constexpr Saying kPrefixes[] = {
    {"cmath", kNoPrefix}, {"console", "Write `print(…)`."}, {"math", kNoPrefix}, {"np", kNoPrefix},
    {"numpy", kNoPrefix}, {"sp", kNoPrefix},                {"sympy", kNoPrefix},
};

template <std::size_t N>
std::string_view sentence_of(const Saying (&sayings)[N], std::string_view name) {
    const auto* found = std::ranges::find(sayings, utf8::to_lower(name), &Saying::foreign);
    return found == std::end(sayings) ? std::string_view{} : found->sentence;
}

} // namespace

std::span<const ForeignName> foreign_functions() { return kFunctions; }

std::string meant_by_foreign_function(std::string_view name) {
    const auto* known = std::ranges::find(kFunctions, utf8::to_lower(name), &ForeignName::foreign);
    if (known != std::end(kFunctions)) return fmt::format("Did you mean `{}`?", known->ours);
    return std::string(sentence_of(kFunctionSayings, name));
}
std::string_view meant_by_foreign_value(std::string_view name) { return sentence_of(kValues, name); }
std::string_view meant_by_foreign_prefix(std::string_view name) { return sentence_of(kPrefixes, name); }

} // namespace rumina
