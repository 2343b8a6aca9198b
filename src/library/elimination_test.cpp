#include "library/elimination.h"

#include <random>

#include "runtime/test_host.h"

namespace rumina::library {
namespace {

class Elimination : public RuntimeTest {
protected:
    std::mt19937_64 random{17};

    Value entry() {
        std::int64_t denominator = 1 + static_cast<std::int64_t>(random() % 4);
        return runtime.heap.rational(Rational::make(Integer(small()), Integer(denominator)));
    }
    std::int64_t small() { return static_cast<std::int64_t>(random() % 11) - 5; }
    MatrixObject* matrix(std::size_t rows, std::size_t columns) {
        MatrixObject* result = runtime.heap.matrix(rows, columns);
        for (std::size_t k = 0; k < result->size(); ++k) result->data[k] = entry();
        return result;
    }

    /// By expansion along the first row: slow and plain.
    Value expansion(const MatrixObject& m) {
        if (m.rows == 0) return i(1);
        Value total = i(0);
        for (std::size_t column = 0; column < m.columns; ++column) {
            MatrixObject* rest = runtime.heap.matrix(m.rows - 1, m.columns - 1);
            for (std::size_t r = 1; r < m.rows; ++r)
                for (std::size_t c = 0, out = 0; c < m.columns; ++c)
                    if (c != column) rest->at(r - 1, out++) = m.data[r * m.columns + c];
            Value term = multiply(runtime, m.data[column], expansion(*rest));
            total = column % 2 == 0 ? add(runtime, total, term) : subtract(runtime, total, term);
        }
        return total;
    }
};

TEST_F(Elimination, DeterminantIsTheExpansion) {
    for (std::size_t size = 0; size <= 5; ++size)
        for (int turn = 0; turn < 40; ++turn) {
            MatrixObject* m = matrix(size, size);
            ASSERT_TRUE(equal(determinant(runtime, *m), expansion(*m)));
        }
}

TEST_F(Elimination, DeterminantOfAProductIsTheProduct) {
    for (int turn = 0; turn < 30; ++turn) {
        MatrixObject *a = matrix(6, 6), *b = matrix(6, 6);
        Value product = multiply(runtime, Value::of_object(a), Value::of_object(b));
        Value expected = multiply(runtime, determinant(runtime, *a), determinant(runtime, *b));
        ASSERT_TRUE(equal(determinant(runtime, *product.as<MatrixObject>()), expected));
    }
}

// A product of a rows × k and a k × columns matrix has rank k at most, and nearly always just that.
TEST_F(Elimination, RankAndReducedForm) {
    for (std::size_t k = 1; k <= 4; ++k) {
        Value product = multiply(runtime, Value::of_object(matrix(6, k)), Value::of_object(matrix(k, 7)));
        auto* m = product.as<MatrixObject>();
        RowEchelon echelon = reduce(runtime, *m);
        ASSERT_EQ(echelon.pivots.size(), rank_of(runtime, *m));
        ASSERT_LE(echelon.pivots.size(), k);
        for (std::size_t row = 0; row < m->rows; ++row) {
            bool has_pivot = row < echelon.pivots.size();
            for (std::size_t column = 0; column < m->columns && !has_pivot; ++column)
                ASSERT_TRUE(equal(echelon.rows[row][column], i(0)));
            if (!has_pivot) continue;
            for (std::size_t other = 0; other < m->rows; ++other)
                ASSERT_TRUE(equal(echelon.rows[other][echelon.pivots[row]], i(other == row ? 1 : 0)));
        }
        // Each row of the matrix is the combination of the echelon rows that its pivot entries say.
        for (std::size_t row = 0; row < m->rows; ++row)
            for (std::size_t column = 0; column < m->columns; ++column) {
                Value total = i(0);
                for (std::size_t p = 0; p < echelon.pivots.size(); ++p)
                    total = add(runtime, total, multiply(runtime, m->at(row, echelon.pivots[p]), echelon.rows[p][column]));
                ASSERT_TRUE(equal(total, m->at(row, column)));
            }
    }
}

TEST_F(Elimination, FloatsUseATolerance) {
    MatrixObject* m = runtime.heap.matrix(2, 2);
    m->at(0, 0) = f(0.1);
    m->at(0, 1) = f(0.3);
    m->at(1, 0) = f(0.2);
    m->at(1, 1) = f(0.6000000000000001);
    EXPECT_EQ(rank_of(runtime, *m), 1u);
    m->at(1, 1) = f(0.7);
    EXPECT_EQ(rank_of(runtime, *m), 2u);
    EXPECT_NEAR(determinant(runtime, *m).real, 0.01, 1e-15);
}

} // namespace
} // namespace rumina::library
