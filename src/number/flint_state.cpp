// FLINT's thread-local state when work was left in the middle. All of it is listed here (tests/limits/flint_state.py
// compares with the library): what can refer to blocks of the left work, or was being changed, goes back to the state of
// a new thread; the rest stays. FLINT allocates in the middle of such changes only where it computes the value of a cache,
// which the stack tells (functions under way), and when its array of ready integers grows, where nothing is refused.
// In WebAssembly no stack can be read. There the library's recipe (tools/setup.d/wasm.sh) complements the precision of a
// cached value while it is computed, and FLINT's variables belong to no thread.
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>

#if !defined(__wasm__)
#include <unwind.h>
#endif

#include "number/allocation.h"
#include "number/flint.h"

#include <flint/arb.h>
#include <flint/bernoulli.h>
#include <flint/mpn_extras.h>
#include <flint/ulong_extras.h>
#include <mpfr.h>

// Not in FLINT's headers. __thread: C++'s thread_local would ask before every use whether it is initialised.
#if FLINT_USES_TLS
#define FLINT_VARIABLE extern __thread
#else
#define FLINT_VARIABLE extern
#endif
extern "C" {
FLINT_VARIABLE mpz_ptr* mpz_free_arr;
FLINT_VARIABLE ulong mpz_free_num;
FLINT_VARIABLE ulong mpz_free_alloc;
FLINT_VARIABLE size_t flint_num_cleanup_functions;
FLINT_VARIABLE void (**flint_cleanup_functions)(void);
FLINT_VARIABLE mp_ptr __arf_mul_tmp;
FLINT_VARIABLE slong __arf_mul_alloc;
FLINT_VARIABLE mp_ptr __arf_add_tmp;
FLINT_VARIABLE slong __arf_add_alloc;
FLINT_VARIABLE mp_ptr _factor_trial_tree[16 - FLINT_BITS / 32];
FLINT_VARIABLE int _factor_trial_tree_initialised;
slong flint_get_page_size(void);
constexpr int kLogarithms = 13; // of primes, and arguments of Gaussian primes
FLINT_VARIABLE arb_struct _arb_log_p_cache[kLogarithms];
FLINT_VARIABLE slong _arb_log_p_cache_prec;
FLINT_VARIABLE arb_struct _arb_atan_gauss_p_cache[kLogarithms];
FLINT_VARIABLE slong _arb_atan_gauss_p_cache_prec;
FLINT_VARIABLE void* gl_cache; // nodes of Gauss and Legendre
void _cleanup_trial_tree(void);
void _arb_log_p_cleanup(void);
void _arb_atan_gauss_p_cleanup(void);
void _arb_log_p_ensure_cached(slong);
void _arb_atan_gauss_p_ensure_cached(slong);
void bernoulli_cleanup(void);
void n_cleanup_primes(void);
void gl_cleanup(void);
#define FLINT_CONSTANT(name, compute)            \
    FLINT_VARIABLE slong name##_cached_prec;    \
    FLINT_VARIABLE arb_struct name##_cached_value[1]; \
    void name(arb_ptr, slong);                   \
    void name##_cleanup(void);                   \
    void compute(arb_ptr, slong);
#include "number/flint_constants.def"
#undef FLINT_CONSTANT
}

namespace rumina::interruption {
namespace {

mpfr_exp_t smallest_exponent, largest_exponent; ///< of MPFR, as a thread starts

#if defined(__wasm__)
/// Whether the value was being computed when the work was left; gives its precision the usual form again.
bool was_computed(slong& prec, std::initializer_list<const void*>) {
    if (prec >= 0) return false;
    prec = ~prec;
    return true;
}
#else
constexpr std::size_t kMaximumFrames = 256;
struct FunctionsUnderWay {
    std::size_t count = 0;
    std::array<const void*, kMaximumFrames> starts{};
};
thread_local constinit FunctionsUnderWay under_way;
_Unwind_Reason_Code note_frame(_Unwind_Context* context, void*) {
    if (under_way.count == kMaximumFrames) return _URC_END_OF_STACK;
    under_way.starts[under_way.count++] = _Unwind_FindEnclosingFunction(reinterpret_cast<void*>(_Unwind_GetIP(context) - 1));
    return _URC_NO_REASON;
}

/// Whether one of the functions that compute a value was under way when the work was left.
bool was_computed(slong&, std::initializer_list<const void*> functions) {
    const void* const* first = under_way.starts.data();
    const void* const* end = first + under_way.count;
    return std::any_of(functions.begin(), functions.end(), [&](const void* function) { return std::find(first, end, function) != end; });
}
#endif

template <typename... Arguments>
const void* address(void (*function)(Arguments...)) {
    return reinterpret_cast<const void*>(function);
}

void unregister(void (*cleanup)(void)) {
    auto** end = std::remove(flint_cleanup_functions, flint_cleanup_functions + flint_num_cleanup_functions, cleanup);
    flint_num_cleanup_functions = static_cast<size_t>(end - flint_cleanup_functions);
}

bool holds_doomed(const arb_struct& value) {
    return ARF_HAS_PTR(arb_midref(&value)) && is_doomed(ARF_PTR_D(arb_midref(&value)));
}

/// What a constant of that precision holds.
std::size_t bytes_for(slong prec) { return prec <= 2 * FLINT_BITS ? 0 : static_cast<std::size_t>(prec) / 8 + sizeof(Block); }

/// Forgets a cached value; its memory is doomed, or lost when it is older than the work.
std::size_t forget(arb_struct* values, int count, slong& prec, void (*cleanup)(void)) {
    std::size_t lost = 0;
    for (int i = 0; i < count; ++i) {
        if (!holds_doomed(values[i])) {
            lost += bytes_for(prec);
            if (ARF_HAS_PTR(arb_midref(&values[i]))) lose(ARF_PTR_D(arb_midref(&values[i])));
        }
        values[i] = arb_struct{};
    }
    prec = 0;
    unregister(cleanup);
    return lost;
}

std::size_t clear_constants() {
    std::size_t lost = 0;
#define FLINT_CONSTANT(name, compute)                                                        \
    if (was_computed(name##_cached_prec, {address(name), address(compute)}) || holds_doomed(*name##_cached_value)) \
        lost += forget(name##_cached_value, 1, name##_cached_prec, name##_cleanup);
#include "number/flint_constants.def"
#undef FLINT_CONSTANT
    auto any_doomed = [](const arb_struct* values) { return std::any_of(values, values + kLogarithms, holds_doomed); };
    if (was_computed(_arb_log_p_cache_prec, {address(_arb_log_p_ensure_cached)}) || any_doomed(_arb_log_p_cache))
        lost += forget(_arb_log_p_cache, kLogarithms, _arb_log_p_cache_prec, _arb_log_p_cleanup);
    if (was_computed(_arb_atan_gauss_p_cache_prec, {address(_arb_atan_gauss_p_ensure_cached)}) || any_doomed(_arb_atan_gauss_p_cache))
        lost += forget(_arb_atan_gauss_p_cache, kLogarithms, _arb_atan_gauss_p_cache_prec, _arb_atan_gauss_p_cleanup);
    return lost;
}

std::size_t clear_tables() {
    std::size_t lost = 0;
    // Bernoulli numbers: the array moves whenever it grows.
    if (is_doomed(bernoulli_cache)) {
        lost += static_cast<std::size_t>(bernoulli_cache_num) * 2 * sizeof(mpz_t);
        bernoulli_cache = nullptr;
        bernoulli_cache_num = 0;
        unregister(bernoulli_cleanup);
    }
    // Primes: table i has 2^i of them; tables of one computation share a block; those above `used` are unfinished.
    int finished = 0;
    while (finished < _flint_primes_used && !is_doomed(_flint_primes[finished]) && !is_doomed(_flint_prime_inverses[finished])) ++finished;
    for (int i = finished; i < FLINT_BITS; ++i) {
        _flint_primes[i] = nullptr;
        _flint_prime_inverses[i] = nullptr;
    }
    _flint_primes_used = finished;
    if (finished == 0) unregister(n_cleanup_primes);
    // The trial division tree: filled once.
    constexpr int kLevels = 13 - FLINT_BITS / 32;
    bool doomed = std::any_of(_factor_trial_tree, _factor_trial_tree + kLevels, is_doomed);
    if (doomed || !_factor_trial_tree_initialised) {
        std::fill(std::begin(_factor_trial_tree), std::end(_factor_trial_tree), nullptr);
        _factor_trial_tree_initialised = 0;
        unregister(_cleanup_trial_tree);
    }
    // Quadrature nodes: nothing tells whether they are whole.
    if (gl_cache != nullptr) {
        if (!is_doomed(gl_cache)) {
            lost += size_of(gl_cache);
            lose(gl_cache);
        }
        gl_cache = nullptr;
        unregister(gl_cleanup);
    }
    return lost;
}

/// The integers that FLINT keeps ready lie in pages; each page names the block that it is part of.
struct PageHeader {
    int count;
    void* block;
};

void clear_ready_integers() {
    static const auto page_mask = ~static_cast<std::uintptr_t>(flint_get_page_size() - 1);
    keep(mpz_free_arr);
    ulong kept = 0;
    for (ulong i = 0; i < mpz_free_num; ++i) {
        mpz_ptr ready = mpz_free_arr[i];
        const auto* page = reinterpret_cast<const PageHeader*>(reinterpret_cast<std::uintptr_t>(ready) & page_mask);
        if (is_doomed(page->block)) continue;
        if (is_doomed(ready->_mp_d)) mpz_init2(ready, 2 * FLINT_BITS);
        mpz_free_arr[kept++] = ready;
    }
    mpz_free_num = kept;
}

} // namespace

bool may_refuse_growth(const void* memory) { return memory != static_cast<const void*>(mpz_free_arr); }

std::size_t pooled_integers() { return static_cast<std::size_t>(mpz_free_num); }

void note_functions_under_way() {
#if !defined(__wasm__)
    under_way.count = 0;
    _Unwind_Backtrace(note_frame, nullptr);
#endif
}

void prepare_flint_state() {
    smallest_exponent = mpfr_get_emin();
    largest_exponent = mpfr_get_emax();
}

std::size_t clear_flint_state() {
    mpfr_free_cache(); // whole at every allocation
    mpfr_set_emin(smallest_exponent);
    mpfr_set_emax(largest_exponent);
    keep(flint_cleanup_functions);
    keep(__arf_mul_tmp);
    keep(__arf_add_tmp);
    std::size_t lost = clear_constants() + clear_tables();
    clear_ready_integers();
    return lost;
}

} // namespace rumina::interruption
