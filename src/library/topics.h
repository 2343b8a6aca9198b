// The topics of the library: each source file gives its records; registry.cpp lists them with their namespaces.
#pragma once

#include <span>

#include "runtime/builtin.h"

namespace rumina::library {

using Records = std::span<const Builtin>;

Records output_builtins();      ///< print, input
Records reflection_builtins();  ///< typeof, same, assert, error, exit
Records conversion_builtins();  ///< int, rational, string, decimal
Records copying_builtins();     ///< copy, copy_struct
Records help_builtins();        ///< help
Records constant_builtins();    ///< pi, e, phi, i, inf
Records arithmetic_builtins();  ///< abs, floor, gcd, min, sum
Records elementary_builtins();  ///< sqrt, exp, log, sin
Records real_function_builtins(); ///< math::sqrt, math::log: real only
Records special_function_builtins(); ///< gamma, erf, zeta, Bessel …
Records evaluation_builtins();  ///< N, decimal, evaluate_at
Records algebra_builtins();     ///< expand, factor, collect, apart
Records form_builtins();        ///< limit, integrate, rootof
Records rewriting_builtins();   ///< replace, matches, rewrite
Records calculus_builtins();    ///< differentiate, gradient
Records integral_builtins();    ///< integrate
Records definite_integral_builtins(); ///< definite_integral
Records limit_builtins();       ///< limit, series
Records step_builtins();        ///< steps
Records equation_builtins();    ///< solve, roots
Records expression_builtins();  ///< N, subs, free_symbols, assume …
Records notation_builtins();    ///< latex, mathml, pretty
Records integer_builtins();     ///< is_prime, divisors, fibonacci
Records bit_builtins();         ///< band, shl, hex
Records collection_builtins();  ///< size, contains, first, zip
Records array_builtins();       ///< range, push, pop
Records struct_builtins();      ///< new, getattr, keys
Records set_builtins();         ///< union, difference
Records string_builtins();      ///< string::length, split, upper
Records vector_builtins();      ///< dot, cross, norm
Records matrix_builtins();      ///< det, inv, matmul
Records statistics_builtins();  ///< mean, median
Records random_builtins();      ///< random::rand, choice
Records time_builtins();        ///< time::date
Records physical_builtins();    ///< constants::speed_of_light
Records plot_builtins();          ///< plot, svg
Records intrinsic_builtins();   ///< names starting with __, for the prelude only

} // namespace rumina::library
