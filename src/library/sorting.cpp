#include "library/sorting.h"

#include <numeric>

#include "library/arguments.h"

namespace rumina::library {
namespace {

struct Entries {
    const Value* data;
    std::size_t size;
};

bool is_row(const Value& value) { return value.is(Tag::Array) || value.is(Tag::Vector); }

Entries entries_of(const Value& value) {
    if (value.is(Tag::Array)) return {value.as<ArrayObject>()->data, value.as<ArrayObject>()->size};
    return {value.as<VectorObject>()->data, value.as<VectorObject>()->size};
}

// Nested rows are compared on a list of open pairs, not by recursion.
int compare_rows(const Value& first, const Value& second, std::string_view name) {
    constexpr std::size_t kDeepest = 1000; // a row may contain itself
    struct Open {
        Entries a, b;
        std::size_t next;
    };
    std::vector<Open> open{{entries_of(first), entries_of(second), 0}};
    while (!open.empty()) {
        Open& top = open.back();
        if (top.next == top.a.size || top.next == top.b.size) {
            if (top.a.size != top.b.size) return top.a.size < top.b.size ? -1 : 1;
            open.pop_back();
            continue;
        }
        const Value &x = top.a.data[top.next], &y = top.b.data[top.next];
        ++top.next;
        if (is_row(x) && is_row(y)) {
            if (open.size() == kDeepest) fail(DiagnosticId::TooLarge, "the nesting of these arrays", "1000 levels");
            open.push_back({entries_of(x), entries_of(y), 0});
        } else if (int order = compare_values(x, y, name); order != 0) {
            return order;
        }
    }
    return 0;
}

} // namespace

int compare_values(const Value& a, const Value& b, std::string_view name) {
    if (a.is_int() && b.is_int()) return (a.integer > b.integer) - (a.integer < b.integer);
    if (a.is(Tag::Bool) && b.is(Tag::Bool)) return static_cast<int>(a.integer) - static_cast<int>(b.integer);
    if (is_row(a) && is_row(b)) return compare_rows(a, b, name);
    return compare(a, b, name);
}

void sort_values(std::vector<Value>& values, std::string_view name) {
    // A single element is in order only if it could be compared.
    if (values.size() == 1) compare_values(values[0], values[0], name);
    bool all_ints = true;
    for (const Value& value : values) all_ints = all_ints && value.is_int();
    if (all_ints) stable_merge_sort(values, [](const Value& a, const Value& b) { return a.integer < b.integer; });
    else stable_merge_sort(values, [name](const Value& a, const Value& b) { return compare_values(a, b, name) < 0; });
}

std::vector<std::size_t> sorted_order(const std::vector<Value>& keys, std::string_view name) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    stable_merge_sort(order, [&](std::size_t a, std::size_t b) { return compare_values(keys[a], keys[b], name) < 0; });
    return order;
}

} // namespace rumina::library
