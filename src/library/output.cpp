// Output and input.
#include "library/arguments.h"
#include "library/topics.h"
#include "number/real.h"

namespace rumina::library {
namespace {

std::string joined(Call& call) {
    std::string line;
    for (std::size_t i = 0; i < call.count; ++i) {
        if (i != 0) line += ' ';
        line += call[i].is(Tag::String) ? std::string(text(call, i)) : to_text(call.runtime, call[i]);
        require_text(line.size());
    }
    return line;
}

Value run_print(Call& call) {
    std::string line = joined(call);
    line += '\n';
    call.runtime.write(line);
    return Value::null();
}

Value run_write(Call& call) {
    call.runtime.write(joined(call));
    return Value::null();
}

std::string prompt_of(Call& call) { return call.has(0) ? to_text(call.runtime, call[0]) : std::string(); }

Value run_read_line(Call& call) {
    std::optional<std::string> line = call.runtime.host.read_line(prompt_of(call));
    return line ? make_string(call, *line) : Value::null();
}

Value run_input(Call& call) {
    std::optional<std::string> line = call.runtime.host.read_line(prompt_of(call));
    if (!line) return make_string(call, "");
    std::string_view given = *line;
    auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    while (!given.empty() && is_space(given.front())) given.remove_prefix(1);
    while (!given.empty() && is_space(given.back())) given.remove_suffix(1);
    // Only plain decimal numbers: an identifier such as 0x10 or 1_000 stays a text.
    if (!given.empty() && given.find_first_not_of("+-0123456789.eE") == std::string_view::npos) {
        if (given.find_first_of(".eE") == std::string_view::npos) {
            if (std::optional<Integer> number = Integer::parse(given)) return make_integer(call, *number);
        } else if (double number; real::parse(given, number)) {
            return float_result(number, "input");
        }
    }
    return make_string(call, given);
}

Value run_args(Call& call) {
    ArrayObject* words = call.runtime.heap.array();
    for (const std::string& word : call.runtime.arguments) call.runtime.heap.push(words, call.runtime.heap.string(word));
    return Value::of_object(words);
}

const Builtin records[] = {
    {.signature = "print(...values: Any) -> Null",
     .summary = "Writes the printed forms of the values, separated by spaces, and ends the line.",
     .examples = {{"print(1/2, \"a\", [1])", "1/2 a [1]"}},
     .run = run_print,
     .pure = false},
    {.signature = "write(...values: Any) -> Null",
     .summary = "The same as print, but the line stays open.",
     .examples = {{"write(\"a\"); write(\"b\")", "ab"}},
     .run = run_write,
     .pure = false},
    {.signature = "input(prompt?: Any) -> Any",
     .summary = "A line of input without white space at its ends: an int or float when it spells one, else a string; empty at "
                "the end of input.",
     .examples = {{"typeof(input)", "native_function"}},
     .run = run_input,
     .pure = false},
    {.signature = "read_line(prompt?: Any) -> Any",
     .summary = "A line of input as it is, or null at the end.",
     .examples = {{"typeof(read_line)", "native_function"}},
     .run = run_read_line,
     .pure = false},
    {.signature = "args() -> Array",
     .summary = "The words that follow the program's name on the command line, as strings.",
     .examples = {{"args()", "[]"}},
     .run = run_args,
     .pure = false},
};

} // namespace

Records output_builtins() { return records; }

} // namespace rumina::library
