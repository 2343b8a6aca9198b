#include "calculus/derivation.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/output/output.h"
#include "algebra/traversal.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

thread_local Derivation* listening = nullptr;

bool is_hidden(const Expr& symbol) { return symbol.symbol_name().starts_with('_'); }

bool is_word(char c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/// A name in the formulas of a rule, also behind the d of a differential.
void replace_name(std::string& rule, std::string_view name, const std::string& by) {
    for (std::size_t at = 0; (at = rule.find(name, at)) != std::string::npos;) {
        const std::size_t end = at + name.size();
        const bool is_differential = at > 0 && rule[at - 1] == 'd' && (at < 2 || !is_word(rule[at - 2]));
        if ((at > 0 && is_word(rule[at - 1]) && !is_differential) || (end < rule.size() && is_word(rule[end]))) {
            at = end;
            continue;
        }
        rule.replace(at, name.size(), by);
        at += by.size();
    }
}

template <typename Visit>
void for_each_formula(Step& step, Visit visit) {
    visit(step.before);
    visit(step.after);
    for (auto& [symbol, value] : step.where) visit(symbol), visit(value);
}

} // namespace

Derivation::Derivation() : before_(listening) { listening = this; }
Derivation::~Derivation() { listening = before_; }
Derivation* Derivation::current() { return listening; }

void Derivation::replace(std::size_t first, const Expr& symbol, const Expr& by) {
    const std::string name(symbol.symbol_name());
    const std::string text = by.is_symbol() || by.is(NodeKind::Function) || (by.is_integer() && by.number().sign() >= 0) ? to_infix(by) : "(" + to_infix(by) + ")";
    for (std::size_t i = first; i < steps_.size(); ++i) {
        for_each_formula(steps_[i], [&](Expr& e) {
            if (e) e = substitute(e, symbol, by);
        });
        replace_name(steps_[i].rule, name, text);
    }
}

void Derivation::name_hidden_symbols() {
    std::vector<Expr> hidden;
    std::vector<std::string_view> taken;
    for (Step& step : steps_)
        for_each_formula(step, [&](Expr& e) {
            if (!e) return;
            for (const Expr& s : free_symbols(e)) {
                if (!is_hidden(s)) taken.push_back(s.symbol_name());
                else if (std::find(hidden.begin(), hidden.end(), s) == hidden.end()) hidden.push_back(s);
            }
        });
    constexpr std::string_view names[] = {"u", "v", "w", "s", "t", "z", "y", "r"};
    std::size_t next = 0, number = 1;
    for (const Expr& s : hidden) {
        std::string name;
        do {
            name = next < std::size(names) ? std::string(names[next++]) : fmt::format("u{}", number++);
        } while (std::find(taken.begin(), taken.end(), name) != taken.end());
        replace(0, s, symbol(name));
    }
}

std::size_t steps_noted() { return listening != nullptr ? listening->steps().size() : 0; }

void note_step(std::string_view rule, const Expr& before, const Expr& after, std::vector<std::pair<Expr, Expr>> where) {
    if (listening != nullptr) listening->steps().push_back({std::string(rule), before, after, listening->level(), std::move(where)});
}

std::string in_rule(const Expr& e) { return to_infix(e); }

StepMark::~StepMark() {
    if (!kept_ && listening != nullptr && listening->steps().size() > size_) listening->steps().resize(size_);
}

StepLevel::StepLevel() : derivation_(listening) {
    if (derivation_ != nullptr) ++derivation_->level_;
}
StepLevel::~StepLevel() {
    if (derivation_ != nullptr) --derivation_->level_;
}

StepPause::StepPause() : listener_(listening) { listening = nullptr; }
StepPause::~StepPause() { listening = listener_; }

} // namespace rumina::calculus
