// One search for an antiderivative: what the methods share. A method may ask for integrals of other functions, in x or in
// a new variable; the search refuses what is being searched for already, and what is nested too deep.
#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "calculus/derivation.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

class Integrator {
public:
    /// Which methods: all, or only those that a person can follow.
    enum class Methods : std::uint8_t { All, WithSteps };
    explicit Integrator(const Expr& x, Methods methods = Methods::All) : x_(x), methods_(methods) {}

    const Expr& x() const { return x_; }
    /// How many substitutions led here.
    std::uint32_t depth() const { return depth_; }
    /// An antiderivative of f, unchecked; none when no method finds one.
    Expr find(const Expr& f);
    /// ∫ f dx with x a function of t and f·dx = front·integrand·dt: an antiderivative in t, at t = value, times `front`,
    /// which is constant but for jumps. f is what the method was asked for, or that `part` of it.
    Expr find_substituted(const Expr& integrand, const Expr& t, const Expr& value, const Expr& front = Expr(1), const Expr& part = Expr());
    /// Nesting of other forms of an integrand (rewritten.cpp); each may be rewritten again a few times only.
    std::uint32_t rewritings = 0;
    /// The same for another form of the integrand: f = front·form by the rule.
    Expr find_as(const Expr& form, std::string_view rule, const Expr& front = Expr(1));
    /// A fresh variable for a substitution.
    Expr new_variable() const;
    /// The form integrate(f, x), for steps.
    Expr integral(const Expr& f) const { return algebra::apply_function(FunctionId::IndefiniteIntegral, {f, x_}); }
    /// The same with the constant factors of f in front.
    Expr integral_of_product(const Expr& f) const;

    /// ∫ u dv = u·v - ∫ v du with u' = du: `rest` is v·u'. For those who then ask for the integral of the rest.
    void tell_parts(const Expr& f, const Expr& u, const Expr& du, const Expr& dv, const Expr& v, const Expr& rest) const;
    /// The rest of a derivation that began at `start` on this level: from what its last step came to, to `found`.
    void tell_together(std::size_t start, const Expr& found) const;

private:
    Integrator(const Expr& x, const Integrator& outer) : x_(x), methods_(outer.methods_), depth_(outer.depth_ + 1) {}
    bool is_used(std::size_t method) const;
    Expr find_normed(const Expr& f);
    Expr search(const Expr& f);
    Expr by_methods(const Expr& f);
    Expr by_linearity(const Expr& f);
    bool is_plausible(const Expr& found, const Expr& f) const;

    Expr x_;
    Methods methods_;
    std::uint32_t depth_ = 0;
    std::unordered_map<Expr, Expr> known_; ///< what was found; none for what was not
    std::unordered_set<Expr> under_way_;
    Expr asked_; ///< the integrand of the method that is at work

    // ── steps, while somebody listens ──
    void tell_constant_factor(std::size_t start, const Expr& f, const Expr& constant) const;
    void tell_terms(std::size_t start, const Expr& f, const std::vector<std::pair<Expr, std::size_t>>& terms, const Expr& found) const;
    void tell_method(std::size_t start, std::size_t method, const Expr& f, const Expr& found);
    void tell_again(const Expr& f, const Expr& found) const;
    /// What was told of an integral, from level 0.
    std::unordered_map<Expr, std::vector<Step>> told_;
};

/// A derivation as a person would write it, where a method has a closed formula; false when there is nothing better to say
/// than the method's name. (explained.cpp)
bool explain_rational_function(Integrator& integrator, const Expr& f, const Expr& found);
bool explain_quasi_polynomial(Integrator& integrator, const Expr& f, const Expr& found);
bool explain_inverse_function(Integrator& integrator, const Expr& f, const Expr& found);
/// What the step from one antiderivative to another is called; integrals may stand in the first.
std::string_view rule_of_form(const Expr& before, const Expr& after, const Expr& x);
/// The terms of a sum in the order in which they are displayed.
std::vector<Expr> displayed_terms(const Expr& sum);

using Method = Expr (*)(Integrator&, const Expr& f);
#define METHOD(function, name) Expr function(Integrator& integrator, const Expr& f);
#define METHOD_EXPLAINED(function, name, explanation) METHOD(function, name)
#define METHOD_BY_ANSATZ METHOD
#include "calculus/integrate/methods.def"
#undef METHOD_BY_ANSATZ
#undef METHOD_EXPLAINED
#undef METHOD

} // namespace rumina::calculus
