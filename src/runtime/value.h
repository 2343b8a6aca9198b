// A value: a tag and a payload, 16 bytes, copied as two words.
//
// Rules that hold everywhere:
// 1. Tag::Int is 0, so one OR of two tags tests both operands for int.
// 2. An integer that fits 64 bits is always Int; BigInt holds only what does not fit. A Rational is never integral.
//    Constructors in heap.h and operations.h keep this; equality and hashing rely on it.
// 3. A float is never NaN or infinite; operations raise instead.
// 4. Values do not own: objects belong to the Heap, which frees them only at a safepoint (runtime.h). Native code may
//    therefore hold values freely, as long as it does not return to an engine in between.
// 5. Vector, Matrix, Table and Set have value semantics by copy-on-write. Whoever stores such a value a second time
//    calls share() on it; whoever writes calls the own_… function, which copies a shared one.
#pragma once

#include <cstdint>

namespace rumina {

enum class Tag : std::uint64_t {
    Int = 0,
    Float = 1,
    Bool = 2,
    Null = 3,
    Unset = 4, ///< a variable without a value; never seen by a program
    // Objects from here on.
    BigInt = 5,
    Rational = 6,
    Expression = 7, ///< everything exact that is not rational (the algebra layer makes these)
    String = 8,
    Array = 9,
    Struct = 10,
    Function = 11,
    Builtin = 12,
    Range = 13,
    Module = 14,
    Error = 15,
    Cell = 16, ///< a captured variable; never seen by a program
    // Copy-on-write values from here on.
    Vector = 17,
    Matrix = 18,
    Table = 19,
    Set = 20,
    // Immutable, so sharing it means nothing.
    Plot = 21,
};
inline constexpr std::uint64_t kFirstObjectTag = 5, kFirstSharedTag = 17, kLastTag = 21;

/// What every heap object starts with.
struct Object {
    std::uint8_t kind;   ///< its Tag; 0 for a free cell
    std::uint8_t mark;   ///< colour of the last collection that reached it
    std::uint8_t shared; ///< sticky: more than one place may hold it (copy-on-write kinds)
    std::uint8_t extra;  ///< by kind
    std::uint32_t aux;   ///< by kind
};

struct Value {
    std::uint64_t tag;
    union {
        std::int64_t integer;
        double real;
        Object* object;
    };

    static Value of_int(std::int64_t value) { return make(Tag::Int, value); }
    static Value of_float(double value) {
        Value v;
        v.tag = static_cast<std::uint64_t>(Tag::Float);
        v.real = value;
        return v;
    }
    static Value of_bool(bool value) { return make(Tag::Bool, value ? 1 : 0); }
    static Value null() { return make(Tag::Null, 0); }
    static Value unset() { return make(Tag::Unset, 0); }
    static Value of_object(Object* object) {
        Value v;
        v.tag = object->kind;
        v.integer = 0; // where pointers have 32 bits, the others count in same_bits
        v.object = object;
        return v;
    }

    Tag kind() const { return static_cast<Tag>(tag); }
    bool is(Tag t) const { return tag == static_cast<std::uint64_t>(t); }
    bool is_int() const { return tag == 0; }
    bool is_float() const { return is(Tag::Float); }
    bool is_null() const { return is(Tag::Null); }
    bool is_unset() const { return is(Tag::Unset); }
    bool is_object() const { return tag >= kFirstObjectTag && tag <= kLastTag; }
    /// An exact integer of any size.
    bool is_integer() const { return is_int() || is(Tag::BigInt); }
    /// An exact rational of any kind.
    bool is_exact() const { return is_integer() || is(Tag::Rational); }
    /// Something with a place on the real line that needs no zero test: exact rational or float.
    bool is_real() const { return is_exact() || is_float(); }
    /// Something operators compute with: a real, or an expression.
    bool is_number() const { return is_real() || is(Tag::Expression); }

    /// The object as its own type; the tag must have been tested.
    template <typename T>
    T* as() const {
        return static_cast<T*>(object);
    }

    /// Identity of bits: same immediate or same object.
    bool same_bits(const Value& other) const { return tag == other.tag && integer == other.integer; }

private:
    static Value make(Tag tag, std::int64_t payload) {
        Value v;
        v.tag = static_cast<std::uint64_t>(tag);
        v.integer = payload;
        return v;
    }
};
static_assert(sizeof(Value) == 16);

/// To be called when a value gets a second owner (another variable, element, field, argument or capture).
inline void share(const Value& value) {
    if (value.tag >= kFirstSharedTag && value.tag <= kLastTag) value.object->shared = 1;
}

} // namespace rumina
