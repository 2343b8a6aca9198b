#include "optimizer/optimizer.h"

#include "optimizer/code.h"
#include "optimizer/passes/passes.h"

namespace rumina {
namespace {

using Pass = void (*)(optimizer::Code&);

constexpr Pass kPasses[] = {
#define PASS(name, level, function, what) optimizer::function,
#include "optimizer/passes.def"
#undef PASS
};

constexpr std::size_t kMostOperations = 50000;

} // namespace

const std::vector<PassInfo>& optimizer_passes() {
    static const std::vector<PassInfo> passes = {
#define PASS(name, level, function, what) {name, level, what},
#include "optimizer/passes.def"
#undef PASS
    };
    return passes;
}

std::optional<std::uint32_t> find_pass(std::string_view name) {
    const std::vector<PassInfo>& passes = optimizer_passes();
    for (std::uint32_t k = 0; k < passes.size(); ++k)
        if (passes[k].name == name) return k;
    return std::nullopt;
}

void optimise(Runtime& runtime, Chunk& chunk, std::uint32_t variables, const OptimizerOptions& options) {
    if (options.level == 0 || chunk.code.size() > kMostOperations) return;
    optimizer::Code code(runtime, chunk, variables);
    const std::vector<PassInfo>& passes = optimizer_passes();
    for (std::uint32_t k = 0; k < passes.size(); ++k) {
        if (options.self_contained && kPasses[k] == optimizer::inline_functions) continue;
        if (passes[k].level > options.level || (options.without >> k & 1) != 0) continue;
        kPasses[k](code);
        code.compact();
        if (options.last == k) break;
    }
    code.encode();
}

} // namespace rumina
