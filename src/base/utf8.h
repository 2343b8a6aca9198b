// UTF-8: decoding, encoding, counting and checking. Properties of characters come from utf8proc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rumina::utf8 {

inline constexpr char32_t kInvalid = 0xFFFFFFFF;

/// Decodes the code point at `offset` and moves offset past it; kInvalid (offset moved by one) for bad bytes.
char32_t decode(std::string_view text, std::size_t& offset);
void append(std::string& out, char32_t code_point);
/// Number of code points of valid text.
std::size_t count(std::string_view text);
/// Offset of the first byte that is not valid UTF-8 (surrogates and overlong forms are not), or npos.
std::size_t first_invalid(std::string_view text);
bool is_ascii(std::string_view text);
/// Length of valid text in UTF-16 code units, as JavaScript counts.
std::size_t utf16_length(std::string_view text);
/// Byte offset of a UTF-16 offset in valid text; inside a pair that of its character, beyond the end the end.
std::size_t offset_of_utf16(std::string_view text, std::size_t units);

bool is_identifier_start(char32_t c); ///< a Unicode letter or _, except π and ∞ which are tokens
bool is_identifier_part(char32_t c);  ///< the same, or a digit or combining mark
bool is_identifier(std::string_view text); ///< valid UTF-8; keywords are not looked at
/// Columns a terminal gives the text (wide characters 2, combining ones 0).
std::size_t display_width(std::string_view text);
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
bool is_space(char32_t c);

} // namespace rumina::utf8
