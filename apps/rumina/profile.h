// What `rumina profile` writes when the program is over.
#pragma once

#include <string>

#include "engine/engine.h"

namespace rumina {

struct ProfileRequest {
    bool wanted = false, json = false;
    std::string flame_file;  ///< empty: no flame graph
    std::string report_file; ///< empty: the report goes to standard error
};

/// Writes report and flame graph of a program called `name`, nothing if it did not come to run. False, after an error message, when a file cannot be written.
bool write_profile(Engine& engine, const ProfileRequest& request, const std::string& name);

} // namespace rumina
