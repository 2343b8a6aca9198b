// Sums and products with a running symbol: what stands behind sum(f, k, a, b) and product(f, k, a, b).
#include <optional>

#include "algebra/binders.h"
#include "algebra/output/output.h"
#include "algebra/traversal.h"
#include "calculus/shorthand.h"
#include "calculus/sums/product.h"
#include "calculus/sums/sum.h"
#include "library/forms.h"
#include "library/functions.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

/// Sums of so many terms are added up.
constexpr std::int64_t kMaxTerms = 10000;
/// The same between ends with symbols, where the terms do not fall together.
constexpr std::int64_t kMaxTermsWithSymbols = 20;

/// Of the terms one by one.
Value add_up(Call& call, FunctionId head, const Expr& f, const Expr& k, const Expr& from, std::int64_t count) {
    algebra::SumBuilder sum;
    algebra::ProductBuilder product;
    for (std::int64_t i = 0; i < count; ++i) {
        call.runtime.poll();
        const Expr term = algebra::substitute(f, k, from + Expr(algebra::Number(i)));
        if (head == FunctionId::Sum) sum.add(term);
        else product.multiply(term);
    }
    return value_of(call.runtime, head == FunctionId::Sum ? sum.finish() : product.finish());
}

/// How many terms there are between ends that are a whole number apart; none where that is not known.
std::optional<Integer> number_of_terms(Call& call, const Expr& from, const Expr& to) {
    if (from.has_infinity() || to.has_infinity()) return std::nullopt;
    const Expr length = to - from;
    if (!length.is_number() || !length.number().is_exact()) return std::nullopt;
    if (!length.is_integer()) fail_argument(call, fmt::format("from {} in steps of 1, {} is not reached", algebra::to_infix(from), algebra::to_infix(to)));
    return length.number().integer() + Integer(1);
}

} // namespace

Value bound_form(Call& call, FunctionId head) {
    if (!call.has(1) || !call.has(2) || !call.has(3)) fail_argument(call, "a formula needs a symbol and two ends");
    const Expr written = quantity(call, 0), from = formula(call, 2), to = formula(call, 3);
    Expr f = written, k = symbol_argument(call, 1);
    if (algebra::contains(from, k) || algebra::contains(to, k)) { // there it is the symbol outside
        const Expr running = calculus::hidden_symbol("running");
        f = algebra::substitute(f, k, running);
        k = running;
    }
    const std::optional<Integer> count = number_of_terms(call, from, to);
    if (count && count->sign() <= 0) return Value::of_int(head == FunctionId::Sum ? 0 : 1);
    const bool can_be_added = count && compare(*count, Integer(from.is_number() ? kMaxTerms : kMaxTermsWithSymbols)) <= 0;
    if (can_be_added && from.is_number()) return add_up(call, head, f, k, from, count->to_int64());
    const bool is_product = head == FunctionId::Product;
    const calculus::SumResult found = is_product ? calculus::find_product(f, k, from, to) : calculus::find_sum(f, k, from, to);
    if (found.kind == calculus::SumResult::Kind::Value || found.value) return value_of(call.runtime, found.value);
    if (found.kind == calculus::SumResult::Kind::Diverges)
        fail(DiagnosticId::Diverges, (is_product ? "the product of " : "the sum of ") + algebra::to_infix(written), "");
    if (can_be_added) return add_up(call, head, f, k, from, count->to_int64());
    return value_of(call.runtime, algebra::apply_function(head, {algebra::abstract(f, k), from, to}));
}

} // namespace rumina::library
