#include "algebra/rewrite/rewrite.h"

#include "algebra/assumptions.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

using namespace rewriting;

struct Target {
    std::string_view names; ///< separated by spaces
    Expr (*form)(const Expr&);
};

constexpr Target kTargets[] = {
    {"exp", by_exponentials},
    {"sin", by_sines},
    {"cos", by_cosines},
    {"tan", by_tangents},
    {"sinh", by_hyperbolic_sines},
    {"cosh", by_hyperbolic_cosines},
    {"tanh", by_hyperbolic_tangents},
    {"log ln", by_logarithms},
    {"sqrt pow root", by_roots},
    {"conj", by_conjugates},
    {"abs", by_absolute_values},
    {"sign", by_signs},
    {"heaviside", by_steps},
    {"min", by_minima},
    {"max", by_maxima},
    {"piecewise", by_cases},
    {"gamma", by_gamma},
    {"factorial", by_factorials},
    {"binomial nCr", by_binomials},
    {"beta", by_beta},
    {"erf", by_error_function},
    {"erfc", by_complementary_error_function},
    {"Ei", by_exponential_integral},
    {"bessel_j besselj", by_bessel_j},
    {"bessel_y bessely", by_bessel_y},
    {"bessel_i besseli", by_bessel_i},
};

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = 0; at < words.size();) {
        std::size_t end = std::min(words.find(' ', at), words.size());
        if (words.substr(at, end - at) == word) return true;
        at = end + 1;
    }
    return false;
}

} // namespace

std::optional<Expr> rewrite(const Expr& e, std::string_view target) {
    for (const Target& t : kTargets) {
        if (!has_word(t.names, target)) continue;
        Assumptions::Scope scope;
        Assumptions::current().take_for_real(e);
        return t.form(e);
    }
    return std::nullopt;
}

std::string rewrite_targets() {
    std::string first_names;
    for (const Target& t : kTargets) first_names.append(first_names.empty() ? "" : " ").append(t.names.substr(0, t.names.find(' ')));
    return first_names;
}

} // namespace rumina::algebra
