#include "algebra/number.h"

#include <bit>
#include <cmath>
#include <cstdint>

#include "algebra/nearest_number.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"
#include "number/big_float.h"
#include "number/real.h"

namespace rumina::algebra {

namespace {
thread_local constinit std::int64_t the_boxed_bytes = 0;
}

std::int64_t boxed_number_bytes() { return the_boxed_bytes; }

struct Number::Box {
    std::uint32_t references = 1; // first: Number's copy constructor counts without knowing the rest
    std::int64_t counted;         // bytes, as they were when it was made
    Rational re, im;              // exact kinds
    double float_re, float_im;

    Box(Rational re, Rational im, double float_re = 0, double float_im = 0) : re(std::move(re)), im(std::move(im)), float_re(float_re), float_im(float_im) {
        counted = static_cast<std::int64_t>(sizeof(Box) + this->re.bytes() + this->im.bytes());
        the_boxed_bytes += counted;
    }
    ~Box() { the_boxed_bytes -= counted; }
    Box(const Box&) = delete;
};

struct Number::BigBox {
    std::uint32_t references = 1; // first, as in Box
    std::int64_t counted;
    BigFloat re, im;

    BigBox(BigFloat re, BigFloat im) : re(std::move(re)), im(std::move(im)) {
        counted = static_cast<std::int64_t>(sizeof(BigBox) + this->re.bytes() + this->im.bytes());
        the_boxed_bytes += counted;
    }
    ~BigBox() { the_boxed_bytes -= counted; }
    BigBox(const BigBox&) = delete;
};

namespace {

constexpr std::int64_t kDoublePrecision = 53;

double finite(double value, std::string_view operation) {
    if (std::isnan(value)) fail(DiagnosticId::FloatNotANumber, operation);
    if (std::isinf(value)) fail(DiagnosticId::FloatOverflow, operation);
    return value;
}

} // namespace

Number::Number(const Integer& value) : kind_(Kind::Small), small_(0) {
    if (value.fits_int64()) {
        small_ = value.to_int64();
    } else {
        box_ = new Box(Rational(value), {});
        kind_ = Kind::Rational;
    }
}

Number::Number(const Rational& value) : kind_(Kind::Small), small_(0) {
    if (value.is_integer() && value.numerator().fits_int64()) {
        small_ = value.numerator().to_int64();
    } else {
        box_ = new Box(value, {});
        kind_ = Kind::Rational;
    }
}

Number Number::gaussian(const Rational& re, const Rational& im) {
    if (im.sign() == 0) return Number(re);
    Number result;
    result.box_ = new Box(re, im);
    result.kind_ = Kind::Gaussian;
    return result;
}

Number Number::real_float(double value, std::string_view operation) {
    Number result;
    result.double_ = finite(value, operation) + 0.0; // no negative zero: it would print as another number
    result.kind_ = Kind::Float;
    return result;
}

Number Number::complex_float(double re, double im, std::string_view operation) {
    finite(im, operation);
    if (im == 0) return real_float(re, operation);
    Number result;
    result.box_ = new Box({}, {}, finite(re, operation) + 0.0, im);
    result.kind_ = Kind::ComplexFloat;
    return result;
}

namespace {

/// The double that a float of a double's precision is, unless it is out of range.
bool is_double(const BigFloat& value, double& result) {
    if (value.precision_bits() != kDoublePrecision) return false;
    result = value.to_double();
    return std::isfinite(result) && compare(value, result) == 0;
}

} // namespace

Number Number::big_float(const BigFloat& value) {
    Number result;
    double small_value;
    if (is_double(value, small_value)) return real_float(small_value);
    result.big_ = new BigBox(value, {});
    result.kind_ = Kind::BigFloat;
    return result;
}

Number Number::big_complex(const BigFloat& re, const BigFloat& im) {
    if (im.is_zero()) return big_float(re);
    std::int64_t precision = std::min(re.precision_bits(), im.precision_bits());
    if (re.precision_bits() != precision || im.precision_bits() != precision)
        return big_complex(re.with_precision(precision), im.with_precision(precision));
    Number result;
    double small_re, small_im;
    if (is_double(re, small_re) && is_double(im, small_im)) return complex_float(small_re, small_im);
    result.big_ = new BigBox(re, im);
    result.kind_ = Kind::BigComplex;
    return result;
}

void Number::release() noexcept {
    if (is_big()) {
        if (--big_->references == 0) delete big_;
    } else if (--box_->references == 0) {
        delete box_;
    }
}

bool Number::is_big_zero() const { return big_->re.is_zero(); }

std::int64_t Number::precision_bits() const {
    RUMINA_ASSERT(is_float(), "exact numbers have no precision");
    return is_big() ? big_->re.precision_bits() : kDoublePrecision;
}

BigFloat Number::big_re(std::int64_t precision) const {
    if (is_big()) return big_->re;
    if (is_float()) return BigFloat::from_double(float_re());
    return BigFloat::from_rational(re(), precision);
}

BigFloat Number::big_im(std::int64_t precision) const {
    if (is_big()) return kind_ == Kind::BigComplex ? big_->im : BigFloat::from_integer(Integer(0), big_->re.precision_bits());
    if (is_float()) return BigFloat::from_double(float_im());
    return BigFloat::from_rational(im(), precision);
}

Number Number::with_precision_at_most(std::int64_t precision) const {
    if (!is_float() || precision_bits() <= precision) return *this;
    return big_complex(big_re(precision).with_precision(precision), big_im(precision).with_precision(precision));
}

bool Number::is_integer() const { return is_small() || (kind_ == Kind::Rational && box_->re.is_integer()); }

bool Number::is_imaginary_unit() const {
    return kind_ == Kind::Gaussian && box_->re.sign() == 0 && box_->im == Rational(1);
}

int Number::sign() const {
    switch (kind_) {
    case Kind::Small: return small_ > 0 ? 1 : small_ < 0 ? -1 : 0;
    case Kind::Rational: return box_->re.sign();
    case Kind::Float: return double_ > 0 ? 1 : double_ < 0 ? -1 : 0;
    case Kind::BigFloat: return big_->re.sign();
    default: RUMINA_ASSERT(false, "only real numbers have a sign"); return 0;
    }
}

int Number::leading_sign() const {
    if (is_real()) return sign();
    if (kind_ == Kind::Gaussian) return box_->re.sign() != 0 ? box_->re.sign() : box_->im.sign();
    if (kind_ == Kind::BigComplex) return big_->re.sign() != 0 ? big_->re.sign() : big_->im.sign();
    double part = box_->float_re != 0 ? box_->float_re : box_->float_im;
    return part > 0 ? 1 : -1;
}

Rational Number::rational() const { return is_small() ? Rational(small_) : box_->re; }
Integer Number::integer() const { return is_small() ? Integer(small_) : box_->re.numerator(); }
Rational Number::re() const { return rational(); }
Rational Number::im() const { return kind_ == Kind::Gaussian ? box_->im : Rational(); }

double Number::float_re() const {
    switch (kind_) {
    case Kind::Small: return static_cast<double>(small_);
    case Kind::Float: return double_;
    case Kind::ComplexFloat: return box_->float_re;
    case Kind::BigFloat: case Kind::BigComplex: return big_->re.to_double();
    default: return box_->re.to_double();
    }
}

double Number::float_im() const {
    switch (kind_) {
    case Kind::Gaussian: return box_->im.to_double();
    case Kind::ComplexFloat: return box_->float_im;
    case Kind::BigComplex: return big_->im.to_double();
    default: return 0;
    }
}

/// a + b or a·b where one of them is big. Parts of a complex product are sums of two products: these are kept exactly
/// until the sum is rounded, so that nothing is lost where they cancel.
Number Number::big_operation(const Number& a, const Number& b, bool product) {
    std::int64_t precision = std::min(a.is_float() ? a.precision_bits() : INT64_MAX, b.is_float() ? b.precision_bits() : INT64_MAX);
    BigFloat ar = a.big_re(precision), ai = a.big_im(precision), br = b.big_re(precision), bi = b.big_im(precision);
    if (!product) return big_complex(ar + br, ai + bi);
    if (a.is_real() && b.is_real()) return big_float(ar * br);
    if (a.is_real()) return big_complex(ar * br, ar * bi);
    if (b.is_real()) return big_complex(ar * br, ai * br);
    std::int64_t whole = ar.precision_bits() + br.precision_bits() + 2;
    for (BigFloat* part : {&ar, &ai, &br, &bi}) *part = part->with_precision(whole);
    return big_complex((ar * br - ai * bi).with_precision(precision), (ar * bi + ai * br).with_precision(precision));
}

Number Number::add_slow(const Number& a, const Number& b) {
    if (a.is_big() || b.is_big()) return big_operation(a, b, false);
    if (a.is_float() || b.is_float()) return complex_float(a.float_re() + b.float_re(), a.float_im() + b.float_im(), "+");
    if (a.is_rational() && b.is_rational()) return Number(a.rational() + b.rational());
    return gaussian(a.re() + b.re(), a.im() + b.im());
}

Number Number::multiply_slow(const Number& a, const Number& b) {
    if (a.is_exact_zero() || b.is_exact_zero()) return Number(0);
    if (a.is_big() || b.is_big()) return big_operation(a, b, true);
    if (a.is_float() || b.is_float()) {
        double ar = a.float_re(), ai = a.float_im(), br = b.float_re(), bi = b.float_im();
        if (ai == 0 && bi == 0) return real_float(ar * br, "*");
        return complex_float(ar * br - ai * bi, ar * bi + ai * br, "*");
    }
    if (a.is_rational() && b.is_rational()) return Number(a.rational() * b.rational());
    Rational ar = a.re(), ai = a.im(), br = b.re(), bi = b.im();
    return gaussian(ar * br - ai * bi, ar * bi + ai * br);
}

Number Number::operator-() const {
    switch (kind_) {
    case Kind::Small: return small_ == INT64_MIN ? Number(-Integer(small_)) : Number(-small_);
    case Kind::Rational: return Number(-box_->re);
    case Kind::Gaussian: return gaussian(-box_->re, -box_->im);
    case Kind::Float: return real_float(-double_);
    case Kind::BigFloat: return big_float(-big_->re);
    case Kind::BigComplex: return big_complex(-big_->re, -big_->im);
    default: return complex_float(-box_->float_re, -box_->float_im);
    }
}

Number Number::inverse() const {
    if (is_zero()) fail(DiagnosticId::DivisionByZero);
    switch (kind_) {
    case Kind::Small:
        if (small_ == 1 || small_ == -1) return *this;
        return Number(Rational(1) / Rational(small_));
    case Kind::Rational: return Number(Rational(1) / box_->re);
    case Kind::Gaussian: {
        Rational norm = box_->re * box_->re + box_->im * box_->im;
        return gaussian(box_->re / norm, -box_->im / norm);
    }
    case Kind::Float: return real_float(1 / double_, "/");
    case Kind::BigFloat: return big_float(BigFloat::from_integer(Integer(1), big_->re.precision_bits()) / big_->re);
    case Kind::BigComplex: {
        std::int64_t precision = big_->re.precision_bits(), working = 2 * precision + 32;
        BigFloat re = big_->re.with_precision(working), im = big_->im.with_precision(working);
        BigFloat norm = re * re + im * im;
        return big_complex((re / norm).with_precision(precision), (-im / norm).with_precision(precision));
    }
    default: {
        // Scaled by the larger part, so that the squares cannot overflow. [Smith 1962]
        double re = box_->float_re, im = box_->float_im;
        if (std::fabs(re) >= std::fabs(im)) {
            double ratio = im / re, norm = re + im * ratio;
            return complex_float(1 / norm, -ratio / norm, "/");
        }
        double ratio = re / im, norm = re * ratio + im;
        return complex_float(ratio / norm, -1 / norm, "/");
    }
    }
}

Number Number::conjugate() const {
    if (kind_ == Kind::Gaussian) return gaussian(box_->re, -box_->im);
    if (kind_ == Kind::BigComplex) return big_complex(big_->re, -big_->im);
    if (kind_ == Kind::ComplexFloat) return complex_float(box_->float_re, -box_->float_im);
    return *this;
}

Number Number::abs() const { return sign() < 0 ? -*this : *this; }

Number Number::pow(const Integer& exponent) const {
    if (is_zero() && exponent.sign() < 0) fail(DiagnosticId::ZeroToNegative);
    if (is_rational()) return Number(power(rational(), exponent));
    if (kind_ == Kind::Float) {
        double result = real::pow(std::fabs(double_), exponent.to_double());
        return real_float(double_ < 0 && exponent.is_odd() ? -result : result, "^");
    }
    if (is_big()) {
        Ball base = Ball::complex(Ball(big_->re), Ball(big_->im));
        auto enclosed = [&](std::int64_t precision) { return ball::pow_integer(base, exponent, precision); };
        if (std::optional<Number> result = nearest_number(enclosed, big_->re.precision_bits())) return *result;
        fail(DiagnosticId::FloatNotANumber, "^");
    }
    if (exponent.sign() < 0) return inverse().pow(-exponent);
    if (kind_ == Kind::Gaussian) {
        // |z|^n bounds both parts: refuse by its size before squaring begins.
        Rational norm = box_->re * box_->re + box_->im * box_->im;
        if (!(norm == Rational(1)) || !exponent.fits_int64()) power(norm, divide_floor(exponent, Integer(2)));
    }
    Number result(1), square(*this);
    Integer rest(exponent);
    while (true) {
        if (rest.is_odd()) result = result * square;
        rest = divide_floor(rest, Integer(2));
        if (rest.is_zero()) return result;
        square = square * square;
    }
}

bool Number::same_box(const Number& a, const Number& b) {
    if (a.is_big()) return a.precision_bits() == b.precision_bits() && a.big_->re == b.big_->re && a.big_->im == b.big_->im;
    if (a.kind_ == Kind::ComplexFloat) return a.box_->float_re == b.box_->float_re && a.box_->float_im == b.box_->float_im;
    return a.box_->re == b.box_->re && a.box_->im == b.box_->im;
}

int compare(const Number& a, const Number& b) {
    if (a.is_small() && b.is_small()) return a.small_ < b.small_ ? -1 : a.small_ > b.small_ ? 1 : 0;
    if (a.kind_ == Number::Kind::Float && b.kind_ == Number::Kind::Float) return a.double_ < b.double_ ? -1 : a.double_ > b.double_;
    if (a.kind_ == Number::Kind::BigFloat) {
        if (b.kind_ == Number::Kind::BigFloat) return compare(a.big_->re, b.big_->re);
        return b.kind_ == Number::Kind::Float ? compare(a.big_->re, b.double_) : compare(a.big_->re, b.rational());
    }
    if (b.kind_ == Number::Kind::BigFloat) return -compare(b, a);
    if (a.kind_ == Number::Kind::Float) return -compare(b.rational(), a.double_);
    if (b.kind_ == Number::Kind::Float) return compare(a.rational(), b.double_);
    return compare(a.rational(), b.rational());
}

int Number::structural_order(const Number& a, const Number& b) {
    if (a.kind_ != b.kind_) return a.kind_ < b.kind_ ? -1 : 1;
    switch (a.kind_) {
    case Kind::Gaussian: {
        int re = compare(a.box_->re, b.box_->re);
        return re != 0 ? re : compare(a.box_->im, b.box_->im);
    }
    case Kind::ComplexFloat:
        if (a.box_->float_re != b.box_->float_re) return a.box_->float_re < b.box_->float_re ? -1 : 1;
        return a.box_->float_im < b.box_->float_im ? -1 : a.box_->float_im > b.box_->float_im;
    case Kind::BigFloat: case Kind::BigComplex:
        if (a.precision_bits() != b.precision_bits()) return a.precision_bits() < b.precision_bits() ? -1 : 1;
        if (int re = compare(a.big_->re, b.big_->re)) return re;
        return compare(a.big_->im, b.big_->im);
    default: return compare(a, b);
    }
}

namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = (a ^ (b + 0x9E3779B97F4A7C15ull)) * 0xBF58476D1CE4E5B9ull;
    x ^= x >> 29;
    return x * 0x94D049BB133111EBull;
}

} // namespace

std::uint64_t Number::hash_of_other() const {
    switch (kind_) {
    case Kind::Small: return hash_of_small(small_);
    case Kind::Rational: return mixed(2, box_->re.hash());
    case Kind::Gaussian: return mixed(mixed(3, box_->re.hash()), box_->im.hash());
    case Kind::Float: return mixed(4, std::bit_cast<std::uint64_t>(double_));
    case Kind::BigFloat: case Kind::BigComplex: { // by the nearest doubles: cheap for every size
        std::uint64_t parts = mixed(std::bit_cast<std::uint64_t>(float_re()), std::bit_cast<std::uint64_t>(float_im()));
        return mixed(parts, 6 + static_cast<std::uint64_t>(big_->re.precision_bits()));
    }
    default:
        return mixed(mixed(5, std::bit_cast<std::uint64_t>(box_->float_re)), std::bit_cast<std::uint64_t>(box_->float_im));
    }
}

std::size_t Number::bytes() const {
    if (is_big()) return sizeof(BigBox) + big_->re.bytes() + big_->im.bytes();
    return is_boxed() ? sizeof(Box) + box_->re.bytes() + box_->im.bytes() : 0;
}

Rational content_gcd(const Rational& a, const Rational& b) {
    return Rational::make(gcd(a.numerator(), b.numerator()), lcm(a.denominator(), b.denominator()));
}

} // namespace rumina::algebra
