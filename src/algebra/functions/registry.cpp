// All function records by head, and application: special values, parity, floats.
#include "algebra/functions/registry.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "algebra/display_order.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"

namespace rumina::algebra {
namespace {

constexpr std::string_view kNames[] = {
#define FUNCTION(id, name) name,
#include "algebra/functions/functions.def"
#undef FUNCTION
};

/// The families of functions/, each a list of records.
constexpr FunctionRecords (*kFamilies[])() = {
    elementary_functions, complex_part_functions, rounding_functions, trigonometric_functions,
    inverse_trigonometric_functions, hyperbolic_functions, inverse_hyperbolic_functions, gamma_functions, integral_functions,
    zeta_functions,       bessel_functions,        elliptic_functions,   hypergeometric_functions, orthogonal_polynomials,
    step_functions, relation_functions, root_functions, form_functions,
};

struct Table {
    const Function* records[kFunctionCount] = {};
    Table() {
        for (auto family : kFamilies)
            for (const Function& record : family()) records[static_cast<std::size_t>(record.id)] = &record;
    }
};

std::string count_text(const Function& f, std::string_view name) {
    if (f.maximum == Function::kAny) return fmt::format("`{}` takes at least {} argument{}", name, f.minimum, f.minimum == 1 ? "" : "s");
    if (f.minimum == f.maximum) return fmt::format("`{}` takes {} argument{}", name, f.minimum, f.minimum == 1 ? "" : "s");
    return fmt::format("`{}` takes {} to {} arguments", name, f.minimum, f.maximum);
}

} // namespace

const Function& function(FunctionId id) {
    static const Table table;
    static constexpr Function plain{.id = FunctionId::Apply, .latex = "", .minimum = 0, .maximum = Function::kAny};
    const Function* record = table.records[static_cast<std::size_t>(id)];
    return record != nullptr ? *record : plain;
}

Ball Function::value_at(Arguments a, std::span<const Ball> values, std::int64_t precision) const {
    return evaluate_knowing != nullptr ? evaluate_knowing(a, values, precision) : evaluate(values, precision);
}

std::string_view name_of(FunctionId id) { return kNames[static_cast<std::size_t>(id)]; }

bool find_function(std::string_view name, FunctionId& id) {
    static const std::unordered_map<std::string_view, FunctionId> ids = [] {
        std::unordered_map<std::string_view, FunctionId> map;
        for (std::size_t i = 0; i < kFunctionCount; ++i) map.emplace(kNames[i], static_cast<FunctionId>(i));
        return map;
    }();
    auto found = ids.find(name);
    if (found == ids.end()) return false;
    id = found->second;
    return true;
}

bool extracts_minus(const Expr& e) {
    if (e.is_number()) return e.number().leading_sign() < 0;
    if (e.is_mul()) return e.coefficient().leading_sign() < 0;
    if (e.is_add()) return leading_coefficient(e).leading_sign() < 0;
    return false;
}

Expr apply_function(FunctionId head, Arguments a) {
    const Function& f = function(head);
    if (a.size() < f.minimum || (f.maximum != Function::kAny && a.size() > f.maximum))
        fail(DiagnosticId::InvalidArgument, count_text(f, name_of(head)));
    bool floats = !f.condition && std::any_of(a.begin(), a.end(), [](const Expr& e) { return e.is_number() && e.number().is_float(); });
    if (floats && std::all_of(a.begin(), a.end(), [](const Expr& e) { return e.is_constant(); }))
        if (std::optional<Number> value = float_function(head, a)) return Expr(*value);
    if (f.special != nullptr)
        if (Expr value = f.special(a)) return value;
    if (f.parity != Parity::None && extracts_minus(a.back())) {
        std::vector<Expr> positive(a.begin(), a.end());
        positive.back() = negate(positive.back());
        Expr value = apply_function(head, positive);
        return f.parity == Parity::Odd ? negate(value) : value;
    }
    return make_function(head, a);
}

} // namespace rumina::algebra
