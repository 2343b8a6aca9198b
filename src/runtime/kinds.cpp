#include "runtime/kinds.h"

#include <vector>

#include "runtime/expression_values.h"
#include "runtime/function.h"
#include "runtime/object.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

constexpr KindWord kWords[] = {
    {"Any", "any", "a value", kinds::any},
    {"Integer", "int", "an integer", kinds::integer},
    {"Rational", "rational", "an integer or a fraction", kinds::rational},
    {"Real", "real", "a real number", kinds::real},
    {"Number", "number", "a number", kinds::number},
    {"Formula", "formula", "an expression, a text or a function", kinds::number | bit(Tag::String) | kinds::function},
    {"Symbol", "symbol", "a symbol", kinds::any},
    {"Float", "float", "a float", bit(Tag::Float)},
    {"Bool", "bool", "a bool", bit(Tag::Bool)},
    {"String", "string", "a string", bit(Tag::String)},
    {"Array", "array", "an array", bit(Tag::Array)},
    {"Struct", "struct", "a struct", bit(Tag::Struct)},
    {"Table", "table", "a table", bit(Tag::Table)},
    {"Set", "set", "a set", bit(Tag::Set)},
    {"Vector", "vec", "a vec", bit(Tag::Vector)},
    {"Matrix", "mat", "a mat", bit(Tag::Matrix)},
    {"Range", "range", "a range", bit(Tag::Range)},
    {"Function", "function", "a function", kinds::function},
    {"Module", "module", "a module", bit(Tag::Module)},
    {"Plot", "plot", "a plot", bit(Tag::Plot)},
    {"Error", "error", "an error", bit(Tag::Error)},
    {"Sequence", "sequence", "an array, vec or range", kinds::sequence},
    {"Collection", "collection", "a collection", kinds::collection},
    {"Null", "null", "null", bit(Tag::Null)},
};

} // namespace

const KindWord* find_kind_word(std::string_view text) {
    for (const KindWord& row : kWords)
        if (row.word == text || row.name == text) return &row;
    return nullptr;
}

std::string kinds_phrase(std::string_view kinds) {
    std::vector<std::string_view> phrases;
    while (!kinds.empty()) {
        std::size_t end = std::min(kinds.find('|'), kinds.size());
        if (const KindWord* row = find_kind_word(kinds.substr(0, end))) phrases.push_back(row->phrase);
        kinds.remove_prefix(std::min(end + 1, kinds.size()));
    }
    std::string text;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        if (i != 0) text += i + 1 == phrases.size() ? " or " : ", ";
        text += phrases[i];
    }
    return text;
}

KindMask kind_bit(const Value& value) { return bit(value.kind()); }

std::string_view type_name(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: return "int";
    case Tag::BigInt: return "bigint";
    case Tag::Rational: return "rational";
    case Tag::Float: return "float";
    case Tag::Bool: return "bool";
    case Tag::Null: case Tag::Unset: case Tag::Cell: return "null";
    case Tag::Expression: return type_of(value.as<ExpressionObject>()->value);
    case Tag::String: return "string";
    case Tag::Array: return "array";
    case Tag::Struct: return "struct";
    case Tag::Function: {
        const FunctionPrototype& prototype = value.as<FunctionObject>()->shown();
        return prototype.builtin != 0 ? "native_function" : prototype.is_lambda ? "lambda" : "function";
    }
    case Tag::Builtin: return "native_function";
    case Tag::Range: return "range";
    case Tag::Module: return "module";
    case Tag::Error: return "error";
    case Tag::Vector: return "vec";
    case Tag::Matrix: return "mat";
    case Tag::Table: return "table";
    case Tag::Set: return "set";
    case Tag::Plot: return "plot";
    }
    __builtin_unreachable();
}

std::string described(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: case Tag::BigInt: return "an integer";
    case Tag::Rational: return "a fraction";
    case Tag::Array: return "an array";
    case Tag::Error: return "an error";
    case Tag::Expression: return std::string(describe(value.as<ExpressionObject>()->value));
    case Tag::Null: case Tag::Unset: case Tag::Cell: return "null";
    case Tag::Function: case Tag::Builtin: return "a function";
    default: return "a " + std::string(type_name(value));
    }
}

} // namespace rumina
