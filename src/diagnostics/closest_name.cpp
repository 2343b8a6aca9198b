#include "diagnostics/closest_name.h"

#include <vector>

namespace rumina {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Optimal string alignment: a swap of neighbours counts one, since that is how names are mistyped.
    if (a.size() > 64 || b.size() > 64) return std::max(a.size(), b.size());
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

} // namespace

std::size_t name_distance(std::string_view wanted, std::string_view candidate, bool abbreviated) {
    if (wanted.size() == 1 && candidate.size() == 1) return wanted == candidate ? 0 : 1; // n is not N
    const bool begins = common_beginning(wanted, candidate) == wanted.size();
    if (abbreviated && begins && wanted.size() >= 3 && candidate.size() > wanted.size() && candidate.size() <= 2 * wanted.size()) return 1;
    return edit_distance(wanted, candidate);
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && lower(a[n]) == lower(b[n])) ++n;
    return n;
}

} // namespace rumina
