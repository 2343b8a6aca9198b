// One search for an antiderivative: what the methods share. A method may ask for integrals of other functions, in x or in
// a new variable; the search refuses what is being searched for already, and what is nested too deep.
#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "calculus/shorthand.h"

namespace rumina::calculus {

class Integrator {
public:
    explicit Integrator(const Expr& x) : x_(x) {}

    const Expr& x() const { return x_; }
    /// How many substitutions led here.
    std::uint32_t depth() const { return depth_; }
    /// An antiderivative of f, unchecked; none when no method finds one.
    Expr find(const Expr& f);
    /// ∫ f dx with x a function of t and f·dx = integrand·dt: an antiderivative in t, at t = value.
    Expr find_substituted(const Expr& integrand, const Expr& t, const Expr& value);
    /// Nesting of other forms of an integrand (rewritten.cpp); each may be rewritten again a few times only.
    std::uint32_t rewritings = 0;
    /// A fresh variable for a substitution.
    Expr new_variable() const;

private:
    Integrator(const Expr& x, std::uint32_t depth) : x_(x), depth_(depth) {}
    Expr search(const Expr& f);
    Expr by_methods(const Expr& f);
    Expr by_linearity(const Expr& f);
    bool is_plausible(const Expr& found, const Expr& f) const;

    Expr x_;
    std::uint32_t depth_ = 0;
    std::unordered_map<Expr, Expr> known_; ///< what was found; none for what was not
    std::unordered_set<Expr> under_way_;
};

using Method = Expr (*)(Integrator&, const Expr& f);
#define METHOD(function, name) Expr function(Integrator& integrator, const Expr& f);
#include "calculus/integrate/methods.def"
#undef METHOD

} // namespace rumina::calculus
