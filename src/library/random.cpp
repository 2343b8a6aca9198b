// Random numbers. The generator is the 64-bit Mersenne Twister with mappings of our own (runtime/random_state.h): the same
// seed gives the same numbers on every platform. [Matsumoto & Nishimura 1998]
#include <algorithm>

#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

Value run_seed(Call& call) {
    // Any integer will do; what does not fit 64 bits is reduced.
    Integer reduced = remainder_floor(to_integer(call[0]), Integer::power_of_two(64));
    Integer half = Integer::power_of_two(32);
    auto high = static_cast<std::uint64_t>(divide_floor(reduced, half).to_int64());
    auto low = static_cast<std::uint64_t>(remainder_floor(reduced, half).to_int64());
    call.runtime.random.seed(high << 32 | low);
    return Value::of_bool(true);
}

Value run_rand(Call& call) { return Value::of_float(call.runtime.random.unit()); }

// In [0, bound), each with equal chance: as many random bits as the bound has, until they are below it.
Integer below(RandomState& random, const Integer& bound) {
    std::uint64_t bits = (bound - Integer(1)).bits();
    for (;;) {
        Integer drawn;
        for (std::uint64_t left = bits; left != 0;) {
            std::uint64_t part = std::min<std::uint64_t>(left, 62);
            drawn = drawn * Integer::power_of_two(part) + Integer(static_cast<std::int64_t>(random.next() >> (64 - part)));
            left -= part;
        }
        if (compare(drawn, bound) < 0) return drawn;
    }
}

Value run_randint(Call& call) {
    Integer low = to_integer(call[0]), high = to_integer(call[1]);
    if (compare(low, high) > 0) fail_argument(call, "the lower bound is above the upper bound");
    Integer count = high - low + Integer(1);
    if (count.bits() > 1'000'000) fail(DiagnosticId::TooLarge, "a random number", "1000000 bits");
    if (count.fits_int64()) {
        std::uint64_t drawn = call.runtime.random.below(static_cast<std::uint64_t>(count.to_int64()));
        return make_integer(call, low + Integer(static_cast<std::int64_t>(drawn)));
    }
    return make_integer(call, low + below(call.runtime.random, count));
}

Value run_uniform(Call& call) {
    double low = to_double(call[0], "uniform"), high = to_double(call[1], "uniform"), part = call.runtime.random.unit();
    return float_result(low * (1 - part) + high * part, "uniform"); // the difference of the ends may overflow
}

Value run_normal(Call& call) {
    double mean = call.has(0) ? to_double(call[0], "normal") : 0, deviation = call.has(1) ? to_double(call[1], "normal") : 1;
    if (deviation < 0) fail_argument(call, "the standard deviation must not be negative");
    return float_result(mean + deviation * call.runtime.random.normal(), "normal");
}

Value run_randstr(Call& call) {
    RandomState& random = call.runtime.random;
    if (call[0].is(Tag::String)) {
        auto* string = call[0].as<StringObject>();
        if (string->length == 0) fail(DiagnosticId::EmptyInput, "randstr");
        return make_string(call, string->slice(static_cast<std::uint32_t>(random.below(string->length)), 1));
    }
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::size_t length = count_argument(call, 0, "this string");
    require_text(length);
    call.runtime.heap.require(length);
    std::string drawn;
    drawn.reserve(length);
    for (std::size_t i = 0; i < length; ++i) drawn += kAlphabet[static_cast<std::size_t>(random.below(kAlphabet.size()))];
    return make_string(call, drawn);
}

Value run_choice(Call& call) {
    Runtime& runtime = call.runtime;
    if (call[0].is(Tag::Range) || call[0].is(Tag::String) || call[0].is(Tag::Array)) {
        std::uint64_t count = 0;
        count_elements(runtime, call[0], count);
        if (count == 0) fail(DiagnosticId::EmptyInput, "choice");
        if (count > kMaxEntries) fail(DiagnosticId::TooLarge, "this range", "2^32 elements");
        Value place = Value::of_int(static_cast<std::int64_t>(runtime.random.below(count)));
        return get_index(runtime, call[0], &place, 1);
    }
    std::vector<Value> elements = elements_of(runtime, call[0]);
    if (elements.empty()) fail(DiagnosticId::EmptyInput, "choice");
    return elements[static_cast<std::size_t>(runtime.random.below(elements.size()))];
}

// Fisher and Yates, from the front: after k steps the first k places hold a random choice in random order.
void shuffle_front(Runtime& runtime, std::vector<Value>& elements, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        runtime.poll();
        std::swap(elements[i], elements[i + static_cast<std::size_t>(runtime.random.below(elements.size() - i))]);
    }
}

Value run_shuffle(Call& call) {
    std::vector<Value> elements = elements_of(call.runtime, call[0]);
    shuffle_front(call.runtime, elements, elements.size());
    return make_sequence_like(call.runtime, call[0], elements);
}

Value run_sample(Call& call) {
    std::vector<Value> elements = elements_of(call.runtime, call[0]);
    auto count = static_cast<std::size_t>(bounded(call, 1, 0, static_cast<std::int64_t>(elements.size())));
    shuffle_front(call.runtime, elements, count);
    return make_array(call.runtime, elements.data(), count);
}

const Builtin records[] = {
    {.signature = "random::seed(seed: Integer) -> Bool",
     .summary = "Starts the generator anew; the same seed replays the same numbers.",
     .examples = {{"random::seed(42)", "true"},
                  {"random::seed(7); var a = random::rand(); random::seed(7); a == random::rand()", "true"}},
     .run = run_seed,
     .pure = false},
    {.signature = "random::rand() -> Float",
     .summary = "A random float in [0, 1).",
     .examples = {{"var x = random::rand(); 0 <= x and x < 1", "true"}},
     .aliases = "random::random rand",
     .run = run_rand,
     .pure = false},
    {.signature = "random::randint(low: Integer, high: Integer) -> Integer",
     .summary = "A random integer from low to high, both included, of any size.",
     .examples = {{"var n = random::randint(1, 6); 1 <= n and n <= 6", "true"},
                  {"random::randint(10^30, 10^30)", "1000000000000000000000000000000"},
                  {"random::randint(2, 1)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .aliases = "randint",
     .run = run_randint,
     .pure = false},
    {.signature = "random::uniform(low: Real, high: Real) -> Float",
     .summary = "A random float between two bounds.",
     .examples = {{"var x = random::uniform(2, 3); 2 <= x and x <= 3", "true"}},
     .run = run_uniform,
     .pure = false},
    {.signature = "random::normal(mean?: Real, deviation?: Real) -> Float",
     .summary = "A normally distributed random float; mean 0 and standard deviation 1 unless given.",
     .examples = {{"typeof(random::normal())", "float"}, {"random::normal(5, 0)", "5"},
                  {"random::normal(0, -1)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .source = "[Knuth 1997] 3.4.1",
     .run = run_normal,
     .pure = false},
    {.signature = "random::randstr(source: String|Integer) -> String",
     .summary = "One random character of a string, or a string of n random letters and digits.",
     .examples = {{"random::randstr(\"a\")", "a"}, {"size(random::randstr(8))", "8"},
                  {"random::randstr(\"\")", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .aliases = "randstr",
     .run = run_randstr,
     .pure = false},
    {.signature = "random::choice(collection: Sequence|Set|String) -> Any",
     .summary = "A random element.",
     .examples = {{"random::choice([5, 5])", "5"}, {"random::choice([])", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput},
     .aliases = "choice",
     .run = run_choice,
     .pure = false},
    {.signature = "random::shuffle(collection: Sequence|Set|String) -> Any",
     .summary = "A new array (or vec) of the elements in random order.",
     .examples = {{"sort(random::shuffle([3, 1, 2]))", "[1, 2, 3]"}},
     .aliases = "shuffle",
     .run = run_shuffle,
     .pure = false},
    {.signature = "random::sample(collection: Sequence|Set|String, n: Integer) -> Array",
     .summary = "n different elements in random order.",
     .examples = {{"size(random::sample(1..10, 3))", "3"}, {"random::sample([1], 2)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_sample,
     .pure = false},
};

} // namespace

Records random_builtins() { return records; }

} // namespace rumina::library
