// Bounded tables of results keyed by expressions, kept between calls. Two generations: an entry that is not asked for
// while a generation fills is forgotten, so the table holds the recently used ones and never grows past its bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "algebra/expression.h"

namespace rumina::algebra {

struct MemoKey {
    Expr subject, second;    ///< second: the variable, or whatever else the result depends on; may be none
    std::uint64_t extra = 0; ///< epoch of assumptions, options
    friend bool operator==(const MemoKey&, const MemoKey&) = default;
};
struct MemoKeyHash {
    std::size_t operator()(const MemoKey& key) const noexcept {
        std::uint64_t h = key.subject.hash() * 0x9E3779B97F4A7C15ull;
        if (key.second) h ^= key.second.hash();
        return static_cast<std::size_t>(h + key.extra * 0xBF58476D1CE4E5B9ull);
    }
};

struct MemoStatistics {
    std::uint64_t hits = 0, misses = 0;
};

class Memo {
public:
    explicit Memo(std::size_t capacity) : half_(capacity / 2) {}
    /// The stored result, or null.
    const Expr* find(const MemoKey& key) {
        if (auto found = young_.find(key); found != young_.end()) {
            ++statistics_.hits;
            return &found->second;
        }
        if (auto found = old_.find(key); found != old_.end()) {
            ++statistics_.hits;
            Expr value = found->second;
            return &store(key, std::move(value));
        }
        ++statistics_.misses;
        return nullptr;
    }
    const Expr& store(const MemoKey& key, Expr value) {
        if (young_.size() >= half_) {
            old_ = std::move(young_);
            young_.clear();
        }
        return young_.insert_or_assign(key, std::move(value)).first->second;
    }
    void clear() {
        young_.clear();
        old_.clear();
    }
    std::size_t size() const { return young_.size() + old_.size(); }
    const MemoStatistics& statistics() const { return statistics_; }

private:
    using Map = std::unordered_map<MemoKey, Expr, MemoKeyHash>;
    std::size_t half_;
    Map young_, old_;
    MemoStatistics statistics_;
};

/// The memo tables of a store, by what they remember.
enum class MemoId : std::uint8_t {
    Differentiate, Expand, Simplify, Factor, Integrate, DefiniteIntegral, Limit, Series, Sum, Solve, Count
};
Memo& memo(MemoId id);
std::string_view name_of(MemoId id);
/// Forgets everything, before a LimitError or on request.
void clear_memos();

} // namespace rumina::algebra
