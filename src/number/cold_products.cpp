#include "number/cold_products.h"

#include <algorithm>
#include <bit>
#include <span>
#include <vector>

#include "base/assert.h"
#include "number/flint.h"

namespace rumina {
namespace {

constexpr std::size_t kShortest = 32;          ///< words: shorter operands are one loop for GMP, too
constexpr std::size_t kLongest = 1500;         ///< beyond it GMP's methods pay at once
constexpr std::uint64_t kMostWork = 2'000'000; ///< products of the lengths, for all products together
/// Words that are multiplied one by one. GMP does that below 30; longer parts leave the time to one loop, and an engine compiles every
/// loop that is hot a second time, which costs more than the products that are saved.
constexpr std::size_t kDirect = 72;

std::uint64_t work_done = 0;

bool takes(std::uint64_t work) {
    if (work_done > kMostWork) return false;
    work_done += work;
    return true;
}

using Words = std::vector<mp_limb_t>; ///< from the lowest

/// |x - y| with x of n and y of m <= n words; whether y is greater.
bool absolute_difference(mp_limb_t* result, const mp_limb_t* x, std::size_t n, const mp_limb_t* y, std::size_t m) {
    bool is_less = std::all_of(x + m, x + n, [](mp_limb_t word) { return word == 0; }) && mpn_cmp(x, y, static_cast<mp_size_t>(m)) < 0;
    if (is_less) {
        mpn_sub_n(result, y, x, static_cast<mp_size_t>(m));
        std::fill(result + m, result + n, mp_limb_t{0});
    } else {
        mpn_sub(result, x, static_cast<mp_size_t>(n), y, static_cast<mp_size_t>(m));
    }
    return is_less;
}

constexpr std::size_t scratch_size(std::size_t n) { return 4 * n + 5 * 64; }

/// Word by word.
void multiply_directly(mp_limb_t* product, const mp_limb_t* a, const mp_limb_t* b, std::size_t n) {
    const auto length = static_cast<mp_size_t>(n);
    std::fill_n(product, n, mp_limb_t{0});
    for (std::size_t i = 0; i < n; ++i) product[n + i] = mpn_addmul_1(product + i, a, length, b[i]);
}

/// a·b of n words each into 2n words, which are no operand. [Karatsuba & Ofman 1962; Knuth, TAOCP 2, 4.3.3, with differences]
///
///   a = a₀ + a₁B, b = b₀ + b₁B:   ab = a₀b₀ + (a₀b₀ + a₁b₁ - (a₀ - a₁)(b₀ - b₁))B + a₁b₁B²
void multiply(mp_limb_t* product, const mp_limb_t* a, const mp_limb_t* b, std::size_t n, mp_limb_t* scratch) {
    if (n < kDirect) return multiply_directly(product, a, b, n);
    const std::size_t low = (n + 1) / 2, high = n - low;
    mp_limb_t* const cross = scratch;              // |a₀ - a₁|·|b₀ - b₁|
    mp_limb_t* const middle = scratch + 2 * low;   // the factor of B, one word longer
    mp_limb_t* const rest = middle + 2 * low + 1;
    const bool is_positive = absolute_difference(product, a, low, a + low, high) == absolute_difference(product + low, b, low, b + low, high);
    multiply(cross, product, product + low, low, rest);
    multiply(product, a, b, low, rest);
    multiply(product + 2 * low, a + low, b + low, high, rest);
    const auto whole = static_cast<mp_size_t>(2 * low);
    middle[whole] = mpn_add(middle, product, whole, product + 2 * low, static_cast<mp_size_t>(2 * high));
    if (is_positive) middle[whole] -= mpn_sub_n(middle, middle, cross, whole);
    else middle[whole] += mpn_add_n(middle, middle, cross, whole);
    mpn_add(product + low, product + low, static_cast<mp_size_t>(2 * n - low), middle, whole + 1);
}

std::span<const mp_limb_t> words_of(const Integer& a) {
    mpz_srcptr value = COEFF_TO_PTR(*fmpz_of(a));
    return {value->_mp_d, mpz_size(value)};
}

Integer integer_of(const Words& words, bool is_negative) {
    Integer result;
    fmpz_set_ui_array(fmpz_of(result), words.data(), static_cast<slong>(words.size()));
    if (is_negative) fmpz_neg(fmpz_of(result), fmpz_of(result));
    return result;
}

void drop_zeros(Words& words) {
    while (words.back() == 0) words.pop_back();
}

} // namespace

bool is_cold_product(const Integer& a, const Integer& b) {
    const std::uint64_t a_words = a.bits() / 64, b_words = b.bits() / 64;
    const std::uint64_t shorter = std::min(a_words, b_words), longer = std::max(a_words, b_words);
    return shorter >= kShortest && longer <= kLongest && longer <= shorter + shorter / 4 && takes(longer * longer);
}

bool is_cold_power(std::uint64_t bits) {
    const std::uint64_t words = bits / 64;
    return words >= kShortest && words <= kLongest && takes(words * words / 2);
}

Integer cold_product(const Integer& a, const Integer& b) {
    const std::span<const mp_limb_t> x = words_of(a), y = words_of(b);
    const std::size_t n = std::max(x.size(), y.size());
    Words operands(2 * n), product(2 * n), scratch(scratch_size(n));
    std::copy(x.begin(), x.end(), operands.begin());
    std::copy(y.begin(), y.end(), operands.begin() + static_cast<std::ptrdiff_t>(n));
    multiply(product.data(), operands.data(), operands.data() + n, n, scratch.data());
    drop_zeros(product);
    return integer_of(product, a.sign() != b.sign());
}

Integer cold_power(std::int64_t base, std::uint64_t exponent) {
    RUMINA_ASSERT(base != 0 && exponent != 0, "this power takes a logarithm");
    const mp_limb_t magnitude = base < 0 ? -static_cast<mp_limb_t>(base) : static_cast<mp_limb_t>(base);
    Words power{magnitude}, square, scratch;
    for (int bit = std::bit_width(exponent) - 1; bit-- > 0;) {
        const std::size_t n = power.size();
        square.resize(2 * n + 1);
        scratch.resize(scratch_size(n));
        multiply(square.data(), power.data(), power.data(), n, scratch.data());
        square[2 * n] = (exponent >> bit & 1) != 0 ? mpn_mul_1(square.data(), square.data(), static_cast<mp_size_t>(2 * n), magnitude) : 0;
        drop_zeros(square);
        power.swap(square);
    }
    return integer_of(power, base < 0 && exponent % 2 != 0);
}

} // namespace rumina
