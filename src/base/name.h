// Interned names. Two names are equal exactly when their ids are; the text lives as long as the table.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rumina {

/// A name interned in one NameTable. The default one is "no name".
struct Name {
    std::uint32_t id = 0;
    explicit operator bool() const { return id != 0; }
    friend bool operator==(Name, Name) = default;
};

class NameTable {
public:
    NameTable() { texts_.emplace_back(); }
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;

    Name intern(std::string_view text) {
        if (auto found = ids_.find(text); found != ids_.end()) return Name{found->second};
        texts_.emplace_back(text);
        auto id = static_cast<std::uint32_t>(texts_.size() - 1);
        ids_.emplace(texts_.back(), id);
        return Name{id};
    }
    /// The name if it was interned before, else no name.
    Name find(std::string_view text) const {
        auto found = ids_.find(text);
        return found == ids_.end() ? Name{} : Name{found->second};
    }
    std::string_view text(Name name) const { return texts_[name.id]; }

private:
    std::deque<std::string> texts_; // a deque: growing it moves no string
    std::unordered_map<std::string_view, std::uint32_t> ids_;
};

} // namespace rumina

template <>
struct std::hash<rumina::Name> {
    std::size_t operator()(rumina::Name name) const noexcept { return static_cast<std::size_t>(name.id * 0x9E3779B97F4A7C15ull); }
};
