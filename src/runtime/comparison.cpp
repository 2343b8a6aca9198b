// Equality, identity and order.
//
// Structural equality walks with its own stack, so depth is not limited by the native one. Pairs of containers that were
// met are merged into classes assumed equal: cyclic values terminate, and shared parts are compared once.
// [Adams & Dybvig 2008] "Efficient nondestructive equality checking for trees and graphs"
#include "runtime/comparison.h"

#include <unordered_map>
#include <vector>

#include "base/assert.h"
#include "plot/figure.h"
#include "runtime/expression_operations.h"
#include "runtime/hinted_failure.h"
#include "runtime/kind_failure.h"
#include "runtime/number_values.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

thread_local const Shapes* the_shapes = nullptr;

bool is_compound(const Value& value) {
    switch (value.kind()) {
    case Tag::Array: case Tag::Struct: case Tag::Vector: case Tag::Matrix: case Tag::Table: case Tag::Set: return true;
    default: return false;
    }
}

bool equal_ranges(const RangeObject* a, const RangeObject* b) {
    return compare_reals(a->low, b->low) == 0 && compare_reals(a->high, b->high) == 0 && compare_reals(a->step, b->step) == 0;
}

bool equal_modules(const ModuleObject* a, const ModuleObject* b) {
    return a->scope == b->scope && (a->scope != nullptr || a->aux == b->aux);
}

bool equal_text(const StringObject* a, const StringObject* b) { return a->bytes == b->bytes && a->text() == b->text(); }

/// What expressions are compared by: `==` by value, keys by identity of nodes.
enum class Expressions : std::uint8_t { ByValue, ByNode };

/// Equality of values that are not compound.
bool equal_leaves(const Value& a, const Value& b, Expressions how) {
    if (a.is_real() && b.is_real()) return compare_reals(a, b) == 0;
    if (a.is_number() && b.is_number())
        return same_expression(a, b) || (how == Expressions::ByValue && expressions_equal(a, b) == Truth::Yes);
    if (a.tag != b.tag) return false;
    switch (a.kind()) {
    case Tag::String: return equal_text(a.as<StringObject>(), b.as<StringObject>());
    case Tag::Range: return equal_ranges(a.as<RangeObject>(), b.as<RangeObject>());
    case Tag::Module: return equal_modules(a.as<ModuleObject>(), b.as<ModuleObject>());
    case Tag::Builtin: return a.as<BuiltinObject>()->record == b.as<BuiltinObject>()->record;
    case Tag::Plot: return *a.as<PlotObject>()->figure == *b.as<PlotObject>()->figure;
    default: return a.same_bits(b);
    }
}

class StructuralEquality {
public:
    explicit StructuralEquality(Expressions how) : how_(how) {}
    bool run(const Value& a, const Value& b) {
        if (!meet(a, b)) return false;
        while (!frames_.empty()) {
            Value x, y;
            if (!next_pair(x, y)) frames_.pop_back();
            else if (!meet(x, y)) return false;
        }
        return true;
    }

private:
    struct Frame {
        Value a, b;
        std::size_t next;
    };

    /// False when the two are certainly different; pushes compound ones whose parts have to be compared.
    bool meet(const Value& a, const Value& b) {
        if (a.same_bits(b)) return true;
        if (!is_compound(a) || !is_compound(b)) return equal_leaves(a, b, how_);
        if (a.tag != b.tag || !same_size(a, b)) return false;
        // Small values end before they meet themselves again; classes are kept for the others.
        if (++compared_ > kFreePairs && assumed_equal(a.object, b.object)) return true;
        frames_.push_back({a, b, 0});
        return true;
    }

    static bool same_size(const Value& a, const Value& b) {
        switch (a.kind()) {
        case Tag::Array: return a.as<ArrayObject>()->size == b.as<ArrayObject>()->size;
        case Tag::Vector: return a.as<VectorObject>()->size == b.as<VectorObject>()->size;
        case Tag::Matrix:
            return a.as<MatrixObject>()->rows == b.as<MatrixObject>()->rows &&
                   a.as<MatrixObject>()->columns == b.as<MatrixObject>()->columns;
        case Tag::Table: return a.as<TableObject>()->map->size() == b.as<TableObject>()->map->size();
        case Tag::Set: return a.as<SetObject>()->map->size() == b.as<SetObject>()->map->size();
        default: return a.object->aux == b.object->aux || shape_of(a).size() == shape_of(b).size();
        }
    }

    static const Shape& shape_of(const Value& value) {
        RUMINA_ASSERT(the_shapes != nullptr, "an engine is current while its structs are compared");
        return the_shapes->get(value.as<StructObject>()->shape());
    }

    /// The next pair of parts; false after the last. A part that is missing on one side gives Unset there.
    bool next_pair(Value& x, Value& y) {
        Frame& frame = frames_.back();
        std::size_t i = frame.next++;
        switch (frame.a.kind()) {
        case Tag::Array:
            return entry_pair(frame.a.as<ArrayObject>()->data, frame.b.as<ArrayObject>()->data, frame.a.as<ArrayObject>()->size,
                              i, x, y);
        case Tag::Vector:
            return entry_pair(frame.a.as<VectorObject>()->data, frame.b.as<VectorObject>()->data,
                              frame.a.as<VectorObject>()->size, i, x, y);
        case Tag::Matrix:
            return entry_pair(frame.a.as<MatrixObject>()->data, frame.b.as<MatrixObject>()->data,
                              frame.a.as<MatrixObject>()->size(), i, x, y);
        case Tag::Struct: {
            const Shape &shape = shape_of(frame.a), &other = shape_of(frame.b);
            if (i >= shape.size()) return false;
            std::uint32_t index = static_cast<std::uint32_t>(i);
            std::uint32_t place = shape.id() == other.id() ? index : other.find(shape.name(index));
            x = frame.a.as<StructObject>()->field(index);
            y = place == Shape::kAbsent ? Value::unset() : frame.b.as<StructObject>()->field(place);
            return true;
        }
        case Tag::Table: return keyed_pair(frame, *frame.a.as<TableObject>()->map, *frame.b.as<TableObject>()->map, x, y);
        default: return keyed_pair(frame, *frame.a.as<SetObject>()->map, *frame.b.as<SetObject>()->map, x, y);
        }
    }

    static bool entry_pair(const Value* a, const Value* b, std::size_t size, std::size_t i, Value& x, Value& y) {
        if (i >= size) return false;
        x = a[i];
        y = b[i];
        return true;
    }

    static bool keyed_pair(Frame& frame, const OrderedMap& a, const OrderedMap& b, Value& x, Value& y) {
        std::size_t i = frame.next - 1;
        while (i < a.entries().size() && a.entries()[i].key.is_unset()) ++i;
        frame.next = i + 1;
        if (i >= a.entries().size()) return false;
        x = a.entries()[i].value;
        const Value* found = b.find(a.entries()[i].key);
        y = found == nullptr ? Value::unset() : *found;
        return true;
    }

    Object* representative(Object* object) {
        Object* root = object;
        for (auto up = class_of_.find(root); up != class_of_.end(); up = class_of_.find(root)) root = up->second;
        while (object != root) { // shorten the path
            Object*& up = class_of_[object];
            object = up;
            up = root;
        }
        return root;
    }

    bool assumed_equal(Object* a, Object* b) {
        a = representative(a);
        b = representative(b);
        if (a == b) return true;
        class_of_[a] = b;
        return false;
    }

    static constexpr std::size_t kFreePairs = 256;
    Expressions how_;
    std::vector<Frame> frames_;
    std::unordered_map<Object*, Object*> class_of_;
    std::size_t compared_ = 0;
};

} // namespace

void set_current_shapes(const Shapes* shapes) { the_shapes = shapes; }
const Shapes* current_shapes() { return the_shapes; }

bool truthy(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: case Tag::Bool: return value.integer != 0;
    case Tag::Float: return value.real != 0;
    case Tag::Null: case Tag::Unset: return false;
    case Tag::Expression: return expression_truth(value);
    default: return true; // a BigInt or Rational is never zero
    }
}

bool equal(const Value& a, const Value& b) {
    if ((a.tag | b.tag) == 0) return a.integer == b.integer;
    if (!is_compound(a) || !is_compound(b)) return equal_leaves(a, b, Expressions::ByValue);
    return StructuralEquality(Expressions::ByValue).run(a, b);
}

bool equal_keys(const Value& a, const Value& b) {
    if (!is_compound(a) || !is_compound(b)) return equal_leaves(a, b, Expressions::ByNode);
    return StructuralEquality(Expressions::ByNode).run(a, b);
}

bool same(const Value& a, const Value& b) {
    if (a.is(Tag::Array) || a.is(Tag::Struct)) return a.same_bits(b);
    return a.is(Tag::Expression) || b.is(Tag::Expression) ? same_expression(a, b) : equal(a, b);
}

int compare(const Value& a, const Value& b, std::string_view op) {
    if ((a.tag | b.tag) == 0) return (a.integer > b.integer) - (a.integer < b.integer);
    if (a.is_real() && b.is_real()) return compare_reals(a, b);
    if (a.is(Tag::String) && b.is(Tag::String)) {
        // The order of UTF-8 bytes is the order of code points.
        int order = text_of(a).compare(text_of(b));
        return (order > 0) - (order < 0);
    }
    if (a.is_number() && b.is_number()) return order_of(a, b, op);
    fail_with_hint(DiagnosticId::NotOrdered, null_hint(a.is(Tag::Null) ? a : b), op, type_name(a), type_name(b));
}

} // namespace rumina
