// Two archives with one interface, so that one description of the layout (layout.h) both writes and reads it. Numbers are
// LEB128, seven bits a byte; texts and lists have their length in front. The reader trusts nothing: a length never makes
// it allocate more than the bytes that are there can fill.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "rmc/image.h"

namespace rumina::rmc {

class ArchiveWriter {
public:
    static constexpr bool kReading = false;
    const std::string& bytes() const { return bytes_; }

    template <typename T>
    void number(const T& value) {
        auto rest = static_cast<std::uint64_t>(value);
        for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(rest | 0x80);
        bytes_ += static_cast<char>(rest);
    }
    void boolean(bool value) { bytes_ += static_cast<char>(value); }
    /// A value of an enumeration up to `last`.
    template <typename E>
    void choice(const E& value, E) {
        number(static_cast<std::uint64_t>(value));
    }
    void word(std::uint64_t value) {
        for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(value >> (8 * i));
    }
    void text(const std::string& value) {
        number(value.size());
        bytes_ += value;
    }
    template <typename T, typename Each>
    void list(std::vector<T>& values, Each each) {
        number(values.size());
        for (T& value : values) each(value);
    }

private:
    std::string bytes_;
};

class ArchiveReader {
public:
    static constexpr bool kReading = true;
    explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}
    bool at_end() const { return at_ == bytes_.size(); }

    template <typename T>
    void number(T& value) {
        std::uint64_t result = 0;
        for (int shift = 0;; shift += 7) {
            auto byte = static_cast<std::uint8_t>(next());
            if (shift == 63 && byte > 1) throw Damage{"a number is too large"};
            result |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) break;
        }
        if (result > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) throw Damage{"a number is too large"};
        value = static_cast<T>(result);
    }
    void boolean(bool& value) {
        char byte = next();
        if (byte != 0 && byte != 1) throw Damage{"a flag is neither 0 nor 1"};
        value = byte == 1;
    }
    template <typename E>
    void choice(E& value, E last) {
        std::uint64_t number = 0;
        this->number(number);
        if (number > static_cast<std::uint64_t>(last)) throw Damage{"an unknown kind"};
        value = static_cast<E>(number);
    }
    void word(std::uint64_t& value) {
        value = 0;
        for (int i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<std::uint8_t>(next())} << (8 * i);
    }
    void text(std::string& value) {
        std::uint64_t size = 0;
        number(size);
        if (size > bytes_.size() - at_) throw Damage{"a text reaches past the end of its section"};
        value.assign(bytes_.substr(at_, static_cast<std::size_t>(size)));
        at_ += static_cast<std::size_t>(size);
    }
    template <typename T, typename Each>
    void list(std::vector<T>& values, Each each) {
        std::uint64_t size = 0;
        number(size);
        if (size > bytes_.size() - at_) throw Damage{"a list reaches past the end of its section"};
        for (std::uint64_t i = 0; i < size; ++i) {
            values.emplace_back();
            each(values.back());
        }
    }

private:
    char next() {
        if (at_ == bytes_.size()) throw Damage{"a section ends in the middle"};
        return bytes_[at_++];
    }
    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace rumina::rmc
