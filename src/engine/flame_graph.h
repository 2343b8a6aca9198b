// The calls of a profiled run as a picture: one bar a path of calls, as wide as the time spent on it, callees on top of
// their caller. [Gregg 2016]
#pragma once

#include <string>
#include <string_view>

#include "vm/profile.h"

namespace rumina {

/// An SVG without scripts: a browser shows name, time and calls of the bar under the pointer.
std::string flame_graph(const Profile& profile, std::string_view title);

} // namespace rumina
