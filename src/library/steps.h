// Derivations for programs: steps(f(…)) and the argument trace = true.
#pragma once

#include "calculus/derivation.h"
#include "runtime/builtin.h"

namespace rumina::library {

/// The steps as the value that runtime/derivations.h describes.
Value derivation_value(Runtime& runtime, calculus::Derivation& derivation);
/// Prints the steps; the call is run again the next time.
void print_steps(Call& call, calculus::Derivation& derivation);

/// run(), and its steps are printed when the optional argument `index` is true.
template <typename Run>
Value with_trace(Call& call, std::size_t index, Run run) {
    if (!call.has(index) || call[index].integer == 0) return run();
    calculus::Derivation derivation;
    Value result = run();
    print_steps(call, derivation);
    return result;
}

} // namespace rumina::library
