// FLINT's view of Polynomial, RationalFunction and UnivariatePolynomial, and scoped FLINT objects. As number/flint.h:
// for the .cpp files of this folder, after every system header.
#pragma once

#include "algebra/polynomial/multivariate.h"
#include "algebra/polynomial/rational_function.h"
#include "algebra/polynomial/univariate.h"
#include "number/flint.h"
#include "number/interruptible.h"

#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_mpoly_factor.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_mpoly_factor.h>
#include <flint/fmpz_mpoly_q.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>
#include <flint/fmpz_vec.h>
#include <flint/mpoly.h>

namespace rumina::algebra {

struct PolynomialAccess {
    static const fmpq_mpoly_ctx_struct* context(const PolynomialRing& ring) {
        return static_cast<const fmpq_mpoly_ctx_struct*>(ring.context_.get());
    }
    static fmpq_mpoly_struct* of(Polynomial& a) { return reinterpret_cast<fmpq_mpoly_struct*>(a.storage_); }
    static const fmpq_mpoly_struct* of(const Polynomial& a) { return reinterpret_cast<const fmpq_mpoly_struct*>(a.storage_); }
    static fmpz_mpoly_q_struct* of(RationalFunction& a) { return reinterpret_cast<fmpz_mpoly_q_struct*>(a.storage_); }
    static const fmpz_mpoly_q_struct* of(const RationalFunction& a) {
        return reinterpret_cast<const fmpz_mpoly_q_struct*>(a.storage_);
    }
    static fmpq_poly_struct* of(UnivariatePolynomial& a) { return reinterpret_cast<fmpq_poly_struct*>(a.storage_); }
    static const fmpq_poly_struct* of(const UnivariatePolynomial& a) {
        return reinterpret_cast<const fmpq_poly_struct*>(a.storage_);
    }
};

static_assert(sizeof(fmpq_mpoly_struct) <= 64 && alignof(fmpq_mpoly_struct) <= 8);
static_assert(sizeof(fmpz_mpoly_q_struct) <= 96 && alignof(fmpz_mpoly_q_struct) <= 8);
static_assert(sizeof(fmpq_poly_struct) <= 32 && alignof(fmpq_poly_struct) <= 8);

inline const fmpq_mpoly_ctx_struct* context_of(const PolynomialRing& ring) { return PolynomialAccess::context(ring); }
inline const fmpq_mpoly_ctx_struct* context_of(const Polynomial& a) { return context_of(a.ring()); }
inline const fmpz_mpoly_ctx_struct* integer_context_of(const PolynomialRing& ring) { return context_of(ring)->zctx; }
inline fmpq_mpoly_struct* mpoly_of(Polynomial& a) { return PolynomialAccess::of(a); }
inline const fmpq_mpoly_struct* mpoly_of(const Polynomial& a) { return PolynomialAccess::of(a); }
inline fmpz_mpoly_struct* integer_part_of(Polynomial& a) { return mpoly_of(a)->zpoly; }
inline const fmpz_mpoly_struct* integer_part_of(const Polynomial& a) { return mpoly_of(a)->zpoly; }
inline fmpq* content_of(Polynomial& a) { return mpoly_of(a)->content; }
inline const fmpq* content_of(const Polynomial& a) { return mpoly_of(a)->content; }
inline fmpz_mpoly_q_struct* quotient_of(RationalFunction& a) { return PolynomialAccess::of(a); }
inline const fmpz_mpoly_q_struct* quotient_of(const RationalFunction& a) { return PolynomialAccess::of(a); }
inline fmpq_poly_struct* poly_of(UnivariatePolynomial& a) { return PolynomialAccess::of(a); }
inline const fmpq_poly_struct* poly_of(const UnivariatePolynomial& a) { return PolynomialAccess::of(a); }

/// An integer polynomial of one variable that is cleared when it goes out of sight.
class ScopedPoly {
public:
    ScopedPoly() { fmpz_poly_init(value_); }
    ~ScopedPoly() {
        if (!work_abandoned()) fmpz_poly_clear(value_);
    }
    ScopedPoly(const ScopedPoly&) = delete;
    ScopedPoly& operator=(const ScopedPoly&) = delete;
    operator fmpz_poly_struct*() { return value_; }
    operator const fmpz_poly_struct*() const { return value_; }
    fmpz_poly_struct* operator->() { return value_; }

private:
    fmpz_poly_t value_;
};

/// The factors of an integer polynomial of one variable, likewise.
class ScopedPolyFactors {
public:
    ScopedPolyFactors() { fmpz_poly_factor_init(value_); }
    ~ScopedPolyFactors() {
        if (!work_abandoned()) fmpz_poly_factor_clear(value_);
    }
    ScopedPolyFactors(const ScopedPolyFactors&) = delete;
    ScopedPolyFactors& operator=(const ScopedPolyFactors&) = delete;
    operator fmpz_poly_factor_struct*() { return value_; }
    fmpz_poly_factor_struct* operator->() { return value_; }

private:
    fmpz_poly_factor_t value_;
};

} // namespace rumina::algebra
