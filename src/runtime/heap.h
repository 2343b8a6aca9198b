// The heap: a non-moving mark-sweep collector over size-class blocks.
//
// Rules:
// 1. Allocation never collects; it only asks for a collection (`pressure`). Engines collect at safepoints, where all
//    values they need are in their stacks. Native code between safepoints needs no rooting.
// 2. Objects never move.
// 3. An expression object owns one count of its node. The nodes' memory belongs to the store; its growth is charged when
//    an expression is made, and what collected objects gave back is discharged after a collection.
// 4. Memory outside cells (array data, big numbers, tables) is charged with charge()/discharge() by whoever holds it.
// [Jones, Hosking & Moss 2011] ch. 2 (mark-sweep) and 7.4 (segregated fits).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "runtime/object.h"
#include "runtime/shape.h"

namespace rumina {

class Heap;

/// Passed to whoever knows roots during a collection.
class Marker {
public:
    void mark(const Value& value) {
        if (value.is_object()) mark(value.object);
    }
    void mark(Object* object);
    /// A long range is put off, so that what waits to be traced stays short. It must not move during the collection.
    void mark_range(const Value* first, const Value* last) {
        if (last - first > kLongRange) return put_off(first, last);
        for (; first != last; ++first) mark(*first);
    }

private:
    friend class Heap;
    static constexpr std::ptrdiff_t kLongRange = 256;
    explicit Marker(Heap& heap) : heap_(heap) {}
    void put_off(const Value* first, const Value* last);
    Heap& heap_;
};

struct HeapStatistics {
    std::size_t bytes = 0;       ///< cells and charged memory in use, garbage not yet swept included
    std::size_t peak_bytes = 0;
    std::size_t live_after_collection = 0;
    std::size_t collections = 0;
    std::size_t made[kLastTag + 1] = {}; ///< objects made, by tag
    std::size_t marked = 0, freed = 0;   ///< objects, in all collections
    std::uint64_t collection_ticks = 0;  ///< base/ticks.h
};

class Heap {
public:
    explicit Heap(Shapes& shapes);
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    // ── making objects ──
    Value integer(Integer value);   ///< Int when it fits 64 bits
    Value rational(Rational value); ///< Int or BigInt when integral
    Value string(std::string_view utf8); ///< TooLarge above the string limit
    Value string_concat(const StringObject& a, const StringObject& b);
    ArrayObject* array(std::size_t capacity = 0);
    StructObject* structure(std::uint32_t shape, std::uint32_t inline_capacity);
    FunctionObject* function(FunctionPrototype* prototype, std::uint32_t captures);
    BuiltinObject* builtin(const Builtin* record, std::uint32_t index);
    RangeObject* range(Value low, Value high, Value step);
    ModuleObject* module(ModuleScope* scope, std::uint32_t index, Name name);
    ErrorObject* error(Diagnostic diagnostic, Value payload);
    CellObject* cell(Value value);
    VectorObject* vector(std::size_t size);                      ///< entries are Int 0
    MatrixObject* matrix(std::size_t rows, std::size_t columns); ///< entries are Int 0
    TableObject* table();
    SetObject* set();
    ExpressionObject* expression(algebra::Expr value);
    PlotObject* plot(std::shared_ptr<const plot::Figure> figure);

    // ── writing to them ──
    void push(ArrayObject* array, Value value);
    void reserve(ArrayObject* array, std::size_t capacity);
    /// Adds or replaces a field.
    void set_field(StructObject* object, Name name, Value value);
    /// Grows by one field of an already known next shape.
    void append_field(StructObject* object, std::uint32_t next_shape, Value value);
    /// Takes all fields away.
    void clear_fields(StructObject* object);
    const Value* find_field(StructObject* object, Name name) const;
    /// Call around a change of a table's or set's map, with its bytes before.
    void recharge_map(std::size_t bytes_before, const OrderedMap& map);
    /// The object itself when this reference is its only owner, else a copy whose `shared` is off.
    VectorObject* own(VectorObject* object);
    MatrixObject* own(MatrixObject* object);
    TableObject* own(TableObject* object);
    SetObject* own(SetObject* object);

    // ── memory ──
    /// Counts memory outside cells. OutOfMemory above the limit.
    void charge(std::size_t bytes) {
        statistics_.bytes += bytes;
        if (statistics_.bytes > threshold_) pressure();
    }
    void discharge(std::size_t bytes) { statistics_.bytes -= bytes < statistics_.bytes ? bytes : statistics_.bytes; }
    /// What was counted with `before` bytes has `after` now.
    void recharge(std::size_t before, std::size_t after) {
        if (after > before) charge(after - before);
        else discharge(before - after);
    }
    /// Raises OutOfMemory when `bytes` more would pass the limit; call before making something large. The product that
    /// gives the bytes must be formed in 64 bits: size_t has 32 in WebAssembly.
    void require(std::uint64_t bytes);
    /// What require() would still grant.
    std::uint64_t bytes_left() const { return limit_ - std::min<std::uint64_t>(limit_, statistics_.bytes); }
    void set_limit(std::uint64_t bytes) { limit_ = std::min(bytes, kLargestLimit); }
    /// The store of expressions, whose memory counts as the heap's. It must outlive the heap.
    void watch(const algebra::Store& store) { store_ = &store; }
    /// Called once when a collection becomes due, until the next one.
    void on_pressure(std::function<void()> ask) { ask_ = std::move(ask); }
    void add_roots(std::function<void(Marker&)> roots) { roots_.push_back(std::move(roots)); }
    /// Collections tell of every error value that is alive; null ends that.
    void watch_errors(std::function<void(const Diagnostic&)> see) { see_error_ = std::move(see); }
    /// Must be called at a safepoint only. Raises OutOfMemory when what is left passes the limit.
    void collect();
    bool wants_collection() const { return wanted_; }
    /// Collects at every safepoint (tests).
    void set_stress(bool on) {
        stress_ = on;
        if (on) threshold_ = 0;
    }
    const HeapStatistics& statistics() const { return statistics_; }
    Shapes& shapes() { return shapes_; }

private:
    friend class Marker;
    struct Block;
    struct SizeClass {
        Object* free = nullptr; ///< linked through the first word after the header
        std::vector<Block*> blocks;
    };
    /// Where pointers have 32 bits there are 2 GiB, of which half must be free when an array grows.
    static constexpr std::uint64_t kLargestLimit = sizeof(void*) == 8 ? UINT64_MAX : std::uint64_t{1} << 30;
    static constexpr std::size_t kGranule = 8, kClasses = 256, kBlockBytes = 64 * 1024; // cells up to 2 KiB

    template <typename T>
    T* make(Tag tag, std::size_t bytes = sizeof(T));
    StringObject* allocate_string(std::size_t bytes);
    Object* allocate(std::size_t bytes);
    Object* refill(SizeClass& size_class, std::size_t cell_bytes);
    void sweep();
    void sweep_block(Block& block, SizeClass& size_class);
    void trace(Object* object, Marker& marker);
    void finalize(Object* object);
    void free_overflow(StructObject* object);
    RUMINA_COLD void pressure();
    void count_store(); ///< brings what is counted for the store up to date

    Shapes& shapes_;
    SizeClass classes_[kClasses + 1];
    std::vector<Object*> large_; ///< malloc'ed, with their size in front
    std::vector<Object*> gray_;
    std::vector<std::pair<const Value*, const Value*>> put_off_; ///< ranges still to be marked
    std::uint8_t colour_ = 1;
    bool wanted_ = false, stress_ = false;
    std::size_t threshold_;
    std::uint64_t limit_;
    std::function<void()> ask_;
    std::function<void(const Diagnostic&)> see_error_;
    const algebra::Store* store_ = nullptr;
    std::size_t store_bytes_ = 0; ///< of it, as counted in statistics_
    std::vector<std::function<void(Marker&)>> roots_;
    HeapStatistics statistics_;
};

} // namespace rumina
