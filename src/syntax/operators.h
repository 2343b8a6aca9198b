// Operators of the language by name. `runtime/operations.h` has their meaning.
#pragma once

#include <cstdint>
#include <string_view>

namespace rumina {

enum class BinaryOperator : std::uint8_t {
#define BINARY(name, spelling) name,
#define UNARY(name, spelling)
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
};

enum class UnaryOperator : std::uint8_t {
#define BINARY(name, spelling)
#define UNARY(name, spelling) name,
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
};

constexpr std::string_view spelling(BinaryOperator op) {
    constexpr std::string_view texts[] = {
#define BINARY(name, text) text,
#define UNARY(name, text)
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    };
    return texts[static_cast<int>(op)];
}

constexpr std::string_view spelling(UnaryOperator op) {
    constexpr std::string_view texts[] = {
#define BINARY(name, text)
#define UNARY(name, text) text,
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    };
    return texts[static_cast<int>(op)];
}

constexpr std::string_view name_of(BinaryOperator op) {
    constexpr std::string_view names[] = {
#define BINARY(name, text) #name,
#define UNARY(name, text)
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    };
    return names[static_cast<int>(op)];
}

constexpr std::string_view name_of(UnaryOperator op) {
    constexpr std::string_view names[] = {
#define BINARY(name, text)
#define UNARY(name, text) #name,
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    };
    return names[static_cast<int>(op)];
}

} // namespace rumina
