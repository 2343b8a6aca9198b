// The oracle as FLINT's ca. Every operation looks at the sizes of its operands first and answers "unknown" rather than
// start something long; unknown operands give unknown results.
#include "number/calcium.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "base/assert.h"
#include "number/flint_algebraic.h"

#include <flint/ca.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
using UnseenByLeakDetector = __lsan::ScopedDisabler;
#else
struct [[maybe_unused]] UnseenByLeakDetector {};
#endif

namespace rumina {
namespace {

constexpr slong kPrecisionLimit = 1024;
constexpr slong kDegreeLimit = 40;
constexpr slong kTermProducts = 20000; ///< of one multiplication
constexpr slong kPowerBits = 4000;     ///< of a power of a rational, or of a factorial

} // namespace

class CalciumNumber::Context {
public:
    Context() {
        ca_ctx_init(ctx);
        ctx->options[CA_OPT_PREC_LIMIT] = kPrecisionLimit;
        ctx->options[CA_OPT_QQBAR_DEG_LIMIT] = kDegreeLimit;
        ctx->options[CA_OPT_GROEBNER_LENGTH_LIMIT] = 30;
        ctx->options[CA_OPT_GROEBNER_POLY_LENGTH_LIMIT] = 200;
        ctx->options[CA_OPT_GROEBNER_POLY_BITS_LIMIT] = 2000;
    }
    ~Context() {
        if (!broken) ca_ctx_clear(ctx);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ca_ctx_t ctx;
    bool broken = false;    ///< an operation was left in the middle
    std::int64_t bytes = 0; ///< made by operations so far

    /// Runs an operation that may be left. The context keeps what it learned in caches of its own, so that it is lost
    /// then, with all numbers in it.
    template <typename Work>
    auto operate(Work&& work) {
        UnseenByLeakDetector unseen; // what is lost is counted
        return interruptible([&] {
            Watch watch{*this};
            return work();
        });
    }

private:
    struct Watch {
        Context& context;
        std::int64_t before = interruption::state.bytes;
        ~Watch() {
            if (!work_abandoned()) {
                context.bytes += interruption::state.bytes - before;
            } else if (!context.broken) {
                context.broken = true;
                interruption::count_leak(context.bytes > 0 ? static_cast<std::size_t>(context.bytes) : 0);
            }
        }
    };
};

/// Made when the thread first needs it.
std::shared_ptr<CalciumNumber::Context>& current_calcium_context() {
    thread_local std::shared_ptr<CalciumNumber::Context> context;
    return context;
}

void renew_calcium_context() { current_calcium_context().reset(); }

struct CalciumAccess {
    static ca_ptr of(CalciumNumber& a) { return reinterpret_cast<ca_ptr>(a.storage_); }
    static ca_srcptr of(const CalciumNumber& a) { return reinterpret_cast<ca_srcptr>(a.storage_); }
    static ca_ctx_struct* context(const CalciumNumber& a) { return a.context_->ctx; }
    static CalciumNumber::Context& whole_context(const CalciumNumber& a) { return *a.context_; }
    static bool same_context(const CalciumNumber& a, const CalciumNumber& b) { return a.context_ == b.context_; }
    /// 0 in the context of another number.
    static CalciumNumber beside(const CalciumNumber& a) {
        CalciumNumber result;
        if (result.context_ != a.context_) {
            ca_clear(of(result), context(result));
            result.context_ = a.context_;
            ca_init(of(result), context(result));
        }
        return result;
    }
};

namespace {

static_assert(sizeof(ca_struct) <= 40 && alignof(ca_struct) <= 8);

ca_ptr ca_of(CalciumNumber& a) { return CalciumAccess::of(a); }
ca_srcptr ca_of(const CalciumNumber& a) { return CalciumAccess::of(a); }
ca_ctx_struct* context_of(const CalciumNumber& a) { return CalciumAccess::context(a); }

Truth truth_from(truth_t answer) { return answer == T_TRUE ? Truth::Yes : answer == T_FALSE ? Truth::No : Truth::Unknown; }

/// Terms of numerator and denominator.
slong size_of(const CalciumNumber& a) {
    ca_srcptr x = ca_of(a);
    if (CA_IS_SPECIAL(x)) return 1;
    ca_ctx_struct* ctx = context_of(a);
    if (CA_IS_QQ(x, ctx)) return 1;
    if (CA_FIELD_IS_NF(CA_FIELD(x, ctx))) return qqbar_degree(CA_FIELD_NF_QQBAR(CA_FIELD(x, ctx)));
    return fmpz_mpoly_q_numref(CA_MPOLY_Q(x))->length + fmpz_mpoly_q_denref(CA_MPOLY_Q(x))->length;
}

} // namespace

// ── life ────────────────────────────────────────────────────────────────────────────────────────────────────

CalciumNumber::CalciumNumber() : storage_{} {
    std::shared_ptr<Context>& current = current_calcium_context();
    if (!current || current->broken) {
        UnseenByLeakDetector unseen;
        current = std::make_shared<Context>();
    }
    context_ = current;
    ca_init(ca_of(*this), context_->ctx);
}

CalciumNumber::CalciumNumber(const CalciumNumber& other) : storage_{}, context_(other.context_) {
    if (context_->broken) return;
    ca_init(ca_of(*this), context_->ctx);
    context_->operate([&] { ca_set(ca_of(*this), ca_of(other), context_->ctx); });
}

CalciumNumber::CalciumNumber(CalciumNumber&& other) : storage_{}, context_(other.context_) {
    if (context_->broken) return;
    ca_init(ca_of(*this), context_->ctx);
    ca_swap(ca_of(*this), ca_of(other), context_->ctx);
}

CalciumNumber& CalciumNumber::operator=(CalciumNumber other) { // by value: a ca does not point into itself
    unsigned char kept[sizeof storage_];
    std::memcpy(kept, storage_, sizeof storage_);
    std::memcpy(storage_, other.storage_, sizeof storage_);
    std::memcpy(other.storage_, kept, sizeof storage_);
    std::swap(context_, other.context_);
    return *this;
}

CalciumNumber::~CalciumNumber() {
    if (!work_abandoned() && !context_->broken) ca_clear(ca_of(*this), context_->ctx);
}

CalciumNumber::CalciumNumber(const Rational& value) : CalciumNumber() {
    context_->operate([&] { ca_set_fmpq(ca_of(*this), fmpq_of(value), context_->ctx); });
}

CalciumNumber::CalciumNumber(const AlgebraicNumber& value) : CalciumNumber() {
    if (value.degree() > kDegreeLimit) {
        ca_unknown(ca_of(*this), context_->ctx);
    } else {
        context_->operate([&] { ca_set_qqbar(ca_of(*this), qqbar_of(value), context_->ctx); });
    }
}

CalciumNumber CalciumNumber::imaginary_unit() {
    CalciumNumber result;
    CalciumAccess::whole_context(result).operate([&] { ca_i(ca_of(result), context_of(result)); });
    return result;
}

CalciumNumber CalciumNumber::pi() {
    CalciumNumber result;
    CalciumAccess::whole_context(result).operate([&] { ca_pi(ca_of(result), context_of(result)); });
    return result;
}

CalciumNumber CalciumNumber::e() {
    CalciumNumber result;
    CalciumAccess::whole_context(result).operate([&] {
        ca_one(ca_of(result), context_of(result));
        ca_exp(ca_of(result), ca_of(result), context_of(result));
    });
    return result;
}

CalciumNumber CalciumNumber::euler_gamma() {
    CalciumNumber result;
    CalciumAccess::whole_context(result).operate([&] { ca_euler(ca_of(result), context_of(result)); });
    return result;
}

CalciumNumber CalciumNumber::unknown() {
    CalciumNumber result;
    ca_unknown(ca_of(result), context_of(result));
    return result;
}

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────

namespace {

Truth ask(truth_t (*question)(ca_srcptr, ca_ctx_struct*), const CalciumNumber& a) {
    if (a.is_number() != Truth::Yes) return Truth::Unknown;
    return CalciumAccess::whole_context(a).operate([&] { return truth_from(question(ca_of(a), context_of(a))); });
}

} // namespace

Truth CalciumNumber::is_number() const {
    return context_->broken ? Truth::Unknown : truth_from(ca_check_is_number(ca_of(*this), context_->ctx));
}
Truth CalciumNumber::is_zero() const { return ask(ca_check_is_zero, *this); }
Truth CalciumNumber::is_real() const { return ask(ca_check_is_real, *this); }
Truth CalciumNumber::is_integer() const { return ask(ca_check_is_integer, *this); }
Truth CalciumNumber::is_rational() const { return ask(ca_check_is_rational, *this); }
Truth CalciumNumber::is_algebraic() const { return ask(ca_check_is_algebraic, *this); }

std::optional<Rational> CalciumNumber::rational() const {
    if (is_number() != Truth::Yes) return std::nullopt;
    return context_->operate([&]() -> std::optional<Rational> {
        Rational result;
        if (!ca_get_fmpq(fmpq_of(result), ca_of(*this), context_->ctx)) return std::nullopt;
        return result;
    });
}

MaybeAlgebraic CalciumNumber::algebraic(const AlgebraicLimits& limits) const {
    if (is_number() != Truth::Yes) return std::nullopt;
    bool found = false;
    AlgebraicNumber result = context_->operate([&] {
        return AlgebraicAccess::make([&](qqbar_ptr value) { found = ca_get_qqbar(value, ca_of(*this), context_->ctx); });
    });
    if (!found || result.degree() > limits.degree || result.coefficient_bits() > limits.bits) return std::nullopt;
    return result;
}

Ball CalciumNumber::enclosure(std::int64_t prec) const {
    if (is_number() != Truth::Yes) return Ball::indeterminate();
    return context_->operate([&] {
        Ball result;
        ca_get_acb(acb_of(result), ca_of(*this), prec, context_->ctx);
        return result;
    });
}

Truth equal(const CalciumNumber& a, const CalciumNumber& b) { return (a - b).is_zero(); }

Truth less(const CalciumNumber& a, const CalciumNumber& b) {
    RUMINA_ASSERT(CalciumAccess::same_context(a, b), "numbers of one evaluation");
    if (a.is_real() != Truth::Yes || b.is_real() != Truth::Yes) return Truth::Unknown;
    return CalciumAccess::whole_context(a).operate([&] { return truth_from(ca_check_lt(ca_of(a), ca_of(b), context_of(a))); });
}

// ── operations ──────────────────────────────────────────────────────────────────────────────────────────────

namespace {

CalciumNumber run(void (*function)(ca_ptr, ca_srcptr, ca_ctx_struct*), const CalciumNumber& a) {
    if (CalciumAccess::whole_context(a).broken) return CalciumNumber::unknown();
    return CalciumAccess::whole_context(a).operate([&] {
        CalciumNumber result = CalciumAccess::beside(a);
        if (size_of(a) * size_of(a) > kTermProducts) {
            ca_unknown(ca_of(result), context_of(result));
        } else {
            function(ca_of(result), ca_of(a), context_of(a));
        }
        return result;
    });
}

CalciumNumber run(void (*function)(ca_ptr, ca_srcptr, ca_srcptr, ca_ctx_struct*), const CalciumNumber& a, const CalciumNumber& b) {
    RUMINA_ASSERT(CalciumAccess::same_context(a, b), "numbers of one evaluation");
    if (CalciumAccess::whole_context(a).broken) return CalciumNumber::unknown();
    return CalciumAccess::whole_context(a).operate([&] {
        CalciumNumber result = CalciumAccess::beside(a);
        if (size_of(a) * size_of(b) > kTermProducts) {
            ca_unknown(ca_of(result), context_of(result));
        } else {
            function(ca_of(result), ca_of(a), ca_of(b), context_of(a));
        }
        return result;
    });
}

/// Whether a^n may be formed: rational bases are multiplied out, others up to a fixed exponent.
bool may_raise(const CalciumNumber& a, const Rational& n) {
    std::optional<Rational> base = a.rational();
    if (!base) return true;
    const std::int64_t bits = static_cast<std::int64_t>(base->numerator().bits() + base->denominator().bits());
    if (bits <= 2) return true; // 0, 1, -1
    return compare((n * Rational(bits)).abs(), Rational(kPowerBits)) <= 0 && n.denominator().bits() < 16;
}

} // namespace

CalciumNumber operator+(const CalciumNumber& a, const CalciumNumber& b) { return run(ca_add, a, b); }
CalciumNumber operator-(const CalciumNumber& a, const CalciumNumber& b) { return run(ca_sub, a, b); }
CalciumNumber operator*(const CalciumNumber& a, const CalciumNumber& b) { return run(ca_mul, a, b); }
CalciumNumber operator/(const CalciumNumber& a, const CalciumNumber& b) { return run(ca_div, a, b); }
CalciumNumber CalciumNumber::operator-() const { return run(ca_neg, *this); }

namespace calcium {

CalciumNumber power(const CalciumNumber& a, const CalciumNumber& b) {
    if (std::optional<Rational> exponent = b.rational(); exponent && !may_raise(a, *exponent)) return CalciumNumber::unknown();
    return run(ca_pow, a, b);
}

CalciumNumber gamma(const CalciumNumber& a) {
    if (std::optional<Rational> value = a.rational(); value && compare(value->abs(), Rational(300)) > 0) return CalciumNumber::unknown();
    return run(ca_gamma, a);
}

CalciumNumber sqrt(const CalciumNumber& a) { return run(ca_sqrt, a); }
CalciumNumber exp(const CalciumNumber& a) { return run(ca_exp, a); }
CalciumNumber log(const CalciumNumber& a) { return run(ca_log, a); }
CalciumNumber sin(const CalciumNumber& a) { return run(ca_sin, a); }
CalciumNumber cos(const CalciumNumber& a) { return run(ca_cos, a); }
CalciumNumber tan(const CalciumNumber& a) { return run(ca_tan, a); }
CalciumNumber cot(const CalciumNumber& a) { return run(ca_cot, a); }
CalciumNumber asin(const CalciumNumber& a) { return run(ca_asin, a); }
CalciumNumber acos(const CalciumNumber& a) { return run(ca_acos, a); }
CalciumNumber atan(const CalciumNumber& a) { return run(ca_atan, a); }
CalciumNumber erf(const CalciumNumber& a) { return run(ca_erf, a); }
CalciumNumber erfc(const CalciumNumber& a) { return run(ca_erfc, a); }
CalciumNumber erfi(const CalciumNumber& a) { return run(ca_erfi, a); }
CalciumNumber abs(const CalciumNumber& a) { return run(ca_abs, a); }
CalciumNumber sign(const CalciumNumber& a) { return run(ca_sgn, a); }
CalciumNumber arg(const CalciumNumber& a) { return run(ca_arg, a); }
CalciumNumber re(const CalciumNumber& a) { return run(ca_re, a); }
CalciumNumber im(const CalciumNumber& a) { return run(ca_im, a); }
CalciumNumber conj(const CalciumNumber& a) { return run(ca_conj, a); }
CalciumNumber floor(const CalciumNumber& a) { return run(ca_floor, a); }
CalciumNumber ceil(const CalciumNumber& a) { return run(ca_ceil, a); }

} // namespace calcium
} // namespace rumina
