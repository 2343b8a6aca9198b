#include "runtime/result_cache.h"

#include <algorithm>
#include <bit>
#include <chrono>

#include "runtime/builtin.h"
#include "runtime/expression_values.h"
#include "runtime/runtime.h"

namespace rumina {
namespace {

constexpr std::size_t kMostParts = 8'000;        ///< of one key or result
constexpr std::size_t kGeneration = 8'000;       ///< weight: two generations are some megabytes
constexpr int kDeepest = 16;                     ///< arrays inside arrays
constexpr std::size_t kFew = 10;                 ///< small numbers: a 3 by 3 determinant is faster than its key
constexpr std::chrono::milliseconds kLong{20};   ///< a first call is kept from here on

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) { // [Steele, Lea & Flood 2014]
    std::uint64_t x = a * 0x9E3779B97F4A7C15u + b;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    return x ^ x >> 31;
}

/// About the memory of the parts, in units of a hundred bytes.
template <typename Parts>
std::size_t weight_of(const Parts& parts) {
    std::size_t weight = parts.size();
    for (const auto& part : parts) {
        if (const auto* e = std::get_if<algebra::Expr>(&part.content)) weight += e->leaves();
        else if (const auto* integer = std::get_if<Integer>(&part.content)) weight += integer->bytes() / 100;
        else if (const auto* rational = std::get_if<Rational>(&part.content)) weight += rational->bytes() / 100;
        else if (const auto* text = std::get_if<std::string>(&part.content)) weight += text->size() / 100;
    }
    return weight;
}

} // namespace

bool ResultCache::take(const Value& value, Parts& parts, int depth) {
    if (parts.size() >= kMostParts || depth > kDeepest) return false;
    auto whole = [&](const Value* data, std::size_t count, std::size_t rows) {
        if (count > kMostParts - parts.size()) return false;
        parts.push_back({value.kind(), std::uint64_t{count}, static_cast<std::uint32_t>(rows)});
        for (std::size_t i = 0; i < count; ++i)
            if (!take(data[i], parts, depth + 1)) return false;
        return true;
    };
    switch (value.kind()) {
    case Tag::Int: case Tag::Bool: case Tag::Null: case Tag::Unset: parts.push_back({value.kind(), static_cast<std::uint64_t>(value.integer)}); return true;
    case Tag::Float: parts.push_back({value.kind(), std::bit_cast<std::uint64_t>(value.real)}); return true;
    case Tag::BigInt: parts.push_back({value.kind(), value.as<BigIntObject>()->value}); return true;
    case Tag::Rational: parts.push_back({value.kind(), value.as<RationalObject>()->value}); return true;
    case Tag::Expression: parts.push_back({value.kind(), value.as<ExpressionObject>()->value}); return true;
    case Tag::String: parts.push_back({value.kind(), std::string(text_of(value))}); return true;
    case Tag::Array: return whole(value.as<ArrayObject>()->data, value.as<ArrayObject>()->size, 0);
    case Tag::Vector: return whole(value.as<VectorObject>()->data, value.as<VectorObject>()->size, 0);
    case Tag::Matrix: return whole(value.as<MatrixObject>()->data, value.as<MatrixObject>()->size(), value.as<MatrixObject>()->rows);
    default: return false;
    }
}

Value ResultCache::make(Runtime& runtime, const Part*& part) {
    const Part& head = *part++;
    const std::uint64_t bits = std::holds_alternative<std::uint64_t>(head.content) ? std::get<std::uint64_t>(head.content) : 0;
    const auto count = static_cast<std::size_t>(bits); // of a container
    auto fill = [&](Value* data) {
        for (std::size_t i = 0; i < count; ++i) data[i] = make(runtime, part);
    };
    switch (head.kind) {
    case Tag::Int: return Value::of_int(static_cast<std::int64_t>(bits));
    case Tag::Bool: return Value::of_bool(bits != 0);
    case Tag::Null: return Value::null();
    case Tag::Float: return Value::of_float(std::bit_cast<double>(bits));
    case Tag::BigInt: return runtime.heap.integer(std::get<Integer>(head.content));
    case Tag::Rational: return runtime.heap.rational(std::get<Rational>(head.content));
    case Tag::Expression: return Value::of_object(runtime.heap.expression(std::get<algebra::Expr>(head.content)));
    case Tag::String: return runtime.heap.string(std::get<std::string>(head.content));
    case Tag::Array: {
        ArrayObject* array = runtime.heap.array(count);
        for (std::size_t i = 0; i < count; ++i) runtime.heap.push(array, make(runtime, part));
        return Value::of_object(array);
    }
    case Tag::Vector: {
        VectorObject* vector = runtime.heap.vector(count);
        fill(vector->data);
        return Value::of_object(vector);
    }
    case Tag::Matrix: {
        MatrixObject* matrix = runtime.heap.matrix(head.rows, head.rows == 0 ? 0 : count / head.rows);
        fill(matrix->data);
        return Value::of_object(matrix);
    }
    default: return Value::unset();
    }
}

std::uint64_t ResultCache::hash_of(const Part& part) {
    std::uint64_t content = 0;
    if (const auto* bits = std::get_if<std::uint64_t>(&part.content)) content = *bits;
    else if (const auto* integer = std::get_if<Integer>(&part.content)) content = integer->hash();
    else if (const auto* rational = std::get_if<Rational>(&part.content)) content = rational->hash();
    else if (const auto* e = std::get_if<algebra::Expr>(&part.content)) content = e->hash();
    else content = std::hash<std::string>()(std::get<std::string>(part.content));
    return mixed(content, static_cast<std::uint64_t>(part.kind) << 32 | part.rows);
}

bool ResultCache::is_cheap(const Parts& arguments) {
    if (arguments.size() > kFew) return false;
    for (const Part& part : arguments)
        if (part.kind == Tag::Expression || part.kind == Tag::String || part.kind == Tag::BigInt) return false;
    return true;
}

const ResultCache::Parts& ResultCache::store(Key key, Parts result) {
    std::size_t weight = weight_of(key.arguments) + weight_of(result);
    if (young_parts_ + weight > kGeneration) {
        old_ = std::move(young_);
        young_.clear();
        young_parts_ = 0;
    }
    young_parts_ += weight;
    return young_.insert_or_assign(std::move(key), std::move(result)).first->second;
}

void ResultCache::clear() {
    young_.clear();
    old_.clear();
    young_parts_ = 0;
}

std::optional<ResultCache::Key> ResultCache::key_of(const Call& call, std::uint32_t index) {
    Key key{index, call.runtime.expressions.epoch, index, {}};
    for (std::size_t i = 0; i < call.count; ++i)
        if (!take(call.arguments[i], key.arguments, 0)) return std::nullopt;
    // What a text means depends on the names that are declared when it is read.
    if (std::any_of(key.arguments.begin(), key.arguments.end(), [](const Part& part) { return part.kind == Tag::String; })) return std::nullopt;
    if (is_cheap(key.arguments)) return std::nullopt;
    key.hash = mixed(key.hash, key.epoch);
    for (const Part& part : key.arguments) key.hash = mixed(key.hash, hash_of(part));
    return key;
}

void ResultCache::keep(const Call& call, Key key, const Value& result) {
    Parts parts;
    // What it depends on may have changed meanwhile (a builtin that declares symbols).
    if (call.keeps_result && key.epoch == call.runtime.expressions.epoch && take(result, parts, 0) && weight_of(key.arguments) + weight_of(parts) <= kGeneration)
        store(std::move(key), std::move(parts));
}

Value ResultCache::call(Call& call, std::uint32_t index) {
    if (bypassed_) return call.builtin.run(call);
    if (index >= called_.size()) called_.resize(index + 1);
    return called_[index] ? look_up(call, index) : run_first(call, index);
}

Value ResultCache::run_first(Call& call, std::uint32_t index) {
    called_[index] = true;
    const std::uint64_t epoch = call.runtime.expressions.epoch;
    const auto start = std::chrono::steady_clock::now();
    const Value result = call.builtin.run(call);
    if (std::chrono::steady_clock::now() - start < kLong || call.runtime.expressions.epoch != epoch) return result;
    if (std::optional<Key> key = key_of(call, index)) keep(call, *std::move(key), result);
    return result;
}

Value ResultCache::look_up(Call& call, std::uint32_t index) {
    std::optional<Key> key = key_of(call, index);
    if (!key) return call.builtin.run(call);
    if (index >= statistics_.size()) statistics_.resize(index + 1);
    const Parts* known = nullptr;
    if (auto found = young_.find(*key); found != young_.end()) known = &found->second;
    else if (auto older = old_.find(*key); older != old_.end()) {
        Parts result = std::move(older->second);
        old_.erase(older);
        known = &store(*key, std::move(result));
    }
    if (known != nullptr) {
        ++statistics_[index].hits;
        const Part* part = known->data();
        return make(call.runtime, part);
    }
    ++statistics_[index].misses;
    const Value result = call.builtin.run(call);
    keep(call, *std::move(key), result);
    return result;
}

} // namespace rumina
