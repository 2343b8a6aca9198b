// The name that was probably meant by one that nothing has.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace rumina {

/// The closest candidate by edit distance, or "" when none is near enough to be what was meant: at most three changes,
/// and at most one for each three characters, so that `x` is not taken for every other short name. The case of names longer
/// than a letter is no change (`Sin` means `sin`, not `Si`), and with `abbreviated` half of a name for the whole is one
/// (`lim` means `limit`). Of equally close ones that with the longer common beginning (`sqr` means `sqrt`, not `shr`), then
/// the first in the alphabet.
template <typename Range>
std::string closest_name(std::string_view wanted, const Range& candidates, bool abbreviated = true);
/// The changes that make one name of the other, as closest_name() counts them.
std::size_t name_distance(std::string_view wanted, std::string_view candidate, bool abbreviated);
/// How many bytes both begin with, whatever their case.
std::size_t common_beginning(std::string_view a, std::string_view b);

template <typename Range>
std::string closest_name(std::string_view wanted, const Range& candidates, bool abbreviated) {
    std::size_t best = wanted.size() <= 3 ? 2 : wanted.size() <= 6 ? 3 : 4; // exclusive bound
    std::size_t common = 0;
    std::string found;
    for (const auto& candidate : candidates) {
        std::string_view text(candidate);
        if (text.empty() || text == wanted) continue;
        std::size_t distance = name_distance(wanted, text, abbreviated);
        if (distance * 3 > std::max(wanted.size(), text.size())) continue;
        std::size_t beginning = common_beginning(wanted, text);
        bool better = beginning > common || (beginning == common && text < found);
        if (distance < best || (distance == best && !found.empty() && better)) {
            best = distance;
            common = beginning;
            found = text;
        }
    }
    return found;
}

} // namespace rumina
