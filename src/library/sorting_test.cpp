#include "library/sorting.h"

#include <algorithm>
#include <random>

#include "runtime/test_host.h"

namespace rumina::library {
namespace {

TEST(MergeSort, IsStableAndAgreesWithTheStandardLibrary) {
    std::mt19937_64 random(1);
    for (std::size_t size = 0; size < 300; ++size) {
        std::vector<std::pair<int, int>> values, expected;
        for (std::size_t i = 0; i < size; ++i) values.push_back({static_cast<int>(random() % 20), static_cast<int>(i)});
        expected = values;
        auto less = [](const auto& a, const auto& b) { return a.first < b.first; };
        stable_merge_sort(values, less);
        std::stable_sort(expected.begin(), expected.end(), less);
        ASSERT_EQ(values, expected) << size;
    }
}

class NaturalOrder : public RuntimeTest {
protected:
    Value row(std::vector<Value> values) {
        ArrayObject* array = runtime.heap.array();
        for (const Value& value : values) runtime.heap.push(array, value);
        return Value::of_object(array);
    }
};

TEST_F(NaturalOrder, ComparesRowsByTheirFirstDifference) {
    EXPECT_EQ(compare_values(row({i(1), i(2)}), row({i(1), i(3)}), "sort"), -1);
    EXPECT_EQ(compare_values(row({i(1)}), row({i(1), i(0)}), "sort"), -1);
    EXPECT_EQ(compare_values(row({row({i(2)}), i(0)}), row({row({i(1), i(9)}), i(5)}), "sort"), 1);
    EXPECT_EQ(compare_values(row({}), row({}), "sort"), 0);
    EXPECT_EQ(compare_values(row({i(1), f(2.5)}), row({i(1), f(2.5)}), "sort"), 0);
}

TEST_F(NaturalOrder, RefusesMixedKindsAndEndlessNesting) {
    EXPECT_THROW(compare_values(i(1), text("1"), "sort"), Failure);
    EXPECT_THROW(compare_values(Value::null(), Value::null(), "sort"), Failure);
    Value endless = row({});
    runtime.heap.push(endless.as<ArrayObject>(), endless);
    Value other = row({});
    runtime.heap.push(other.as<ArrayObject>(), other);
    EXPECT_THROW(compare_values(endless, other, "sort"), Failure);
}

} // namespace
} // namespace rumina::library
