// The heap objects behind values. Layout only; heap.h makes them, operations.h gives them meaning.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

#include "algebra/expression.h"
#include "diagnostics/diagnostic.h"
#include "number/rational.h"
#include "runtime/ordered_map.h"
#include "runtime/value.h"

namespace rumina {

namespace plot {
struct Figure;
}

struct Builtin;
struct FunctionPrototype;
class ModuleScope;

/// extra: 1 while one slot of a frame is all that refers to it, so that the next result may take its place (bytecode/own_slots.h).
struct BigIntObject : Object {
    Integer value;
};

struct RationalObject : Object {
    Rational value;
};

/// Immutable UTF-8 text, indexed by code point. For text that is not ASCII, offsets of every 64th code point are
/// found on first use, so that indexing costs a constant.
struct StringObject : Object {
    std::uint32_t bytes;
    std::uint32_t length;         ///< code points; equal to bytes for ASCII
    mutable std::uint64_t hash_;  ///< 0: not computed yet
    mutable std::uint32_t* marks; ///< offsets of code points 64, 128, …; null until needed
    char data[1];                 ///< bytes + 1, ends in NUL

    std::string_view text() const { return {data, bytes}; }
    bool is_ascii() const { return bytes == length; }
    std::uint64_t hash() const;
    /// Byte offset of a code point; index <= length.
    std::uint32_t offset_of(std::uint32_t index) const;
    /// Code point index of a byte offset at a boundary.
    std::uint32_t index_of(std::uint32_t offset) const;
    std::string_view slice(std::uint32_t index, std::uint32_t count) const;
};

/// A growable array, shared by reference.
struct ArrayObject : Object {
    Value* data;
    std::size_t size, capacity;
    Value* begin() { return data; }
    Value* end() { return data + size; }
};

/// A struct instance in one allocation. aux is the shape, extra the number of fields inside. One that has more has given
/// the last of its places to a pointer to the others (`shared` says so).
struct StructObject : Object {
    Value fields[1];

    std::uint32_t shape() const { return aux; }
    std::uint32_t inline_capacity() const { return extra; }
    bool has_overflow() const { return shared != 0; }
    Value* overflow() const { return reinterpret_cast<Value*>(fields[extra].integer); }
    void set_overflow(Value* data) { fields[extra].integer = reinterpret_cast<std::int64_t>(data); }
    Value& field(std::uint32_t index) { return index < extra ? fields[index] : overflow()[index - extra]; }
};

/// A closure. aux counts the captures; captures[i] is a value, or a Cell when the variable is shared.
struct FunctionObject : Object {
    FunctionPrototype* prototype;
    FunctionObject* stands_for; ///< of a wrapper (`@memoize`): the function whose parameters it is called with; else null
    Value self; ///< of the enclosing function when the closure was made, or Unset
    Value captures[1];

    /// What a caller sees: names of parameters, text, kind.
    const FunctionPrototype& shown() const { return stands_for != nullptr ? *stands_for->prototype : *prototype; }
};

struct BuiltinObject : Object { // aux is the index in the BuiltinTable; extra: 1 when it takes formulas
    const Builtin* record;
};

struct RangeObject : Object {
    Value low, high, step; ///< reals; step is not zero
};

struct ModuleObject : Object {
    ModuleScope* scope; ///< of a file; null for a builtin namespace, then aux is its index in the BuiltinTable
    std::uint64_t name_id;
};

struct ErrorObject : Object {
    std::unique_ptr<Diagnostic> diagnostic;
    Value payload; ///< what `throw` was given
};

struct CellObject : Object {
    Value value;
};

struct VectorObject : Object {
    Value* data;
    std::size_t size;
    Value* begin() { return data; }
    Value* end() { return data + size; }
};

/// Row-major entries.
struct MatrixObject : Object {
    Value* data;
    std::size_t rows, columns;
    Value& at(std::size_t row, std::size_t column) { return data[row * columns + column]; }
    std::size_t size() const { return rows * columns; }
};

struct TableObject : Object {
    std::unique_ptr<OrderedMap> map;
};

struct SetObject : Object {
    std::unique_ptr<OrderedMap> map; ///< values are unused
};

/// Everything exact that is not rational, complex numbers, symbols, conditions. Never a real number that a simpler value
/// holds, and never plain true or false (expression_values.h makes them).
struct ExpressionObject : Object {
    algebra::Expr value;
};

/// A finished drawing; it never changes.
struct PlotObject : Object {
    std::shared_ptr<const plot::Figure> figure;
};

inline std::string_view text_of(const Value& value) { return value.as<StringObject>()->text(); }

} // namespace rumina
