#include "session/short_text.h"

#include "base/utf8.h"
#include "runtime/derivations.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

/// Whether the whole text is worth making: about `left` characters or fewer.
bool is_small(const Value& value, std::int64_t& left, int depth = 0) {
    if (--left < 0 || depth > 8) return false;
    auto all = [&](auto& sequence) {
        for (const Value& part : sequence)
            if (!is_small(part, left, depth + 1)) return false;
        return true;
    };
    switch (value.kind()) {
    case Tag::BigInt: return (left -= static_cast<std::int64_t>(value.as<BigIntObject>()->value.bits() / 3)) >= 0;
    case Tag::Rational:
        return (left -= static_cast<std::int64_t>((value.as<RationalObject>()->value.numerator().bits() + value.as<RationalObject>()->value.denominator().bits()) / 3)) >= 0;
    case Tag::Expression: return (left -= value.as<ExpressionObject>()->value.leaves()) >= 0;
    case Tag::String: return (left -= static_cast<std::int64_t>(value.as<StringObject>()->bytes)) >= 0;
    case Tag::Array: return all(*value.as<ArrayObject>());
    case Tag::Vector: return all(*value.as<VectorObject>());
    case Tag::Matrix: {
        MatrixObject& matrix = *value.as<MatrixObject>();
        left -= static_cast<std::int64_t>(matrix.size());
        return left >= 0;
    }
    case Tag::Struct: return (left -= 10 * value.as<StructObject>()->inline_capacity()) >= 0 && !value.as<StructObject>()->has_overflow();
    case Tag::Table: return (left -= static_cast<std::int64_t>(value.as<TableObject>()->map->size())) >= 0;
    case Tag::Set: return (left -= static_cast<std::int64_t>(value.as<SetObject>()->map->size())) >= 0;
    default: return true;
    }
}

std::string description(const Value& value) {
    const std::string type(type_name(value));
    switch (value.kind()) {
    case Tag::BigInt: return type + " of about " + std::to_string(static_cast<std::uint64_t>(static_cast<double>(value.as<BigIntObject>()->value.bits()) * 0.30103)) + " digits";
    case Tag::String: return type + " of " + std::to_string(value.as<StringObject>()->length);
    case Tag::Array: return type + " of " + std::to_string(value.as<ArrayObject>()->size);
    case Tag::Vector: return type + " of " + std::to_string(value.as<VectorObject>()->size);
    case Tag::Matrix: return type + " of " + std::to_string(value.as<MatrixObject>()->rows) + " x " + std::to_string(value.as<MatrixObject>()->columns);
    case Tag::Table: return type + " of " + std::to_string(value.as<TableObject>()->map->size());
    case Tag::Set: return type + " of " + std::to_string(value.as<SetObject>()->map->size());
    default: return type;
    }
}

} // namespace

std::string short_text(Engine& engine, const Value& value) {
    std::int64_t left = 10 * static_cast<std::int64_t>(kShortText);
    if (!is_small(value, left)) return description(value);
    std::string text = engine.repr(value);
    if (utf8::count(text) <= kShortText) return text;
    std::size_t end = 0;
    for (std::size_t i = 0; i + 1 < kShortText; ++i) utf8::decode(text, end);
    return text.substr(0, end) + "…";
}

} // namespace rumina
