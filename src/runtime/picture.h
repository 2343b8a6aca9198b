// Text that is a drawing: an echo shows it as it is, not quoted.
#pragma once

#include "runtime/object.h"
#include "runtime/value.h"

namespace rumina {

/// A mark in the `extra` byte of a string that was just made; operations on the string give ordinary ones.
inline void mark_as_picture(const Value& text) { text.as<StringObject>()->extra = 1; }
inline bool is_picture(const Value& value) { return value.is(Tag::String) && value.as<StringObject>()->extra == 1; }

} // namespace rumina
