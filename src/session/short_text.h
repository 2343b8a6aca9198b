// The beginning of a value's text, for lists of variables. Large values are not turned into text to be cut off.
#pragma once

#include <string>

#include "engine/engine.h"

namespace rumina {

inline constexpr std::size_t kShortText = 200; ///< characters at most

/// As the echo shows it while that is short; its beginning with `…`, or a description like `array of 10000`.
std::string short_text(Engine& engine, const Value& value);

} // namespace rumina
