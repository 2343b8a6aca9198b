// What works on several kinds of collections: size, search, parts, combination. The ones that call a function are in
// prelude/collections.lm.
#include <algorithm>
#include <unordered_set>

#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

std::uint64_t size_or_fail(Call& call) {
    std::uint64_t count = 0;
    if (!count_elements(call.runtime, call[0], count)) fail_kind(call, 0, "a collection");
    if (count > kMaxEntries) fail(DiagnosticId::TooLarge, "the size of this range", "2^32 elements");
    return count;
}

Value run_size(Call& call) { return Value::of_int(static_cast<std::int64_t>(size_or_fail(call))); }
Value run_is_empty(Call& call) {
    std::uint64_t count = 0;
    if (!count_elements(call.runtime, call[0], count)) fail_kind(call, 0, "a collection");
    return Value::of_bool(count == 0);
}

Value run_contains(Call& call) { return binary(call.runtime, BinaryOperator::In, call[1], call[0]); }

Value run_index_of(Call& call) {
    const auto start = static_cast<std::size_t>(std::min<std::int64_t>(call.has(2) ? bounded(call, 2, 0, static_cast<std::int64_t>(kMaxEntries)) : 0, SIZE_MAX / 2));
    if (call[0].is(Tag::String)) {
        if (!call[1].is(Tag::String)) fail_kind(call, 1, "a string");
        auto* string = call[0].as<StringObject>();
        if (start > string->length) return Value::of_int(-1);
        std::size_t found = find_text(string->text(), text(call, 1), string->offset_of(static_cast<std::uint32_t>(start)));
        return character_index(string, found);
    }
    auto* array = call[0].as<ArrayObject>();
    for (std::size_t i = start; i < array->size; ++i) {
        call.runtime.poll();
        if (equal(array->data[i], call[1])) return Value::of_int(static_cast<std::int64_t>(i));
    }
    return Value::of_int(-1);
}

std::string_view noun(const Value& value) {
    return value.is(Tag::String) ? "string" : value.is(Tag::Range) ? "range" : value.is(Tag::Set) ? "set" : type_name(value);
}

Value run_first(Call& call) {
    Value found = Value::unset();
    walk(call.runtime, call[0], [&](Value element) {
        found = element;
        return false;
    });
    if (found.is_unset()) fail(DiagnosticId::EmptyContainer, "take the first element", noun(call[0]));
    return found;
}

Value run_last(Call& call) {
    Value source = call[0], found = Value::unset();
    if (source.is(Tag::Array) || source.is(Tag::String) || source.is(Tag::Range)) {
        std::uint64_t count = 0;
        count_elements(call.runtime, source, count);
        Value last = Value::of_int(-1);
        if (count != 0) return get_index(call.runtime, source, &last, 1);
    } else {
        for_each(call.runtime, source, [&](Value element) {
            found = element;
            return true;
        });
    }
    if (found.is_unset()) fail(DiagnosticId::EmptyContainer, "take the last element", noun(source));
    return found;
}

// The elements from `start` up to but without `stop`, in the kind of the source.
Value part_of(Call& call, Value source, std::uint64_t start, std::uint64_t stop) {
    Runtime& runtime = call.runtime;
    if (source.is(Tag::String)) {
        auto* string = source.as<StringObject>();
        return make_string(call, string->slice(static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(stop - start)));
    }
    if (source.is(Tag::Array)) return make_array(runtime, source.as<ArrayObject>()->data + start, static_cast<std::size_t>(stop - start));
    require_elements(runtime, stop - start, "this part");
    std::vector<Value> part;
    if (source.is(Tag::Range)) {
        for (std::uint64_t i = start; i < stop; ++i) {
            Value index = Value::of_int(static_cast<std::int64_t>(i));
            part.push_back(get_index(runtime, source, &index, 1));
        }
        return make_array(runtime, part);
    }
    std::uint64_t place = 0;
    for_each(runtime, source, [&](Value element) {
        if (place >= stop) return false;
        if (place >= start) part.push_back(element);
        return ++place < stop;
    });
    return make_sequence_like(runtime, source, part);
}

// A position counted from the end when negative, clipped to 0..count.
std::uint64_t clipped_position(const Value& value, std::uint64_t count) {
    if (!value.is_int()) return sign_of(value) < 0 ? 0 : count;
    if (value.integer >= 0) return std::min<std::uint64_t>(static_cast<std::uint64_t>(value.integer), count);
    std::uint64_t back = 0 - static_cast<std::uint64_t>(value.integer);
    return back > count ? 0 : count - back;
}

Value run_slice(Call& call) {
    std::uint64_t count = size_or_fail(call);
    std::uint64_t start = clipped_position(call[1], count);
    std::uint64_t stop = call.has(2) ? clipped_position(call[2], count) : count;
    return part_of(call, call[0], start, std::max(start, stop));
}

Value run_take(Call& call) {
    std::uint64_t count = 0;
    count_elements(call.runtime, call[0], count);
    return part_of(call, call[0], 0, std::min<std::uint64_t>(count, count_argument(call, 1, "this part")));
}

Value run_drop(Call& call) {
    std::uint64_t count = size_or_fail(call);
    return part_of(call, call[0], std::min<std::uint64_t>(count, count_argument(call, 1, "this part")), count);
}

Value run_reverse(Call& call) {
    std::vector<Value> elements = elements_of(call.runtime, call[0]);
    std::reverse(elements.begin(), elements.end());
    if (!call[0].is(Tag::String)) return make_sequence_like(call.runtime, call[0], elements);
    std::string reversed;
    reversed.reserve(text(call, 0).size());
    for (const Value& character : elements) reversed += text_of(character);
    return make_string(call, reversed);
}

Value run_concat(Call& call) {
    Runtime& runtime = call.runtime;
    if (call.count == 0) return Value::of_object(runtime.heap.array());
    if (call[0].is(Tag::String)) {
        std::string joined;
        for (std::size_t i = 0; i < call.count; ++i) {
            joined += to_text(runtime, call[i]);
            require_text(joined.size());
        }
        return make_string(call, joined);
    }
    bool all_vectors = true;
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < call.count; ++i) {
        bool sequence = call[i].is(Tag::Array) || call[i].is(Tag::Vector) || call[i].is(Tag::Range);
        if (!sequence) fail_kind(call, i, "an array, a vec or a range");
        all_vectors = all_vectors && call[i].is(Tag::Vector);
        std::uint64_t count = 0;
        count_elements(runtime, call[i], count);
        total += count;
    }
    require_elements(runtime, total, "this array");
    std::vector<Value> joined;
    joined.reserve(static_cast<std::size_t>(total));
    for (std::size_t i = 0; i < call.count; ++i) {
        std::vector<Value> part = elements_of(runtime, call[i]);
        joined.insert(joined.end(), part.begin(), part.end());
    }
    return make_sequence_like(runtime, all_vectors ? call[0] : Value::null(), joined);
}

Value run_repeat(Call& call) {
    Runtime& runtime = call.runtime;
    const std::size_t times = count_argument(call, 1, call[0].is(Tag::String) ? "this string" : "this array");
    if (call[0].is(Tag::String)) {
        std::string_view piece = text(call, 0);
        require_text(static_cast<std::uint64_t>(piece.size()) * times); // both below 2^33: no overflow
        runtime.heap.require(std::uint64_t{piece.size()} * times);
        std::string repeated;
        repeated.reserve(piece.size() * times);
        if (!piece.empty())
            for (std::size_t i = 0; i < times; ++i) repeated += piece;
        return make_string(call, repeated);
    }
    std::vector<Value> piece = elements_of(runtime, call[0]), repeated;
    if (piece.empty()) return make_sequence_like(runtime, call[0], piece);
    if (times > kMaxEntries / piece.size()) fail(DiagnosticId::TooLarge, "this array", "2^32 elements");
    require_elements(runtime, std::uint64_t{piece.size()} * times, "this array");
    repeated.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) repeated.insert(repeated.end(), piece.begin(), piece.end());
    return make_sequence_like(runtime, call[0], repeated);
}

Value run_enumerate(Call& call) {
    Runtime& runtime = call.runtime;
    std::vector<Value> elements = elements_of(runtime, call[0]);
    Value index = call.has(1) ? call[1] : Value::of_int(0);
    ArrayObject* pairs = runtime.heap.array(elements.size());
    for (const Value& element : elements) {
        runtime.heap.push(pairs, make_array(runtime, {index, element}));
        index = add(runtime, index, Value::of_int(1));
    }
    return Value::of_object(pairs);
}

Value run_zip(Call& call) {
    Runtime& runtime = call.runtime;
    if (call.count == 0) return Value::of_object(runtime.heap.array());
    // The shortest decides, so endless partners are walked no further than that.
    std::uint64_t shortest = UINT64_MAX;
    for (std::size_t i = 0; i < call.count; ++i) {
        std::uint64_t count = 0;
        if (!count_elements(runtime, call[i], count)) fail_kind(call, i, "a collection");
        shortest = std::min(shortest, count);
    }
    require_elements(runtime, shortest, "this array");
    std::vector<std::vector<Value>> columns(call.count);
    for (std::size_t i = 0; i < call.count; ++i) {
        if (shortest == 0) break;
        walk(runtime, call[i], [&](Value element) {
            columns[i].push_back(element);
            return columns[i].size() < shortest;
        });
    }
    ArrayObject* rows = runtime.heap.array(static_cast<std::size_t>(shortest));
    std::vector<Value> row(call.count);
    for (std::size_t j = 0; j < shortest; ++j) {
        for (std::size_t i = 0; i < call.count; ++i) row[i] = columns[i][j];
        runtime.heap.push(rows, make_array(runtime, row));
    }
    return Value::of_object(rows);
}

bool is_plain_key(const Value& value) {
    return value.is_real() || value.is(Tag::String) || value.is(Tag::Bool) || value.is_null();
}

Value run_unique(Call& call) {
    constexpr std::size_t kMaxCompared = 20000; // elements that cannot be hashed are compared pairwise
    Runtime& runtime = call.runtime;
    OrderedMap seen;
    std::vector<Value> unique, compared;
    for (const Value& element : elements_of(runtime, call[0])) {
        if (is_plain_key(element)) {
            if (seen.set(element, Value::null())) unique.push_back(element);
            continue;
        }
        auto is_equal = [&](const Value& other) {
            runtime.poll();
            return equal(other, element);
        };
        if (std::any_of(compared.begin(), compared.end(), is_equal)) continue;
        if (compared.size() == kMaxCompared)
            fail(DiagnosticId::TooLarge, "the comparison of these elements", "20000 different containers");
        compared.push_back(element);
        unique.push_back(element);
    }
    return make_sequence_like(runtime, call[0], unique);
}

Value run_flatten(Call& call) {
    Runtime& runtime = call.runtime;
    std::int64_t levels = bounded_or(call, 1, 0, INT64_MAX, INT64_MAX);
    struct Level {
        ArrayObject* array;
        std::size_t next;
    };
    ArrayObject* flat = runtime.heap.array();
    std::vector<Level> open{{call[0].as<ArrayObject>(), 0}};
    std::unordered_set<const Object*> path{open[0].array};
    while (!open.empty()) {
        runtime.poll();
        Level& level = open.back();
        if (level.next == level.array->size) {
            path.erase(level.array);
            open.pop_back();
            continue;
        }
        Value element = level.array->data[level.next++];
        if (!element.is(Tag::Array) || static_cast<std::int64_t>(open.size()) > levels) {
            runtime.heap.push(flat, stored(element));
            continue;
        }
        if (!path.insert(element.object).second) fail_argument(call, "the array contains itself");
        open.push_back({element.as<ArrayObject>(), 0});
    }
    return Value::of_object(flat);
}

Value run_chunks(Call& call) {
    Runtime& runtime = call.runtime;
    std::vector<Value> elements = elements_of(runtime, call[0]);
    const auto size = static_cast<std::size_t>(std::min<std::int64_t>(bounded(call, 1, 1, INT64_MAX), SIZE_MAX / 2));
    ArrayObject* chunks = runtime.heap.array();
    for (std::size_t i = 0; i < elements.size();) {
        std::size_t count = std::min(size, elements.size() - i);
        runtime.heap.push(chunks, make_array(runtime, elements.data() + i, count));
        i += count;
    }
    return Value::of_object(chunks);
}

const Builtin records[] = {
    {.signature = "size(collection: Any) -> Integer",
     .summary = "How many elements, characters, keys, fields or (of a mat) rows there are.",
     .examples = {{"size([1, 2, 3])", "3"}, {"size(\"π≈3\")", "3"}, {"len({1, 2})", "2"}, {"size(1..10)", "10"},
                  {"size(5)", "!TypeError"}},
     .raises = {DiagnosticId::ArgumentKind},
     .aliases = "len length array::size",
     .methods = "array vec mat range set table struct string",
     .run = run_size},
    {.signature = "is_empty(collection: Any) -> Bool",
     .summary = "Whether the size is 0.",
     .examples = {{"is_empty([])", "true"}, {"is_empty(\"a\")", "false"}},
     .raises = {DiagnosticId::ArgumentKind},
     .methods = "array vec mat range set table struct string",
     .run = run_is_empty},
    {.signature = "contains(collection: Any, x: Any) -> Bool",
     .summary = "The same as `x in collection`: an element, a key of a table, a field of a struct, a part of a string.",
     .examples = {{"contains([1, 2], 2)", "true"}, {"contains(\"hello\", \"ell\")", "true"},
                  {"contains(table{a => 1}, \"b\")", "false"}},
     .aliases = "includes",
     .methods = "array vec range set table struct string",
     .run = run_contains},
    {.signature = "index_of(collection: Array|String, x: Any, start?: Integer) -> Integer",
     .summary = "Where the first element equal to x (or the first occurrence of a text) is, counted from 0; -1 if nowhere.",
     .examples = {{"index_of([5, 7, 5], 5)", "0"}, {"index_of([5, 7, 5], 5, 1)", "2"}, {"index_of(\"hello\", \"l\")", "2"},
                  {"index_of([], 1)", "-1"}},
     .raises = {DiagnosticId::ArgumentKind, DiagnosticId::InvalidArgument},
     .methods = "array string",
     .run = run_index_of},
    {.signature = "first(collection: Collection) -> Any",
     .summary = "The first element.",
     .examples = {{"first([4, 5])", "4"}, {"first(\"abc\")", "a"}, {"first([])", "!IndexError"}},
     .raises = {DiagnosticId::EmptyContainer},
     .methods = "array vec range set string",
     .run = run_first},
    {.signature = "last(collection: Collection) -> Any",
     .summary = "The last element.",
     .examples = {{"last([4, 5])", "5"}, {"last(1..9 step 3)", "7"}, {"last(\"\")", "!IndexError"}},
     .raises = {DiagnosticId::EmptyContainer},
     .methods = "array vec range set string",
     .run = run_last},
    {.signature = "slice(collection: Array|String|Range, start: Integer, stop?: Integer) -> Any",
     .summary = "The elements from start up to but without stop, counted from 0, or from the end when negative; clipped.",
     .examples = {{"slice([1, 2, 3, 4], 1, 3)", "[2, 3]"}, {"slice(\"hello\", -3)", "llo"}, {"slice([1, 2], 5)", "[]"}},
     .methods = "array string range",
     .run = run_slice},
    {.signature = "take(collection: Sequence|String|Set, n: Integer) -> Any",
     .summary = "The first n elements, or all when there are fewer.",
     .examples = {{"take([1, 2, 3], 2)", "[1, 2]"}, {"take(\"abc\", 5)", "abc"}, {"take(1..10^12, 2)", "[1, 2]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "array vec range set string",
     .run = run_take},
    {.signature = "drop(collection: Sequence|String|Set, n: Integer) -> Any",
     .summary = "All but the first n elements.",
     .examples = {{"drop([1, 2, 3], 2)", "[3]"}, {"drop(\"abc\", 1)", "bc"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "array vec range set string",
     .run = run_drop},
    {.signature = "reverse(collection: Sequence|String|Set) -> Any",
     .summary = "A new collection with the elements in opposite order.",
     .examples = {{"reverse([1, 2, 3])", "[3, 2, 1]"}, {"reverse(\"aπ\")", "πa"}, {"reverse(vec[1, 2])", "vec[2, 1]"}},
     .aliases = "reversed",
     .methods = "array vec range set string",
     .run = run_reverse},
    {.signature = "concat(...parts: Any) -> Any",
     .summary = "Arrays, vecs and ranges joined to a new array (vecs alone to a vec); a first string joins the texts of all.",
     .examples = {{"concat([1], [2, 3])", "[1, 2, 3]"}, {"concat()", "[]"}, {"concat(\"a\", 1)", "a1"},
                  {"concat([1], 2)", "!TypeError"}},
     .raises = {DiagnosticId::ArgumentKind},
     .aliases = "array::concat",
     .methods = "array vec string",
     .run = run_concat},
    {.signature = "repeat(x: Array|Vector|Range|String, times: Integer) -> Any",
     .summary = "The text or the elements, repeated.",
     .examples = {{"repeat(\"ab\", 3)", "ababab"}, {"repeat([0], 3)", "[0, 0, 0]"}, {"repeat(\"ab\", 10^12)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .methods = "array vec string",
     .run = run_repeat},
    {.signature = "enumerate(collection: Collection, start?: Integer) -> Array",
     .summary = "[index, element] for each element; the index starts at 0 unless given.",
     .examples = {{"enumerate([\"a\", \"b\"])", "[[0, a], [1, b]]"}, {"enumerate([5], 1)", "[[1, 5]]"}},
     .methods = "array vec range set string",
     .run = run_enumerate},
    {.signature = "zip(...collections: Collection) -> Array",
     .summary = "Arrays of the first elements, the second ones, and so on; the shortest collection decides how many.",
     .examples = {{"zip([1, 2], [3, 4])", "[[1, 3], [2, 4]]"}, {"zip(\"ab\", 1..10^12)", "[[a, 1], [b, 2]]"}},
     .methods = "array vec range set string",
     .run = run_zip},
    {.signature = "unique(collection: Sequence|Set|String) -> Any",
     .summary = "The elements without repetitions, in the order of their first occurrence.",
     .examples = {{"unique([3, 1, 3, 1])", "[3, 1]"}, {"unique([[1], [1]])", "[[1]]"}},
     .raises = {DiagnosticId::TooLarge},
     .methods = "array vec range set string",
     .run = run_unique},
    {.signature = "flatten(array: Array, levels?: Integer) -> Array",
     .summary = "The elements of nested arrays in one array; all levels unless a number of them is given.",
     .examples = {{"flatten([1, [2, [3, []]]])", "[1, 2, 3]"}, {"flatten([1, [2, [3]]], 1)", "[1, 2, [3]]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "array",
     .run = run_flatten},
    {.signature = "chunks(collection: Sequence|Set|String, size: Integer) -> Array",
     .summary = "Arrays of `size` successive elements; the last one may be shorter.",
     .examples = {{"chunks([1, 2, 3, 4, 5], 2)", "[[1, 2], [3, 4], [5]]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "array vec range string",
     .run = run_chunks},
};

} // namespace

Records collection_builtins() { return records; }

} // namespace rumina::library
