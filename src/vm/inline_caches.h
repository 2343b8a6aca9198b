// Inline caches: what was found for a member the last time stands in the word behind the instruction.
#pragma once

#include <cstdint>

namespace rumina {

/// Inline caches of methods: this and a tag, instead of a shape plus one. No shape has such a number.
inline constexpr std::uint32_t kKindCache = 0xFFFFFF00;

/// The word behind an instruction that looks for a member: a shape and the place of the field; for methods also
/// kKindCache + a tag and the builtin that is the method of that kind. All zero at first.
struct MemberCache {
    std::uint32_t shape_plus_one, index;
};

} // namespace rumina
