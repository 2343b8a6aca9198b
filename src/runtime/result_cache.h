// Results of the expensive builtins, kept between calls: a program that asks for the same determinant or factorization
// again gets it from here. A row of a builtin takes part by `.cached = true`; that is all.
//
// Keys are the arguments as written (numbers, expressions, and arrays, vec and mat of them, each with its kind, so
// that 1 and 1.0 differ) and the number of the assumptions in force. A key and a result are flat lists of their parts and
// refer to no object of the heap: what a program does to an array that it got or gave changes nothing here. Calls with
// other kinds of arguments, and calls that are cheaper than looking them up, go by. So does the first call of a builtin, unless
// it takes long: most programs that call it once do not call it again. Errors are not kept. Whether a result comes from here
// cannot be told from outside: builtins count no steps, and budgets inside the algebra are fixed.
//
// Bounded by the number of parts in two generations: what is not asked for while one fills is forgotten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "algebra/expression.h"
#include "algebra/memo.h"
#include "runtime/value.h"

namespace rumina {

struct Call;
class Runtime;

class ResultCache {
public:
    /// What the builtin `index` gives for the call; runs it when it is not known.
    Value call(Call& call, std::uint32_t index);
    /// While one lives, every call runs.
    class Bypass {
    public:
        explicit Bypass(ResultCache& cache) : cache_(cache), before_(cache.bypassed_) { cache.bypassed_ = true; }
        ~Bypass() { cache_.bypassed_ = before_; }
        Bypass(const Bypass&) = delete;

    private:
        ResultCache& cache_;
        bool before_;
    };
    /// Forgets everything (memory is short).
    void clear();

    using Statistics = algebra::MemoStatistics;
    /// By index of the builtin, up to the last one that was called: of the calls that were looked up.
    const std::vector<Statistics>& statistics() const { return statistics_; }

private:
    /// A simple value, or the head of a container whose parts follow: its kind and its rows and columns.
    struct Part {
        Tag kind;
        std::variant<std::uint64_t, Integer, Rational, algebra::Expr, std::string> content;
        std::uint32_t rows = 0;
        friend bool operator==(const Part&, const Part&) = default;
    };
    using Parts = std::vector<Part>;
    struct Key {
        std::uint32_t builtin;
        std::uint64_t epoch;
        std::uint64_t hash;
        Parts arguments;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept { return static_cast<std::size_t>(key.hash); }
    };
    using Map = std::unordered_map<Key, Parts, KeyHash>;

    /// Appends the parts of a value; false when it has a kind that is not kept, or too many.
    static bool take(const Value& value, Parts& parts, int depth);
    static std::uint64_t hash_of(const Part& part);
    static Value make(Runtime& runtime, const Part*& part);
    static bool is_cheap(const Parts& arguments);
    /// None for a call that goes by.
    static std::optional<Key> key_of(const Call& call, std::uint32_t index);
    Value run_first(Call& call, std::uint32_t index);
    Value look_up(Call& call, std::uint32_t index);
    void keep(const Call& call, Key key, const Value& result);
    const Parts& store(Key key, Parts result);

    Map young_, old_;
    std::size_t young_parts_ = 0;
    bool bypassed_ = false;
    std::vector<Statistics> statistics_;
    std::vector<bool> called_; ///< by index of the builtin
};

} // namespace rumina
