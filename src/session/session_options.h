// What a session is made with, read from JSON (include/rumina.h).
#pragma once

#include <string>
#include <string_view>

#include "runtime/limits.h"
#include "session/session_host.h"

namespace rumina {

struct SessionOptions {
    Limits limits;
    Capabilities capabilities;
    bool hexadecimal = false; ///< long numbers that are results are told in hexadecimal
    bool brief = false; ///< a result that is a short number and nothing else is its text
    std::string mistake; ///< the first thing that is wrong with them; empty: nothing is

    /// 10 s, 256 MiB, 1e9 steps, 16 MiB of output.
    SessionOptions();
};

SessionOptions read_options(std::string_view json);

} // namespace rumina
