// Answers questions about numbers, one a line, so that another implementation of arithmetic can be compared with ours.
//   integer_oracle                 reads `operation argument…` from standard input, prints one answer a line
//   integer_oracle --check FILE    reads `operation argument… = answer` and compares; exit status 1 on a difference
// Wrong arguments that a program could meet (a zero divisor) answer `error Id`.
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "number/integer.h"
#include "number/rational.h"
#include "number/real.h"

namespace {

using namespace rumina;
using Arguments = std::vector<std::string>;
using Answer = std::function<std::string(const Arguments&)>;

[[noreturn]] void stop(const std::string& why) {
    std::cerr << "integer_oracle: " << why << "\n";
    std::exit(2);
}

Integer integer(const std::string& text) {
    std::optional<Integer> value = Integer::parse(text);
    if (!value) stop("not an integer: " + text);
    return *value;
}

Rational rational(const std::string& text) {
    std::optional<Rational> value = Rational::parse(text);
    if (!value) stop("not a rational: " + text);
    return *value;
}

/// A double as the 16 hexadecimal digits of its bits.
double from_bits(const std::string& text) { return std::bit_cast<double>(std::stoull(text, nullptr, 16)); }

std::string to_bits(double value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::uint64_t bits = std::bit_cast<std::uint64_t>(value);
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[bits >> shift & 15];
    return text;
}

Answer integers(Integer (*operation)(const Integer&, const Integer&)) {
    return [=](const Arguments& a) { return operation(integer(a.at(0)), integer(a.at(1))).to_string(); };
}

Answer rationals(Rational (*operation)(const Rational&, const Rational&)) {
    return [=](const Arguments& a) { return operation(rational(a.at(0)), rational(a.at(1))).to_string(); };
}

std::string with_exactness(const Integer& root, bool exact) { return root.to_string() + (exact ? " exact" : " floor"); }

const std::map<std::string, Answer>& answers() {
    static const std::map<std::string, Answer> table = {
        {"add", integers([](const Integer& a, const Integer& b) { return a + b; })},
        {"subtract", integers([](const Integer& a, const Integer& b) { return a - b; })},
        {"multiply", integers([](const Integer& a, const Integer& b) { return a * b; })},
        {"divide_truncated", integers(divide_truncated)},
        {"remainder_truncated", integers(remainder_truncated)},
        {"divide_floor", integers(divide_floor)},
        {"remainder_floor", integers(remainder_floor)},
        {"gcd", integers(gcd)},
        {"lcm", integers(lcm)},
        {"power", integers([](const Integer& a, const Integer& b) { return power(a, b); })},
        {"binomial", integers(binomial)},
        {"falling_factorial", integers(falling_factorial)},
        {"factorial", [](const Arguments& a) { return factorial(integer(a.at(0))).to_string(); }},
        {"compare", [](const Arguments& a) { return std::to_string(compare(integer(a.at(0)), integer(a.at(1)))); }},
        {"power_mod",
         [](const Arguments& a) { return power_mod(integer(a.at(0)), integer(a.at(1)), integer(a.at(2))).to_string(); }},
        {"square_root",
         [](const Arguments& a) {
             bool exact = false;
             Integer root = square_root(integer(a.at(0)), exact);
             return with_exactness(root, exact);
         }},
        {"nth_root",
         [](const Arguments& a) {
             bool exact = false;
             Integer root = nth_root(integer(a.at(0)), static_cast<std::uint32_t>(std::stoul(a.at(1))), exact);
             return with_exactness(root, exact);
         }},
        {"bits", [](const Arguments& a) { return std::to_string(integer(a.at(0)).bits()); }},
        {"integer_to_double", [](const Arguments& a) { return to_bits(integer(a.at(0)).to_double()); }},
        {"integer_from_double", [](const Arguments& a) { return Integer::from_double(from_bits(a.at(0))).to_string(); }},

        {"rational_add", rationals([](const Rational& a, const Rational& b) { return a + b; })},
        {"rational_subtract", rationals([](const Rational& a, const Rational& b) { return a - b; })},
        {"rational_multiply", rationals([](const Rational& a, const Rational& b) { return a * b; })},
        {"rational_divide", rationals([](const Rational& a, const Rational& b) { return a / b; })},
        {"rational_remainder_floor", rationals(remainder_floor)},
        {"rational_remainder_truncated", rationals(remainder_truncated)},
        {"rational_compare", [](const Arguments& a) { return std::to_string(compare(rational(a.at(0)), rational(a.at(1)))); }},
        {"rational_compare_double",
         [](const Arguments& a) { return std::to_string(compare(rational(a.at(0)), from_bits(a.at(1)))); }},
        {"rational_power", [](const Arguments& a) { return power(rational(a.at(0)), integer(a.at(1))).to_string(); }},
        {"rational_floor", [](const Arguments& a) { return floor(rational(a.at(0))).to_string(); }},
        {"rational_ceil", [](const Arguments& a) { return ceil(rational(a.at(0))).to_string(); }},
        {"rational_parse", [](const Arguments& a) { return rational(a.at(0)).to_string(); }},
        {"rational_to_double", [](const Arguments& a) { return to_bits(rational(a.at(0)).to_double()); }},
        {"rational_from_double", [](const Arguments& a) { return Rational::from_double(from_bits(a.at(0))).to_string(); }},

        {"real_to_string", [](const Arguments& a) { return real::to_string(from_bits(a.at(0))); }},
        {"real_parse",
         [](const Arguments& a) {
             double value = 0;
             return real::parse(a.at(0), value) ? to_bits(value) : std::string("nothing");
         }},
        {"round_to", [](const Arguments& a) { return to_bits(real::round_to(from_bits(a.at(0)), std::stoi(a.at(1)))); }},
    };
    return table;
}

std::string answer(const std::string& question) {
    Arguments words;
    for (std::size_t at = 0; at < question.size();) {
        std::size_t end = std::min(question.find(' ', at), question.size());
        words.push_back(question.substr(at, end - at));
        at = end + 1;
    }
    if (words.empty()) stop("an empty question");
    auto found = answers().find(words[0]);
    if (found == answers().end()) stop("unknown operation: " + words[0]);
    words.erase(words.begin());
    try {
        return found->second(words);
    } catch (const Failure& failure) {
        return "error " + failure.diagnostic.name;
    } catch (const std::out_of_range&) {
        stop("too few arguments: " + question);
    }
}

int check(const char* path) {
    std::ifstream file(path);
    if (!file) stop(std::string("cannot read ") + path);
    int passed = 0, failed = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::size_t mark = line.find(" = ");
        if (mark == std::string::npos) stop("no answer in: " + line);
        std::string question = line.substr(0, mark), expected = line.substr(mark + 3), given = answer(question);
        if (given == expected) {
            ++passed;
            continue;
        }
        ++failed;
        std::cout << question << "\n  expected " << expected << "\n  given    " << given << "\n";
    }
    std::cout << passed << " passed, " << failed << " failed\n";
    return failed == 0 && passed > 0 ? 0 : 1;
}

} // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::string(arguments[1]) == "--check") return check(arguments[2]);
    if (count != 1) stop("usage: integer_oracle [--check FILE]");
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) std::cout << answer(line) << '\n';
}
