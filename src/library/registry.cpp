#include "library/registry.h"

#include "calculus/definite/improper.h"
#include "calculus/sums/range_value.h"
#include "library/prelude.h"
#include "library/topics.h"

namespace rumina {
namespace {

using namespace library;

/// A topic is also the namespace of its functions: math::abs, std.math.abs.
struct Topic {
    std::string_view name;
    Records (*records)();
};

constexpr Topic kTopics[] = {
    {"core", output_builtins},
    {"core", reflection_builtins},
    {"core", conversion_builtins},
    {"core", copying_builtins},
    {"core", help_builtins},
    {"math", constant_builtins},
    {"math", arithmetic_builtins},
    {"math", elementary_builtins},
    {"", real_function_builtins},
    {"math", special_function_builtins},
    {"math", evaluation_builtins},
    {"cas", expression_builtins},
    {"cas", algebra_builtins},
    {"cas", rewriting_builtins},
    {"cas", calculus_builtins},
    {"cas", integral_builtins},
    {"cas", equation_builtins},
    {"cas", limit_builtins},
    {"cas", step_builtins},
    {"cas", definite_integral_builtins},
    {"cas", form_builtins},
    {"cas", notation_builtins},
    {"math", integer_builtins},
    {"math", bit_builtins},
    {"collection", collection_builtins},
    {"array", array_builtins},
    {"collection", struct_builtins},
    {"set", set_builtins},
    {"string", string_builtins},
    {"linalg", vector_builtins},
    {"linalg", matrix_builtins},
    {"stats", statistics_builtins},
    {"random", random_builtins},
    {"time", time_builtins},
    {"constants", physical_builtins},
    {"plot", plot_builtins},
    {"", intrinsic_builtins},
};

} // namespace

void register_library(Runtime& runtime) {
    calculus::install_improper_integrals();
    calculus::install_range_values();
    for (const Topic& topic : kTopics)
        for (const Builtin& record : topic.records()) runtime.builtins.add(runtime, &record, topic.name);
    for (const PreludeRecord& item : prelude_records()) runtime.builtins.add(runtime, &item.record, item.topic);
}

} // namespace rumina
