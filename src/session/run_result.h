// What a run came to, as JSON or in brief (rumina_run_result).
#pragma once

#include <array>
#include <string>

#include "base/json_writer.h"
#include "engine/engine.h"

namespace rumina {

struct RunOutcome {
    const Evaluation& evaluation;
    std::string_view output;
    int exit_code = -1; ///< of exit(n); -1: it was not called
    bool has_read_clock = false;
    bool hexadecimal = false; ///< long numbers may be told in hexadecimal
    bool brief = false;       ///< a number and nothing else may be told as "=" or "=" and its text, or "#" and it in hexadecimal
};

/// Microseconds, steps, memory_bytes, leaked_bytes and instance_bytes, and after a result that is "=" alone the number's
/// numerator and denominator.
using RunStats = std::array<double, 7>;

/// Writing the value is part of the run: it may be cancelled or hit a limit, and the run has failed then.
std::string run_result(Engine& engine, const RunOutcome& outcome, RunStats& stats);

/// Of the evaluation under way or the last one.
RunStats run_stats(Engine& engine);

/// {"microseconds", "steps", "memoryBytes", "leakedBytes", "instanceBytes"}: the first five.
void write_stats(JsonWriter& writer, const RunStats& stats);

} // namespace rumina
