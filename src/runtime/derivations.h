// The derivation of a result as a value: an array of structs {rule, before, after, level, where}, one for each step, that
// prints as numbered lines. Its parts are ordinary values; an array made from it prints like any other.
#pragma once

#include <string>

#include "runtime/object.h"
#include "runtime/value.h"

namespace rumina {

class Runtime;

/// A mark in the `extra` byte of an array that was just made.
inline void mark_as_derivation(const Value& steps) { steps.as<ArrayObject>()->extra = 1; }
/// Whether the array was made as one and its elements still are steps.
bool is_derivation(const Runtime& runtime, const Value& value);

/// Lines without a newline at the end:
///
///   1. By parts with u = x, dv = exp(x) dx, so du = dx, v = exp(x):
///      ∫ x*exp(x) dx = x*exp(x) - ∫ exp(x) dx
///      1.1. Table:
///           ∫ exp(x) dx = exp(x)
///   2. Put together:
///      ∫ x*exp(x) dx = x*exp(x) - exp(x)
std::string derivation_text(Runtime& runtime, const Value& steps);
/// The same as LaTeX: one aligned environment, the rules beside the lines.
std::string derivation_latex(Runtime& runtime, const Value& steps);

} // namespace rumina
