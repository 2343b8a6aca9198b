// Values as LaTeX, MathML and two-dimensional text.
#include "library/functions.h"
#include "library/topics.h"
#include "library/value_notation.h"
#include "plot/braille.h"
#include "runtime/derivations.h"
#include "runtime/picture.h"
#include "runtime/expression_text.h"

namespace rumina::library {
namespace {

using algebra::Notation;
using algebra::Shape;

/// Appends the notation of a value; false for a kind that has none.
bool append(std::vector<Notation>& parts, const Value& value) {
    std::optional<Notation> notation = notation_of(value);
    if (notation) parts.push_back(std::move(*notation));
    return notation.has_value();
}

/// Entries side by side with commas.
std::optional<Notation> listed(ArrayObject& array) {
    Notation row;
    for (const Value& entry : array) {
        if (!row.parts.empty()) row.parts.push_back({Shape::Operator, ",", {}});
        if (!append(row.parts, entry)) return std::nullopt;
    }
    Notation fence{Shape::Fence, "[", {}};
    fence.parts.push_back(std::move(row));
    return fence;
}

std::optional<Notation> matrix_notation(MatrixObject& matrix) {
    Notation result{Shape::Matrix, "", {}};
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        Notation& row = result.parts.emplace_back();
        for (std::size_t j = 0; j < matrix.columns; ++j)
            if (!append(row.parts, matrix.at(i, j))) return std::nullopt;
    }
    return result;
}

/// A vec is a column.
std::optional<Notation> vector_notation(VectorObject& vector) {
    Notation result{Shape::Matrix, "", {}};
    for (const Value& entry : vector)
        if (!append(result.parts.emplace_back().parts, entry)) return std::nullopt;
    return result;
}

} // namespace

std::optional<Notation> notation_of(const Value& value) {
    algebra::DepthGuard guard; // also against an array inside itself
    if (value.is(Tag::Array)) return listed(*value.as<ArrayObject>());
    if (value.is(Tag::Vector)) return vector_notation(*value.as<VectorObject>());
    if (value.is(Tag::Matrix)) return matrix_notation(*value.as<MatrixObject>());
    if (value.is(Tag::String)) return algebra::notation_of(parse_expression(text_of(value)));
    if (value.is(Tag::Bool)) return Notation{Shape::Word, value.integer != 0 ? "true" : "false", {}};
    if (!value.is_number()) return std::nullopt;
    return algebra::notation_of(expression_of(value));
}

namespace {

template <std::string (*draw)(const Notation&)>
Value run_drawing(Call& call) {
    std::optional<Notation> notation = notation_of(call[0]);
    if (!notation) fail_kind(call, 0, "a number, an expression, or an array, vec or mat of them");
    return make_string(call, draw(*notation));
}

Value run_latex(Call& call) {
    if (is_derivation(call.runtime, call[0])) return make_string(call, derivation_latex(call.runtime, call[0]));
    return run_drawing<algebra::latex>(call);
}

Value run_pretty(Call& call) {
    Value picture = call[0].is(Tag::Plot) ? make_string(call, plot::to_braille(*call[0].as<PlotObject>()->figure)) : run_drawing<algebra::pretty>(call);
    mark_as_picture(picture);
    return picture;
}

const Builtin records[] = {
    {.signature = "latex(value: Any) -> String",
     .summary = "A number, expression, vec, mat or array in LaTeX's math mode; text is read as a formula. The steps of a derivation are aligned lines.",
     .examples = {{"sym x; latex(x^2/2)", "\\frac{x^{2}}{2}"}, {"latex(sqrt(2) + 1)", "1 + \\sqrt{2}"},
                  {"latex(mat[1, 2; 3, 4])", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"}},
     .raises = {DiagnosticId::ArgumentKind},
     .run = run_latex},
    {.signature = "mathml(value: Any) -> String",
     .summary = "The same as latex, in presentation MathML.",
     .examples = {{"sym x; size(mathml(x)) > 0", "true"}},
     .raises = {DiagnosticId::ArgumentKind},
     .run = run_drawing<algebra::mathml>},
    {.signature = "pretty(value: Any) -> String",
     .summary = "The same as latex, as text of several lines for a terminal; a plot in the plane as dots.",
     .examples = {{"sym x; pretty(x^2 + 2*x)", "x² + 2x"}, {"sym x; pretty(1/x)", "1\n─\nx"}},
     .raises = {DiagnosticId::ArgumentKind},
     .run = run_pretty},
};

} // namespace

Records notation_builtins() { return records; }

} // namespace rumina::library
