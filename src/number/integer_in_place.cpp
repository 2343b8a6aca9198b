#include "number/integer_in_place.h"

#include <algorithm>

#include "number/flint.h"
#include "number/interruptible.h"
#include "number/size_limit.h"

namespace rumina {
namespace {

/// Products of limbs that take less than a millisecond.
constexpr std::uint64_t kShortWork = std::uint64_t{1} << 20;
/// Results from here on may be made anew: copying is not what they cost.
constexpr std::uint64_t kLongestBits = std::uint64_t{1} << 23;

} // namespace

std::size_t bytes_in_place(InPlace operation, const Integer& a, const Integer& b) noexcept {
    if (interruption::state.inside) return 0; // it may be left in the middle
    const std::uint64_t x = a.bits(), y = b.bits();
    std::uint64_t bits = std::max(x, y) + 1;
    std::uint64_t work = 0;
    if (operation == InPlace::Product) {
        bits = x + y;
        work = (x / 64 + 1) * (y / 64 + 1);
    } else if (operation == InPlace::Quotient) {
        if (b.is_zero()) return 0;
        bits = x;
        work = x >= y ? ((x - y) / 64 + 1) * (y / 64 + 1) : 0;
    }
    if (bits > std::min(limit_bits(), kLongestBits) || work > kShortWork) return 0;
    return sizeof(__mpz_struct) + static_cast<std::size_t>(bits / 64 + 3) * sizeof(mp_limb_t);
}

void compute_in_place(InPlace operation, Integer& to, const Integer& a, const Integer& b) noexcept {
    switch (operation) {
    case InPlace::Sum: return fmpz_add(fmpz_of(to), fmpz_of(a), fmpz_of(b));
    case InPlace::Difference: return fmpz_sub(fmpz_of(to), fmpz_of(a), fmpz_of(b));
    case InPlace::Product: return fmpz_mul(fmpz_of(to), fmpz_of(a), fmpz_of(b));
    case InPlace::Quotient: return fmpz_tdiv_q(fmpz_of(to), fmpz_of(a), fmpz_of(b));
    }
}

} // namespace rumina
