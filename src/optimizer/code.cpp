#include "optimizer/code.h"

#include <algorithm>

namespace rumina::optimizer {
namespace {

bool is_slot(char letter) { return letter == 'o' || letter == 's' || letter == 'u' || letter == 'w'; }
bool is_wide(char letter) { return letter == 'K' || letter == 'G' || letter == 'B' || letter == 'P' || letter == 'U' || letter == 'J'; }

} // namespace

Code::Code(Runtime& runtime, Chunk& chunk, Slot variables)
    : runtime_(runtime), chunk_(chunk), variables_(variables), slots_(chunk.frame_slots) {
    std::vector<std::size_t> at(chunk.code.size() + 1, 0); // word to operation
    for (std::size_t pc = 0; pc < chunk.code.size();) {
        const Instruction& word = chunk.code[pc];
        at[pc] = operations.size();
        Operation o{.op = static_cast<Opcode>(word.op), .span = chunk.spans[pc]};
        const std::uint16_t raw[] = {word.a, word.b, word.c};
        const std::string_view letters = o.letters();
        for (std::size_t i = 0; i < 3 && i < letters.size(); ++i) {
            const char letter = letters[i];
            if (is_wide(letter)) {
                if (letter == 'J') o.target = pc + static_cast<std::size_t>(static_cast<std::ptrdiff_t>(word.wide()));
                else o.operand[i] = word.wide();
                break;
            }
            if (letter == 'j') o.target = pc + static_cast<std::size_t>(static_cast<std::ptrdiff_t>(static_cast<std::int16_t>(raw[i])));
            else if (is_slot(letter)) o.operand[i] = static_cast<std::int32_t>(raw[i] / kSlotBytes);
            else if (letter == 'i') o.operand[i] = static_cast<std::int16_t>(raw[i]);
            else o.operand[i] = raw[i];
        }
        const std::size_t words = length(o.op);
        if (words == 2) std::memcpy(&o.extra, &chunk.code[pc + 1], sizeof o.extra);
        operations.push_back(o);
        pc += words;
    }
    at[chunk.code.size()] = operations.size();
    for (Operation& o : operations)
        if (o.target != kNowhere) o.target = at[o.target];
    for (const Chunk::Handler& h : chunk.handlers) handlers.push_back({at[h.begin], at[h.end], at[h.target], h.slot});
}

Slot Code::new_variable() {
    const Slot added = variables_;
    auto moved = [&](Slot slot) { return slot >= added ? slot + 1 : slot; };
    for (Operation& o : operations) {
        const std::string_view letters = o.letters();
        for (std::size_t i = 0; i < 3 && i < letters.size() && !is_wide(letters[i]); ++i)
            if (is_slot(letters[i])) o.operand[i] = static_cast<std::int32_t>(moved(o.slot(i)));
    }
    for (Handler& h : handlers) h.slot = moved(h.slot);
    for (Chunk::ListingSite& site : chunk_.listings)
        for (auto& [slot, is_cell] : site.slots) slot = moved(slot);
    for (FunctionPrototype* function : chunk_.functions)
        for (Chunk::Capture& capture : function->chunk->captures)
            if (capture.local) capture.index = moved(capture.index);
    ++variables_;
    ++slots_;
    return added;
}

std::int32_t Code::constant(const Value& value) {
    for (; known_constants_ < chunk_.constants.size(); ++known_constants_) {
        const Value& known = chunk_.constants[known_constants_];
        constants_.try_emplace({known.tag, known.integer}, static_cast<std::int32_t>(known_constants_));
    }
    auto [place, is_new] = constants_.try_emplace({value.tag, value.integer}, static_cast<std::int32_t>(known_constants_));
    if (is_new) {
        chunk_.constants.push_back(value);
        ++known_constants_;
    }
    return place->second;
}

std::int32_t Code::name(Name name) {
    auto found = std::find(chunk_.names.begin(), chunk_.names.end(), name);
    if (found == chunk_.names.end()) found = chunk_.names.insert(found, name);
    return static_cast<std::int32_t>(found - chunk_.names.begin());
}

void Code::compact() {
    std::vector<std::size_t> place(operations.size() + 1);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        place[i] = kept;
        if (!operations[i].removed) ++kept;
    }
    place[operations.size()] = kept;
    if (kept == operations.size()) return;
    std::erase_if(operations, [](const Operation& o) { return o.removed; });
    for (Operation& o : operations)
        if (o.target != kNowhere) o.target = place[o.target];
    for (Handler& h : handlers) h.begin = place[h.begin], h.end = place[h.end], h.target = place[h.target];
    std::erase_if(handlers, [](const Handler& h) { return h.begin >= h.end; });
}

void Code::insert(std::size_t before, const std::vector<Operation>& added, const std::function<bool(std::size_t source)>& from) {
    const std::size_t count = added.size();
    auto moved = [&](std::size_t place) { return place > before ? place + count : place; };
    for (std::size_t i = 0; i < operations.size(); ++i) {
        Operation& o = operations[i];
        if (o.target == kNowhere) continue;
        if (o.target == before) o.target = from(i) ? before : before + count;
        else o.target = moved(o.target);
    }
    // A protected range that begins here goes on beginning here; what is inserted behind its end stays outside.
    for (Handler& h : handlers) {
        h.begin = moved(h.begin);
        h.end = h.end > before ? h.end + count : h.end;
        h.target = h.target >= before ? h.target + count : h.target;
    }
    operations.insert(operations.begin() + static_cast<std::ptrdiff_t>(before), added.begin(), added.end());
}

bool Code::encode() {
    compact();
    std::vector<std::size_t> word(operations.size() + 1);
    std::size_t words = 0;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        word[i] = words;
        words += length(operations[i].op);
    }
    word[operations.size()] = words;

    std::vector<Instruction> code;
    std::vector<Span> spans;
    code.reserve(words);
    spans.reserve(words);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const Operation& o = operations[i];
        Instruction instruction{static_cast<std::uint16_t>(o.op), 0, 0, 0};
        std::uint16_t* const raw[] = {&instruction.a, &instruction.b, &instruction.c};
        const std::string_view letters = o.letters();
        const std::int64_t offset = o.target == kNowhere ? 0 : static_cast<std::int64_t>(word[o.target]) - static_cast<std::int64_t>(word[i]);
        for (std::size_t k = 0; k < 3 && k < letters.size(); ++k) {
            const char letter = letters[k];
            if (is_wide(letter)) {
                const auto wide = static_cast<std::uint32_t>(letter == 'J' ? offset : o.operand[k]);
                instruction.b = static_cast<std::uint16_t>(wide & 0xFFFF);
                instruction.c = static_cast<std::uint16_t>(wide >> 16);
                break;
            }
            if (letter == 'j') {
                if (offset > INT16_MAX || offset < INT16_MIN) return false;
                *raw[k] = static_cast<std::uint16_t>(offset);
            } else if (is_slot(letter)) {
                *raw[k] = slot_operand(o.slot(k));
            } else {
                *raw[k] = static_cast<std::uint16_t>(o.operand[k]);
            }
        }
        code.push_back(instruction);
        spans.push_back(o.span);
        if (length(o.op) == 2) {
            Instruction extra;
            std::memcpy(&extra, &o.extra, sizeof extra);
            code.push_back(extra);
            spans.push_back(o.span);
        }
    }
    chunk_.handlers.clear();
    for (const Handler& h : handlers)
        chunk_.handlers.push_back({static_cast<std::uint32_t>(word[h.begin]), static_cast<std::uint32_t>(word[h.end]),
                                   static_cast<std::uint32_t>(word[h.target]), h.slot});
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (operations[i].inlined == 0) continue;
        Chunk::Inlined& row = chunk_.inlined[operations[i].inlined - 1];
        if (row.begin == row.end) row.begin = static_cast<std::uint32_t>(word[i]);
        row.end = static_cast<std::uint32_t>(word[i + 1]);
    }
    chunk_.code = std::move(code);
    chunk_.spans = std::move(spans);
    chunk_.frame_slots = slots_;
    return true;
}

} // namespace rumina::optimizer
