// Shapes of structs: which fields, in which order. Structs built the same way share one shape, so an inline cache
// compares one number. A struct with more than kMaxShared fields gets a shape of its own, which grows in place and
// is never cached (structs used as dictionaries).
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/name.h"

namespace rumina {

class Shapes;

class Shape {
public:
    std::uint32_t id() const { return id_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }
    Name name(std::uint32_t index) const { return names_[index]; }
    bool cacheable() const { return !own_; }
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;
    /// Index of the field, kAbsent without one. Linear for few fields, hashed for many.
    std::uint32_t find(Name name) const;

private:
    friend class Shapes;
    std::uint32_t id_ = 0;
    bool own_ = false;
    std::vector<Name> names_;
    std::unordered_map<Name, std::uint32_t> index_; ///< from kHashedFrom fields on
    std::unordered_map<Name, std::uint32_t> next_;  ///< shape id after adding a field
};

class Shapes {
public:
    Shapes();
    static constexpr std::uint32_t kMaxShared = 48, kHashedFrom = 9;
    const Shape& get(std::uint32_t id) const { return *shapes_[id]; }
    std::uint32_t empty() const { return 0; }
    /// The shape with one field more. The field must be absent.
    std::uint32_t add(std::uint32_t shape, Name name);
    /// Gives back an own shape when its struct is freed.
    void release(std::uint32_t shape);

private:
    std::uint32_t create();
    std::vector<std::unique_ptr<Shape>> shapes_;
    std::vector<std::uint32_t> free_;
};

} // namespace rumina
