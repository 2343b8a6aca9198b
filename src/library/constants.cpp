// Mathematical constants, and the constants of physics that the SI defines
// exactly. [BIPM 2019]
#include "library/arguments.h"
#include "library/topics.h"
#include "runtime/expression_values.h"

namespace rumina::library {
namespace {

Value run_pi(Call& call) { return value_of(call.runtime, algebra::pi()); }
Value run_e(Call& call) { return value_of(call.runtime, algebra::euler_e()); }
Value run_phi(Call& call) { return value_of(call.runtime, algebra::half() + algebra::half() * algebra::sqrt(algebra::Expr(5))); }
Value run_i(Call& call) { return value_of(call.runtime, algebra::imaginary_unit()); }
Value run_inf(Call& call) { return value_of(call.runtime, algebra::infinity()); }
Value run_euler_gamma(Call& call) { return value_of(call.runtime, algebra::constant(algebra::ConstantId::EulerGamma)); }
Value run_catalan(Call& call) { return value_of(call.runtime, algebra::constant(algebra::ConstantId::Catalan)); }
Value run_std(Call& call) {
    return Value::of_object(call.runtime.heap.module(nullptr, 0xFFFFFFFF, call.runtime.known.std)); // all namespaces
}

const Builtin mathematical[] = {
    {.signature = "pi() -> Number",
     .summary = "π, the ratio of a circle's circumference to its diameter.",
     .examples = {{"pi", "π"}, {"2*pi()", "2π"}},
     .run = run_pi,
     .constant = true},
    {.signature = "e() -> Number",
     .summary = "The base of the natural logarithm.",
     .examples = {{"e", "e"}, {"log(e)", "1"}},
     .run = run_e,
     .constant = true},
    {.signature = "phi() -> Number",
     .summary = "The golden ratio, (1 + √5)/2.",
     .examples = {{"phi", "1/2+1/2√5"}, {"phi^2 - phi", "1"}},
     .run = run_phi,
     .constant = true},
    {.signature = "i() -> Number",
     .summary = "The imaginary unit, whose square is -1.",
     .examples = {{"i", "i"}, {"i^2", "-1"}},
     .run = run_i,
     .constant = true},
    {.signature = "inf() -> Number",
     .summary = "Positive infinity, a limit: 1/inf is 0, inf - inf has no value.",
     .examples = {{"1/inf", "0"}, {"sym x; limit(atan(x), x, infinity)", "1/2π"}, {"limit(\"1/x\", \"x\", \"infinity\")", "0"}, {"inf - inf", "!DomainError"}, {"inf > 10^100", "true"}},
     .raises = {DiagnosticId::InfinityUndefined},
     .aliases = "infinity",
     .run = run_inf,
     .constant = true},
    {.signature = "EulerGamma() -> Number",
     .summary = "Euler's constant γ, about 0.577.",
     .examples = {{"N(EulerGamma)", "0.5772156649015329"}},
     .source = "DLMF 5.2.3",
     .run = run_euler_gamma,
     .constant = true},
    {.signature = "Catalan() -> Number",
     .summary = "Catalan's constant, about 0.916.",
     .examples = {{"N(Catalan)", "0.915965594177219"}},
     .source = "DLMF 25.11.40",
     .run = run_catalan,
     .constant = true},
    {.signature = "std() -> Module",
     .summary = "The library by topics: std.math.abs, std.stats.mean.",
     .examples = {{"std.math.abs(-5)", "5"}},
     .run = run_std,
     .constant = true},
};

// The exact value that a decimal text spells.
template <const char* digits>
Value exact_constant(Call& call) { return make_rational(call, *Rational::parse(digits)); }

#define PHYSICAL_CONSTANT(name, digits) constexpr char name[] = digits;
PHYSICAL_CONSTANT(kSpeedOfLight, "299792458")
PHYSICAL_CONSTANT(kPlanck, "6.62607015e-34")
PHYSICAL_CONSTANT(kElementaryCharge, "1.602176634e-19")
PHYSICAL_CONSTANT(kBoltzmann, "1.380649e-23")
PHYSICAL_CONSTANT(kAvogadro, "6.02214076e23")
PHYSICAL_CONSTANT(kGasConstant, "8.31446261815324")
PHYSICAL_CONSTANT(kFaraday, "96485.3321233100184")
PHYSICAL_CONSTANT(kCaesium, "9192631770")
PHYSICAL_CONSTANT(kLuminousEfficacy, "683")
PHYSICAL_CONSTANT(kGravity, "9.80665")
PHYSICAL_CONSTANT(kAtmosphere, "101325")
PHYSICAL_CONSTANT(kAstronomicalUnit, "149597870700")
PHYSICAL_CONSTANT(kLightYear, "9460730472580800")
#undef PHYSICAL_CONSTANT

const Builtin physical[] = {
    {.signature = "constants::speed_of_light() -> Rational",
     .summary = "The speed of light in vacuum, in m/s.",
     .examples = {{"constants::speed_of_light", "299792458"}},
     .aliases = "constants::c",
     .run = exact_constant<kSpeedOfLight>,
     .constant = true},
    {.signature = "constants::planck() -> Rational",
     .summary = "The Planck constant, in J s.",
     .examples = {{"constants::h == 662607015/10^42", "true"}},
     .aliases = "constants::h",
     .run = exact_constant<kPlanck>,
     .constant = true},
    {.signature = "constants::elementary_charge() -> Rational",
     .summary = "The elementary charge, in C; also the electronvolt in J.",
     .examples = {{"constants::elementary_charge == 1602176634/10^28", "true"}},
     .aliases = "constants::q_e constants::electronvolt",
     .run = exact_constant<kElementaryCharge>,
     .constant = true},
    {.signature = "constants::boltzmann() -> Rational",
     .summary = "The Boltzmann constant, in J/K.",
     .examples = {{"constants::k_B == 1380649/10^29", "true"}},
     .aliases = "constants::k_B",
     .run = exact_constant<kBoltzmann>,
     .constant = true},
    {.signature = "constants::avogadro() -> Rational",
     .summary = "The Avogadro constant, in 1/mol.",
     .examples = {{"constants::N_A", "602214076000000000000000"}},
     .aliases = "constants::N_A",
     .run = exact_constant<kAvogadro>,
     .constant = true},
    {.signature = "constants::gas_constant() -> Rational",
     .summary = "The molar gas constant, in J/(mol K): the product of the Avogadro and Boltzmann constants.",
     .examples = {{"constants::R == constants::N_A * constants::k_B", "true"}},
     .aliases = "constants::R",
     .run = exact_constant<kGasConstant>,
     .constant = true},
    {.signature = "constants::faraday() -> Rational",
     .summary = "The Faraday constant, in C/mol: the product of the Avogadro constant and the elementary charge.",
     .examples = {{"constants::F == constants::N_A * constants::q_e", "true"}},
     .aliases = "constants::F",
     .run = exact_constant<kFaraday>,
     .constant = true},
    {.signature = "constants::caesium_frequency() -> Rational",
     .summary = "The hyperfine transition frequency of caesium 133, in Hz.",
     .examples = {{"constants::caesium_frequency", "9192631770"}},
     .run = exact_constant<kCaesium>,
     .constant = true},
    {.signature = "constants::luminous_efficacy() -> Rational",
     .summary = "The luminous efficacy of radiation of 540 THz, in lm/W.",
     .examples = {{"constants::K_cd", "683"}},
     .aliases = "constants::K_cd",
     .run = exact_constant<kLuminousEfficacy>,
     .constant = true},
    {.signature = "constants::standard_gravity() -> Rational",
     .summary = "The standard acceleration of gravity, in m/s^2.",
     .examples = {{"constants::g0", "196133/20000"}},
     .aliases = "constants::g0",
     .run = exact_constant<kGravity>,
     .constant = true},
    {.signature = "constants::atmosphere() -> Rational",
     .summary = "The standard atmosphere, in Pa.",
     .examples = {{"constants::atm", "101325"}},
     .aliases = "constants::atm",
     .run = exact_constant<kAtmosphere>,
     .constant = true},
    {.signature = "constants::astronomical_unit() -> Rational",
     .summary = "The astronomical unit, in m.",
     .examples = {{"constants::au", "149597870700"}},
     .aliases = "constants::au",
     .run = exact_constant<kAstronomicalUnit>,
     .constant = true},
    {.signature = "constants::light_year() -> Rational",
     .summary = "The way of light in a Julian year, in m.",
     .examples = {{"constants::light_year == constants::c * 365.25 * 86400", "true"}},
     .aliases = "constants::ly",
     .run = exact_constant<kLightYear>,
     .constant = true},
};

} // namespace

Records constant_builtins() { return mathematical; }
Records physical_builtins() { return physical; }

} // namespace rumina::library
