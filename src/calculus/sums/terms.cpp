#include "calculus/sums/terms.h"

namespace rumina::calculus {

using namespace algebra;

Ball term_at(const Expr& f, const Expr& k, std::int64_t index, const Point& point, std::int64_t precision) {
    Point here = point;
    here.emplace_back(k, Ball(index));
    return enclose_at(f, here, precision);
}

namespace {

template <Ball (*Combine)(const Ball&, const Ball&, std::int64_t)>
Ball combined(Ball result, const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, const Point& point, std::int64_t precision) {
    for (std::int64_t i = from; i < to && result.is_finite(); ++i) {
        poll_work(20);
        result = Combine(result, term_at(f, k, i, point, precision), precision);
    }
    return result;
}

} // namespace

Ball partial_sum(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, const Point& point, std::int64_t precision) {
    return combined<ball::add>(Ball(0), f, k, from, to, point, precision);
}

Ball partial_product(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, const Point& point, std::int64_t precision) {
    return combined<ball::mul>(Ball(1), f, k, from, to, point, precision);
}

} // namespace rumina::calculus
