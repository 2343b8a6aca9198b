// Where nodes live: an intern table that does not keep its nodes alive, memory in size classes, release without recursion.
// One store belongs to one engine; the thread's current one is where new expressions are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "algebra/expression.h"
#include "algebra/memo.h"

namespace rumina::algebra {

/// Layout of a node: this header, then the payload of its kind (store.cpp).
struct Node {
    std::uint32_t references;
    NodeKind kind;
    std::uint8_t facts;
    std::uint16_t head;    ///< ConstantId, FunctionId or Bound index
    std::uint32_t count;   ///< terms, factors or arguments
    std::uint32_t leaves;
    std::uint64_t hash;
    std::uint64_t symbols; ///< a bit for each free symbol's hash: a quick "certainly not in here"
    Store* store;
    Node* next;            ///< in its bucket; in the list of dying nodes
    std::uint32_t depth;
    std::uint32_t bytes;
    std::uint32_t bound;   ///< 1 + the largest index of a Bound that is free here; 0 when there is none

    enum Fact : std::uint8_t { HasSymbols = 1, HasFloats = 2, HasInfinity = 4, Immortal = 8 };
};

struct StoreStatistics {
    std::size_t nodes = 0, bytes = 0, peak_bytes = 0;
};

class Store {
public:
    Store();
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// The thread's current store; there must be one.
    static Store& current();
    /// Makes a store the thread's current one while it lives.
    class Use {
    public:
        explicit Use(Store& store);
        ~Use();
        Use(const Use&) = delete;

    private:
        Store* before_;
    };
    /// Makes it current until another one is (an engine at the start of an evaluation).
    void make_current();

    const StoreStatistics& statistics() const { return statistics_; }
    /// TooManyNodes (a LimitError) when nodes would take more; 0: no limit.
    void set_limit(std::size_t bytes) { limit_ = bytes; }
    /// Number of the assumptions in force; part of the key of every memo that depends on them. A change takes a number
    /// that was never used; who restores earlier assumptions restores theirs.
    std::uint64_t epoch = 0;
    void begin_epoch() { epoch = ++newest_epoch_; }

    Memo& memo(MemoId id) { return memos_[static_cast<std::size_t>(id)]; }
    void clear_memos();

    // ── used by the constructors ──
    Expr number(const Number& value);
    Expr symbol(std::string_view name);
    Expr constant(ConstantId id) { return Expr::share(constants_[static_cast<std::size_t>(id)]); }
    Expr bound(std::uint32_t index);
    /// Terms sorted, merged, nonzero; at least two summands.
    Expr intern_add(const Number& constant, std::vector<Term>&& terms);
    /// Factors sorted, merged; not a lone factor with coefficient 1.
    Expr intern_mul(const Number& coefficient, std::vector<Factor>&& factors);
    Expr intern_power(const Expr& base, const Expr& exponent);
    Expr intern_function(FunctionId head, std::span<const Expr> arguments);

    void release(Node* node); ///< its count fell to zero

private:
    friend class Expr;
    static constexpr std::int64_t kSmallest = -64, kLargest = 256;
    static constexpr std::size_t kGranule = 16, kClasses = 32;

    Node* allocate(NodeKind kind, std::size_t payload, std::uint64_t hash);
    void give_back(Node* node);
    void link(Node* node);
    void unlink(Node* node);
    void destroy(Node* node);
    void grow();
    template <typename Same>
    Node* find(std::uint64_t hash, NodeKind kind, Same same);

    std::vector<Node*> buckets_;
    Node* dying_ = nullptr;
    bool draining_ = false;
    void* free_[kClasses + 1] = {};
    std::vector<void*> blocks_;
    char* block_next_ = nullptr;
    char* block_end_ = nullptr;
    Node* small_[kLargest - kSmallest + 1] = {};
    Node* constants_[5] = {};
    std::uint64_t newest_epoch_ = 0;
    StoreStatistics statistics_;
    std::size_t limit_ = 0;
    std::vector<Memo> memos_;
};

} // namespace rumina::algebra
