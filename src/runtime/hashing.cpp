// Hashes of keys. Keys that are equal hash equally: numbers through their exact value, whatever their kind. A vec or mat
// is hashed with a stack of its own, since keys may nest.
#include <unordered_map>
#include <vector>

#include "number/big_float.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

// The finaliser of SplitMix64. [Steele, Lea & Flood 2014]
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

std::uint64_t combine_hashes(std::uint64_t a, std::uint64_t b) { return mix(a * 0x9E3779B97F4A7C15u + b); }

std::uint64_t hash_int(std::int64_t value) { return mix(static_cast<std::uint64_t>(value) + 0x9E3779B97F4A7C15u); }

std::uint64_t hash_float(double value) {
    if (value >= -0x1p63 && value < 0x1p63) {
        auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) == value) return hash_int(whole);
        return mix(Rational::from_double(value).hash());
    }
    return mix(Integer::from_double(value).hash());
}

std::uint64_t hash_number(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: return hash_int(value.integer);
    case Tag::Float: return hash_float(value.real);
    case Tag::BigInt: return mix(value.as<BigIntObject>()->value.hash());
    default: return mix(value.as<RationalObject>()->value.hash());
    }
}

/// Nodes by their hash; a float of any precision as the int or fraction it equals.
std::uint64_t hash_expression(const algebra::Expr& e) {
    if (!e.is_number() || !e.number().is_real()) return mix(e.hash());
    BigFloat value = e.number().big_re(e.number().precision_bits());
    if (value.is_integer() && compare(value, 0x1p63) < 0 && compare(value, -0x1p63) >= 0)
        return hash_int(value.to_rational().numerator().to_int64());
    return mix(value.hash());
}

bool is_tuple(const Value& value) { return value.is(Tag::Vector) || value.is(Tag::Matrix); }

std::uint64_t hash_leaf(const Value& key) {
    switch (key.kind()) {
    case Tag::Int: case Tag::Float: case Tag::BigInt: case Tag::Rational: return hash_number(key);
    case Tag::Expression: return hash_expression(key.as<ExpressionObject>()->value);
    case Tag::Bool: return mix(0xB001 + static_cast<std::uint64_t>(key.integer));
    case Tag::Null: return mix(0x2011);
    case Tag::String: return key.as<StringObject>()->hash();
    case Tag::Range: {
        auto* range = key.as<RangeObject>();
        return combine_hashes(combine_hashes(hash_number(range->low), hash_number(range->high)), hash_number(range->step));
    }
    case Tag::Function: return mix(reinterpret_cast<std::uintptr_t>(key.object));
    case Tag::Builtin: return mix(reinterpret_cast<std::uintptr_t>(key.as<BuiltinObject>()->record));
    case Tag::Module: {
        auto* module = key.as<ModuleObject>();
        return mix(module->scope != nullptr ? reinterpret_cast<std::uintptr_t>(module->scope) : module->aux);
    }
    default: fail(DiagnosticId::NotHashable, described(key));
    }
}

std::uint64_t hash_tuple(const Value& key) {
    struct Frame {
        const Value* data;
        std::size_t size, next;
        std::uint64_t hash;
        Object* object;
    };
    std::vector<Frame> frames;
    std::unordered_map<Object*, std::uint64_t> known; // shared parts are hashed once
    auto open = [&](const Value& value) {
        if (value.is(Tag::Vector)) {
            auto* vector = value.as<VectorObject>();
            frames.push_back({vector->data, vector->size, 0, mix(0x7EC + vector->size), value.object});
        } else {
            auto* matrix = value.as<MatrixObject>();
            frames.push_back({matrix->data, matrix->size(), 0, combine_hashes(matrix->rows, matrix->columns), value.object});
        }
    };
    open(key);
    for (;;) {
        Frame& frame = frames.back();
        if (frame.next == frame.size) {
            std::uint64_t done = frame.hash;
            if (frames.size() == 1) return done;
            known.emplace(frame.object, done);
            frames.pop_back();
            frames.back().hash = combine_hashes(frames.back().hash, done);
            continue;
        }
        const Value& entry = frame.data[frame.next++];
        if (!is_tuple(entry)) frame.hash = combine_hashes(frame.hash, hash_leaf(entry));
        else if (auto found = known.find(entry.object); found != known.end())
            frame.hash = combine_hashes(frame.hash, found->second);
        else open(entry);
    }
}

} // namespace

std::uint64_t hash_key(const Value& key) { return is_tuple(key) ? hash_tuple(key) : hash_leaf(key); }

} // namespace rumina
