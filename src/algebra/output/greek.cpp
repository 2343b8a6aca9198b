#include "algebra/output/greek.h"

#include <utility>

namespace rumina::algebra {
namespace {

constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
    {"alpha", "α"},   {"beta", "β"},   {"gamma", "γ"}, {"delta", "δ"}, {"epsilon", "ε"}, {"zeta", "ζ"},  {"eta", "η"},   {"theta", "θ"},
    {"iota", "ι"},    {"kappa", "κ"},  {"lambda", "λ"}, {"mu", "μ"},   {"nu", "ν"},      {"xi", "ξ"},    {"pi", "π"},    {"rho", "ρ"},
    {"sigma", "σ"},   {"tau", "τ"},    {"upsilon", "υ"}, {"phi", "φ"}, {"chi", "χ"},     {"psi", "ψ"},   {"omega", "ω"}, {"Gamma", "Γ"},
    {"Delta", "Δ"},   {"Theta", "Θ"},  {"Lambda", "Λ"}, {"Xi", "Ξ"},   {"Pi", "Π"},      {"Sigma", "Σ"}, {"Upsilon", "Υ"}, {"Phi", "Φ"},
    {"Psi", "Ψ"},     {"Omega", "Ω"},
};

} // namespace

std::string_view greek_letter(std::string_view name) {
    for (const auto& [word, letter] : kLetters)
        if (word == name) return letter;
    return name;
}

std::string_view greek_name(std::string_view text) {
    for (const auto& [word, letter] : kLetters)
        if (letter == text) return word;
    return {};
}

} // namespace rumina::algebra
