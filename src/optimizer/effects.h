// What an operation reads, writes and may do besides.
#pragma once

#include "optimizer/code.h"

namespace rumina::optimizer {

/// Starts a frame above its window: every slot from the window on is lost, the first holds the result.
bool is_call(Opcode op);
/// Does nothing but write its slots, and raises nothing: it may be removed when nobody reads them.
bool is_plain_load(Opcode op);
/// Loads a number, bool, null or constant: the same value each time.
bool is_constant_load(Opcode op);
/// Uses the value of its 's' operand i without keeping it: another slot with the same value serves as well.
bool only_looks_at(Opcode op, std::size_t i);
/// Can change parts of values, variables that live elsewhere, or run code that does.
bool changes_memory(Opcode op);

/// Calls visit(slot) for every slot that is read.
template <typename Visit>
void for_each_read(const Code& code, const Operation& o, Visit visit);
/// Calls visit(slot) for every slot that is written for certain.
template <typename Visit>
void for_each_write(const Code& code, const Operation& o, Visit visit);
/// Every slot from here on is lost; kNowhere for operations that keep them.
std::size_t lost_from(const Code& code, const Operation& o);

/// Slots beyond its letters: ranges and windows.
struct Range {
    Slot first = 0, count = 0;
};
struct Ranges {
    Range read[2], written;
};
Ranges ranges_of(const Code& code, const Operation& o);
/// Slots read by what it captures or lists.
std::vector<Slot> named_slots(const Code& code, const Operation& o);

template <typename Visit>
void for_each_read(const Code& code, const Operation& o, Visit visit) {
    const std::string_view letters = o.letters();
    for (std::size_t i = 0; i < 3 && i < letters.size(); ++i)
        if (letters[i] == 's' || letters[i] == 'u') visit(o.slot(i));
    const Ranges ranges = ranges_of(code, o);
    for (const Range& r : ranges.read)
        for (Slot k = 0; k < r.count; ++k) visit(r.first + k);
    if (o.op == Opcode::MakeClosure || o.op == Opcode::Listing)
        for (Slot slot : named_slots(code, o)) visit(slot);
}

template <typename Visit>
void for_each_write(const Code& code, const Operation& o, Visit visit) {
    const std::string_view letters = o.letters();
    for (std::size_t i = 0; i < 3 && i < letters.size(); ++i)
        if (letters[i] == 'o' || letters[i] == 'u' || letters[i] == 'w') visit(o.slot(i));
    const Ranges ranges = ranges_of(code, o);
    for (Slot k = 0; k < ranges.written.count; ++k) visit(ranges.written.first + k);
}

} // namespace rumina::optimizer
