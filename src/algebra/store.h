// Where nodes live: an intern table that does not keep its nodes alive, memory in size classes, release without recursion.
// One store belongs to one engine; the thread's current one is where new expressions are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "algebra/expression.h"
#include "algebra/memo.h"

namespace rumina::algebra {

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

    const StoreStatistics& statistics() const { return statistics_; } ///< of nodes alone
    /// Of nodes and of the Numbers made while this store was current, in nodes or not.
    std::size_t bytes() const;
    /// OutOfMemory when they would take more; 0: no limit.
    void set_limit(std::uint64_t bytes) { limit_ = bytes; }
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
    Expr intern_add(const Number& constant, std::span<Term> terms); ///< moves the terms out
    /// The same for a sum with one more term at `position`, which has no floats: O(n), but without a look at each term.
    Expr intern_longer_sum(const Expr& sum, std::size_t position, Term&& term);
    /// Factors sorted, merged; not a lone factor with coefficient 1.
    Expr intern_mul(const Number& coefficient, std::span<Factor> factors); ///< moves the factors out
    Expr intern_power(const Expr& base, const Expr& exponent);
    Expr intern_function(FunctionId head, std::span<const Expr> arguments);

    void release(Node* node); ///< its count fell to zero

private:
    friend class Expr;
    static constexpr std::int64_t kSmallest = -64, kLargest = 256;
    static constexpr std::size_t kGranule = 16, kClasses = 32;

    static void switch_to(Store* store);
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
    std::uint32_t looked_up_ = 0;
    StoreStatistics statistics_;
    std::int64_t number_bytes_ = 0; ///< up to when it was current last; others may have given back what they did not make
    std::uint64_t limit_ = 0;
    std::vector<Memo> memos_;
};

} // namespace rumina::algebra
