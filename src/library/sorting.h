// Sorting in the natural order: reals by value, strings by code points, false before true, arrays and vecs by their
// first difference. Stable, and the same comparisons on every platform.
#pragma once

#include <string_view>
#include <vector>

#include "algebra/expression.h"
#include "runtime/value.h"

namespace rumina::library {

/// -1, 0, 1. NotOrdered for kinds that have no order or not a common one; TooLarge when nested over 1000 deep.
int compare_values(const Value& a, const Value& b, std::string_view name);
void sort_values(std::vector<Value>& values, std::string_view name);
/// The order that sorts the keys: result[i] is the index of the i-th smallest key.
std::vector<std::size_t> sorted_order(const std::vector<Value>& keys, std::string_view name);

/// Merge sort, bottom up: equal elements keep their order. It asks whether it may go on. That and `less` may throw; the values
/// are then in some order, some of them twice.
template <typename T, typename Less>
void stable_merge_sort(std::vector<T>& values, Less less) {
    constexpr std::size_t kRun = 8; // short runs by insertion
    std::size_t size = values.size();
    for (std::size_t start = 0; start < size; start += kRun) {
        std::size_t stop = start + kRun < size ? start + kRun : size;
        algebra::poll_work(kRun);
        for (std::size_t i = start + 1; i < stop; ++i) {
            T moving = values[i];
            std::size_t j = i;
            for (; j > start && less(moving, values[j - 1]); --j) values[j] = values[j - 1];
            values[j] = moving;
        }
    }
    std::vector<T> merged(size > kRun ? size : 0);
    for (std::size_t width = kRun; width < size; width *= 2) {
        for (std::size_t start = 0; start < size; start += 2 * width) {
            std::size_t middle = start + width < size ? start + width : size;
            std::size_t stop = start + 2 * width < size ? start + 2 * width : size;
            std::size_t left = start, right = middle, out = start;
            while (left < middle && right < stop) {
                if ((out & 0x1F) == 0) algebra::poll_work(0x20);
                merged[out++] = less(values[right], values[left]) ? values[right++] : values[left++];
            }
            while (left < middle) merged[out++] = values[left++];
            while (right < stop) merged[out++] = values[right++];
        }
        values.swap(merged);
    }
}

} // namespace rumina::library
