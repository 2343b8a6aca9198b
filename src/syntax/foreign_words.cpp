#include "syntax/foreign_words.h"

#include <utility>

namespace rumina::syntax {

std::string_view meant_by_word(std::string_view word) {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"def", "Write `func name(…) { … }` to define a function."},
        {"function", "Write `func name(…) { … }` to define a function."},
        {"fn", "Write `func name(…) { … }` to define a function."},
        {"fun", "Write `func name(…) { … }` to define a function."},
        {"lambda", "Write `|x| …` for a function without a name."},
        {"class", "Write `struct Name { … }`."},
        {"new", "Write `new(Name)`."},
        {"then", "Write `if condition { … } else { … }`."},
        {"elif", "Write `else if`."},
        {"elsif", "Write `else if`."},
        {"elseif", "Write `else if`."},
        {"switch", "Write `match value { pattern => …, _ => … }`."},
        {"case", "Write `match value { pattern => …, _ => … }`."},
        {"foreach", "Write `for x in xs { … }`."},
        {"until", "Write `while not condition { … }`."},
        {"unless", "Write `if not condition { … }`."},
        {"raise", "Write `throw value`."},
        {"except", "Write `catch (e) { … }`."},
        {"from", "Write `use module.{name}`."},
        {"auto", "Write `var name = …`."},
        {"symbol", "Write `sym x, y`."},
        {"symbols", "Write `sym x, y`."},
        {"syms", "Write `sym x, y`."},
        {"echo", "Write `print(…)`."},
        {"puts", "Write `print(…)`."},
        {"disp", "Write `print(…)`."},
        {"mut", "Write `var name = …`."},
    };
    for (const auto& [foreign, hint] : kWords)
        if (foreign == word) return hint;
    return {};
}

std::string_view meant_by_operator(std::string_view word) {
    if (word == "mod") return "Write `mod(a, b)`.";
    if (word == "div") return "Write `idiv(a, b)` for the quotient without its fraction.";
    return {};
}

} // namespace rumina::syntax
