// Statistics of samples: exact for exact data. Variances are those of the population (divided by n).
#include <algorithm>

#include "library/matrix_arguments.h"
#include "library/sorting.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using Sample = std::vector<Value>;

Sample sample(Call& call, std::size_t index) {
    Sample data = number_elements(call, index);
    if (data.empty()) fail(DiagnosticId::EmptyInput, name_of(call.builtin));
    return data;
}

Value count_of(const Sample& data) { return Value::of_int(static_cast<std::int64_t>(data.size())); }

Value total_of(Runtime& runtime, const Sample& data) {
    Value total = data[0];
    for (std::size_t i = 1; i < data.size(); ++i) total = add(runtime, total, data[i]);
    return total;
}

Value mean_of(Runtime& runtime, const Sample& data) { return divide(runtime, total_of(runtime, data), count_of(data)); }

// The mean of the products of the deviations; of one sample with itself, its variance.
Value covariance_of(Runtime& runtime, const Sample& a, const Sample& b) {
    Value mean_a = mean_of(runtime, a), mean_b = mean_of(runtime, b), total = Value::of_int(0);
    for (std::size_t i = 0; i < a.size(); ++i)
        total = add(runtime, total, multiply(runtime, subtract(runtime, a[i], mean_a), subtract(runtime, b[i], mean_b)));
    return divide(runtime, total, count_of(a));
}

Value run_mean(Call& call) { return mean_of(call.runtime, sample(call, 0)); }

Value run_variance(Call& call) {
    Sample data = sample(call, 0);
    return covariance_of(call.runtime, data, data);
}

Value run_deviation(Call& call) {
    Sample data = sample(call, 0);
    return unary(call.runtime, UnaryOperator::SquareRoot, covariance_of(call.runtime, data, data));
}

// Linear interpolation between the sorted values around the place q·(n - 1).
Value quantile_of(Runtime& runtime, Sample data, Value q) {
    sort_values(data, "quantile");
    Value place = multiply(runtime, q, Value::of_int(static_cast<std::int64_t>(data.size() - 1)));
    Integer whole = place.is_float() ? Integer::from_double(place.real) : floor(to_rational(place));
    auto low = static_cast<std::size_t>(whole.to_int64());
    Value part = subtract(runtime, place, Value::of_int(static_cast<std::int64_t>(low)));
    if (is_zero(part) || low + 1 >= data.size()) return data[low];
    return add(runtime, data[low], multiply(runtime, part, subtract(runtime, data[low + 1], data[low])));
}

Value run_median(Call& call) {
    return quantile_of(call.runtime, sample(call, 0), call.runtime.heap.rational(Rational::make(Integer(1), Integer(2))));
}

Value run_quantile(Call& call) {
    Sample data = sample(call, 0);
    if (sign_of(call[1]) < 0 || compare(call[1], Value::of_int(1), "quantile") > 0)
        fail_argument(call, "argument 2 must be from 0 to 1");
    return quantile_of(call.runtime, std::move(data), call[1]);
}

Value run_mode(Call& call) {
    Sample data = elements_of(call.runtime, call[0]);
    if (data.empty()) fail(DiagnosticId::EmptyInput, "mode");
    OrderedMap counts;
    const Value* best = nullptr;
    std::int64_t most = 0;
    for (const Value& element : data) {
        Value* count = counts.find(element);
        if (count == nullptr) counts.set(element, Value::of_int(1));
        else ++count->integer;
    }
    for (const OrderedMap::Entry& entry : counts.entries())
        if (entry.value.integer > most) {
            most = entry.value.integer;
            best = &entry.key;
        }
    return *best;
}

void require_equal_lengths(const Call& call, const Sample& a, const Sample& b) {
    if (a.size() != b.size())
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`{}` needs samples of equal length, not {} and {}", name_of(call.builtin), a.size(), b.size()));
}

Value run_covariance(Call& call) {
    Sample a = sample(call, 0), b = sample(call, 1);
    require_equal_lengths(call, a, b);
    return covariance_of(call.runtime, a, b);
}

Value run_correlation(Call& call) {
    Runtime& runtime = call.runtime;
    Sample a = sample(call, 0), b = sample(call, 1);
    require_equal_lengths(call, a, b);
    Value product = multiply(runtime, covariance_of(runtime, a, a), covariance_of(runtime, b, b));
    if (is_zero(product)) fail(DiagnosticId::OutsideDomain, "`correlation`", "a constant sample");
    return divide(runtime, covariance_of(runtime, a, b), unary(runtime, UnaryOperator::SquareRoot, product));
}

const Builtin records[] = {
    {.signature = "mean(data: Sequence|Set) -> Real",
     .summary = "The arithmetic mean.",
     .examples = {{"mean([1, 2])", "3/2"}, {"mean([1.0f, 2])", "1.5"}, {"mean([])", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .aliases = "average",
     .run = run_mean},
    {.signature = "median(data: Sequence|Set) -> Real",
     .summary = "The middle value of the sorted data, or the mean of the two middle ones.",
     .examples = {{"median([3, 1, 2])", "2"}, {"median([4, 1, 2, 3])", "5/2"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .run = run_median},
    {.signature = "mode(data: Sequence|Set|String) -> Any",
     .summary = "The most frequent value; the first of several.",
     .examples = {{"mode([1, 2, 2, 3])", "2"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::NotHashable},
     .run = run_mode},
    {.signature = "variance(data: Sequence|Set) -> Real",
     .summary = "The population variance: the mean of the squared deviations from the mean.",
     .examples = {{"variance([1, 2, 3, 4])", "5/4"}, {"stats::var([1, 3])", "1"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .aliases = "stats::var",
     .run = run_variance},
    {.signature = "stddev(data: Sequence|Set) -> Real",
     .summary = "The population standard deviation: the square root of the variance.",
     .examples = {{"stddev([2, 4, 4, 4, 5, 5, 7, 9])", "2"}, {"stats::std([1, 3])", "1"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .aliases = "stats::std",
     .run = run_deviation},
    {.signature = "quantile(data: Sequence|Set, q: Real) -> Real",
     .summary = "The value below which a part q of the data lies, interpolated linearly.",
     .examples = {{"quantile([1, 2, 3, 4], 1/2)", "5/2"}, {"quantile([10, 20], 1/4)", "25/2"},
                  {"quantile([1], 2)", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .run = run_quantile},
    {.signature = "covariance(a: Sequence, b: Sequence) -> Real",
     .summary = "The population covariance of two samples.",
     .examples = {{"covariance([1, 2, 3], [2, 4, 6])", "4/3"}, {"stats::cov([1], [1, 2])", "!DimensionError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::DimensionMismatch},
     .aliases = "stats::cov",
     .run = run_covariance},
    {.signature = "correlation(a: Sequence, b: Sequence) -> Real",
     .summary = "The correlation of two samples, from -1 to 1.",
     .examples = {{"correlation([1, 2, 3], [2, 4, 6])", "1"}, {"stats::corr([1, 2], [3, 3])", "!DomainError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::DimensionMismatch, DiagnosticId::OutsideDomain},
     .aliases = "stats::corr",
     .run = run_correlation},
};

} // namespace

Records statistics_builtins() { return records; }

} // namespace rumina::library
