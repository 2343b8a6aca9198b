// What the compiler is asked to do besides compiling.
#pragma once

#include <cstdint>
#include <optional>

namespace rumina {

struct OptimizerOptions {
    int level = 2;                       ///< 0: nothing, 1: what is cheap, 2: all
    std::uint32_t without = 0;           ///< bit k: not pass number k
    bool self_contained = false;         ///< for a compiled file: no pass that ties the code to other functions
    bool code_that_runs_once = true;     ///< the top level without loops, too: it takes longer to improve than to run
    std::optional<std::uint32_t> last;   ///< the last pass that runs, for dumps
};

} // namespace rumina
