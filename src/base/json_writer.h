// JSON as it is written: values one after another, commas put where they belong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rumina {

class JsonWriter {
public:
    std::string out;

    void begin_object() { open('{'); }
    void end_object() { out += '}'; }
    void begin_array() { open('['); }
    void end_array() { out += ']'; }
    /// The name of a member, which needs no escapes; its value is written next.
    void key(std::string_view name);
    /// Valid UTF-8. `<` is escaped: the text stands in pages, too.
    void text(std::string_view value);
    void integer(std::int64_t value);
    void whole(std::uint64_t value);
    /// Finite; reads back as the same double.
    void number(double value);
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void null() { raw("null"); }
    /// A value that is JSON already.
    void raw(std::string_view json);

    void member(std::string_view name, std::string_view value) { key(name), text(value); }
    void member(std::string_view name, std::uint64_t value) { key(name), whole(value); }
    void member(std::string_view name, const char* value) { key(name), text(value); }

    /// [a, b, …] with what `write` makes of each.
    template <typename Items, typename Write>
    void list(const Items& items, Write write) {
        begin_array();
        for (const auto& item : items) write(item);
        end_array();
    }

private:
    void separate();
    void open(char bracket);
};

} // namespace rumina
