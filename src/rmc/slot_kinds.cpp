#include "rmc/slot_kinds.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "runtime/operations.h"

namespace rumina::rmc {
namespace {

/// What is known of a slot.
enum class Kind : std::uint8_t {
    Unknown,      ///< perhaps never written, or written by a frame above: not to be read
    Any,          ///< an ordinary value, or none yet (Unset)
    Int,          ///< of these an int
    Array,        ///< of these an array
    FreshTable,   ///< a table under construction; an ordinary value from its first ordinary use on
    Cell,
    IterSource,   ///< first half of an iteration, with the second in the next slot
    IterPosition,
};

bool is_ordinary(Kind kind) { return kind >= Kind::Any && kind <= Kind::FreshTable; }
Kind join(Kind a, Kind b) {
    if (a == b) return a;
    return is_ordinary(a) && is_ordinary(b) ? Kind::Any : Kind::Unknown;
}

using State = std::vector<Kind>;

/// Forms that take their operands for what they are said to be.
bool looks_at_nothing(Opcode op) {
    return op == Opcode::AddReal || op == Opcode::SubtractReal || op == Opcode::MultiplyReal || op == Opcode::DivideReal;
}

/// The test that has to stand behind an addition joined with it, for it is run from there.
std::optional<Opcode> joined_test(Opcode op) {
    switch (op) {
    case Opcode::AddIntLoopLess: return Opcode::LoopIfLess;
    case Opcode::AddIntLoopLessEqual: return Opcode::LoopIfLessEqual;
    case Opcode::AddIntLoopLessInt: return Opcode::LoopIfLessInt;
    case Opcode::AddIntLoopLessEqualInt: return Opcode::LoopIfLessEqualInt;
    default: return std::nullopt;
    }
}

bool leaves_function(Opcode op) {
    std::string_view name = info(op).name;
    return name.starts_with("Return") || name.starts_with("TailCall");
}

class CodeVerifier {
public:
    CodeVerifier(const CodeContext& context, const std::string& where)
        : context_(context), function_(context.function), chunk_(*context.function.chunk), where_(where) {}

    void run() {
        check_instructions();
        check_handlers();
        check_steps();
        follow();
    }

private:
    static constexpr std::size_t kMaxStateBytes = std::size_t{256} << 20, kMaxProtections = std::size_t{1} << 22;

    [[noreturn]] void refuse(const char* what) const {
        std::string_view name = pc_ < chunk_.code.size() ? info(op_at(pc_)).name : "end";
        throw Damage{fmt::format("{}{} at {}: {}", where_, name, pc_, what)};
    }
    void need(bool good, const char* what) const {
        if (!good) refuse(what);
    }
    Opcode op_at(std::size_t pc) const { return static_cast<Opcode>(chunk_.code[pc].op); }
    std::size_t next_of(std::size_t pc) const { return pc + width(chunk_.code[pc]); }
    bool is_start(std::int64_t pc) const { return pc >= 0 && pc < static_cast<std::int64_t>(chunk_.code.size()) && starts_[static_cast<std::size_t>(pc)]; }

    /// Where the instruction may jump to; nothing when it does not.
    std::optional<std::int64_t> target_of(std::size_t pc) const {
        const Instruction& instruction = chunk_.code[pc];
        std::string_view letters = info(op_at(pc)).operands;
        if (letters.find('J') != std::string_view::npos) return static_cast<std::int64_t>(pc) + instruction.wide();
        if (letters.find('j') != std::string_view::npos) return static_cast<std::int64_t>(pc) + static_cast<std::int16_t>(instruction.c);
        return std::nullopt;
    }

    // ── one instruction after the other ──

    void check_instructions() {
        const auto& code = chunk_.code;
        need(!code.empty() && code.size() < INT32_MAX && chunk_.spans.size() == code.size(), "it has no code, or too much");
        starts_.assign(code.size(), false);
        for (pc_ = 0; pc_ < code.size(); pc_ = next_of(pc_)) starts_[pc_] = true;
        need(pc_ == code.size(), "the code ends inside an instruction");
        for (pc_ = 0; pc_ < code.size(); pc_ = next_of(pc_)) {
            check_operands();
            if (next_of(pc_) == code.size()) need(ends_path(op_at(pc_)), "the code may run past its end");
        }
    }

    void check_operands() {
        const Instruction& instruction = chunk_.code[pc_];
        Opcode op = op_at(pc_);
        need(!looks_at_nothing(op), "this form is for running code only");
        need(op != Opcode::EnterInlined, "code of other functions is not kept in files");
        if (std::optional<Opcode> test = joined_test(op)) {
            const std::size_t next = next_of(pc_);
            need(next < chunk_.code.size() && op_at(next) == *test && chunk_.code[next].a == instruction.a, "the test that belongs to it is not behind it");
        }
        need(op != Opcode::Halt || function_.is_module, "only a top level ends the run");
        need(!leaves_function(op) || !function_.is_module, "a top level does not return");
        const std::uint16_t parts[] = {instruction.a, instruction.b, instruction.c};
        auto wide = static_cast<std::uint32_t>(instruction.wide());
        std::string_view letters = info(op).operands;
        for (std::size_t i = 0; i < letters.size() && i < 3; ++i) {
            std::uint16_t part = parts[i];
            switch (letters[i]) {
            // A range of no slots may begin behind the last one.
            case 'o': case 's': case 'u': case 'w': need(part % kSlotBytes == 0 && part / kSlotBytes <= chunk_.frame_slots, "a slot is outside the frame"); break;
            case 'm': need(part < chunk_.names.size(), "a name does not exist"); break;
            case 'g': need(part < context_.unit.globals.size(), "a global variable does not exist"); break;
            case 'b': check_called_builtin(part); break;
            case 'K': need(wide < function_.constants.size(), "a constant does not exist"); break;
            case 'G': need(wide < context_.unit.globals.size(), "a global variable does not exist"); break;
            case 'B': check_loaded_builtin(wide); break;
            case 'P': need(wide < function_.functions.size(), "a function does not exist"); break;
            case 'U': need(wide < context_.image.units.size(), "a file does not exist"); break;
            case 'J': case 'j': need(is_start(*target_of(pc_)), "a jump leads nowhere"); break;
            default: break;
            }
        }
        check_rows(op, instruction);
    }

    void check_called_builtin(std::uint32_t index) {
        need(is_public_builtin(context_.runtime, index), "a builtin does not exist");
        const BuiltinTable::Entry& entry = context_.runtime.builtins.entry(index);
        need(entry.record->run != nullptr && entry.value.object->extra == 0, "this builtin is called in another way");
    }
    void check_loaded_builtin(std::uint32_t index) {
        bool memoize = index < context_.runtime.builtins.size() && context_.runtime.builtins.signature(index).name == "__memoize"; // what @memoize calls
        need(memoize || is_public_builtin(context_.runtime, index), "a builtin does not exist");
    }

    void check_rows(Opcode op, const Instruction& instruction) {
        auto row = [&](std::size_t index, std::size_t count) { need(index < count, "a row of a table does not exist"); };
        auto capture = [&](std::size_t index, bool cell) {
            row(index, chunk_.captures.size());
            need(chunk_.captures[index].cell == cell, "a captured variable is not of this kind");
        };
        switch (op) {
        case Opcode::CheckSet: row(instruction.c, chunk_.checks.size()); break;
        case Opcode::LoadLiteral: row(instruction.b, chunk_.literals.size()); break;
        case Opcode::ReadUpvalue: capture(instruction.b, false); break;
        case Opcode::ReadUpvalueCell: case Opcode::ReadUpvalueCellBase: capture(instruction.b, true); break;
        case Opcode::WriteUpvalueCell: capture(instruction.a, true); break;
        case Opcode::NewStruct: row(instruction.c, chunk_.layouts.size()); break;
        case Opcode::TakeApart: case Opcode::TryTakeApart: row(instruction.c, chunk_.destructurings.size()); break;
        case Opcode::TryTakeExpression: row(instruction.c, chunk_.patterns.size()); break;
        case Opcode::FailDestructure: row(instruction.b, chunk_.names.size()); break;
        case Opcode::CheckType: row(instruction.b, chunk_.type_sites.size()); break;
        case Opcode::Convert: row(instruction.c & ~kNullable, type_count()); break;
        case Opcode::ConvertAs: row(instruction.c, chunk_.targets.size()); break;
        case Opcode::Substitute: row(instruction.c, chunk_.call_sites.size()); break;
        case Opcode::DeclareSymbol: row(instruction.b, chunk_.symbols.size()); break;
        case Opcode::LoadModule: row(instruction.b, context_.runtime.builtins.namespaces().size()); break;
        case Opcode::Listing: row(instruction.b, chunk_.listings.size()); break;
        case Opcode::CallNamed: case Opcode::TailCallNamed:
            row(instruction.c, chunk_.call_sites.size());
            need(!chunk_.call_sites[instruction.c].method, "a call site is of a method");
            break;
        case Opcode::CallMethodNamed: case Opcode::TailCallMethodNamed:
            row(instruction.c, chunk_.call_sites.size());
            need(static_cast<bool>(chunk_.call_sites[instruction.c].method), "a call site is of no method");
            break;
        case Opcode::CallSpread: case Opcode::TailCallSpread: need(instruction.b == 2 || instruction.b == 3, "a spread call has two or three parts"); break;
        case Opcode::GetIndices: case Opcode::SetIndices: need(instruction.c >= 1, "an access has no index"); break;
        default: break;
        }
    }

    void check_handlers() {
        for (const Chunk::Handler& handler : chunk_.handlers) {
            pc_ = handler.begin;
            need(handler.begin < handler.end && is_start(handler.begin) && (handler.end == chunk_.code.size() || is_start(handler.end)) &&
                     is_start(handler.target) && handler.slot < chunk_.frame_slots,
                 "a handler does not fit the code");
        }
        find_protection();
    }

    // The handlers of an instruction: they change only where one begins or ends.
    void find_protection() {
        std::map<std::size_t, std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> changes; // begin here, end here
        for (std::uint32_t i = 0; i < chunk_.handlers.size(); ++i) {
            changes[chunk_.handlers[i].begin].first.push_back(i);
            changes[chunk_.handlers[i].end].second.push_back(i);
        }
        std::set<std::uint32_t> open;
        std::size_t total = 0;
        protections_.emplace_back();
        protection_.assign(chunk_.code.size(), 0);
        auto change = changes.begin();
        for (pc_ = 0; pc_ < chunk_.code.size(); ++pc_) {
            if (change != changes.end() && change->first == pc_) {
                for (std::uint32_t i : change->second.second) open.erase(i);
                open.insert(change->second.first.begin(), change->second.first.end());
                protections_.emplace_back(open.begin(), open.end());
                total += open.size();
                need(total < kMaxProtections, "its handlers are nested too deep");
                ++change;
            }
            protection_[pc_] = static_cast<std::uint32_t>(protections_.size() - 1);
        }
    }
    template <typename Visit>
    void each_handler(std::size_t pc, Visit visit) const {
        for (std::uint32_t i : protections_[protection_[pc]]) visit(chunk_.handlers[i]);
    }

    // ── no endless run without a step ──

    /// Calls visit(pc) for every instruction that may follow without a step being counted.
    template <typename Visit>
    void each_free_successor(std::size_t pc, Visit visit) const {
        if (!ends_path(op_at(pc))) visit(next_of(pc));
        if (auto target = target_of(pc); target && !counts_step(op_at(pc))) visit(static_cast<std::size_t>(*target));
        each_handler(pc, [&](const Chunk::Handler& handler) { visit(handler.target); });
    }

    // Depth-first search for a cycle of ways that count nothing, from every instruction: bodies of loops are reached by ways
    // that count.
    void check_steps() {
        enum : std::uint8_t { New, Open, Done };
        std::vector<std::uint8_t> colour(chunk_.code.size(), New);
        struct Visit {
            std::size_t pc, next;
        };
        std::vector<Visit> open;
        std::vector<std::vector<std::size_t>> successors;
        auto enter = [&](std::size_t pc) {
            colour[pc] = Open;
            open.push_back({pc, 0});
            successors.emplace_back();
            each_free_successor(pc, [&](std::size_t next) { successors.back().push_back(next); });
        };
        std::size_t start = 0;
        for (;;) {
            while (open.empty() && start < chunk_.code.size() && colour[start] != New) start = next_of(start);
            if (open.empty() && start == chunk_.code.size()) break;
            if (open.empty()) enter(start);
            Visit& visit = open.back();
            if (visit.next == successors.back().size()) {
                colour[visit.pc] = Done;
                open.pop_back();
                successors.pop_back();
                continue;
            }
            std::size_t next = successors.back()[visit.next++];
            pc_ = next;
            need(colour[next] != Open, "a loop counts no steps");
            if (colour[next] == New) enter(next);
        }
    }

    // ── what slots hold ──

    void follow() {
        find_leaders();
        State entry(chunk_.frame_slots, Kind::Unknown);
        std::size_t arguments = function_.parameters.size() + (function_.has_rest ? 1 : 0) + (function_.uses_self ? 1 : 0);
        std::fill(entry.begin(), entry.begin() + static_cast<std::ptrdiff_t>(arguments), Kind::Any);
        flow_into(0, entry);
        std::size_t budget = chunk_.code.size() * 1000 + 100000;
        while (!waiting_.empty()) {
            pc_ = *waiting_.begin();
            waiting_.erase(waiting_.begin());
            state_ = states_[pc_];
            handlers_know_ = false;
            written_since_.clear();
            for (bool more = true; more;) {
                need(budget-- != 0, "it takes too long to verify");
                written_.clear();
                clobbered_ = chunk_.frame_slots;
                Opcode op = op_at(pc_);
                if (!cannot_raise(op)) tell_handlers();
                step();
                if (!cannot_raise(op)) flow_of_errors(written_);
                else written_since_.insert(written_since_.end(), written_.begin(), written_.end());
                std::size_t next = next_of(pc_);
                if (auto target = target_of(pc_)) {
                    if (op == Opcode::ForNext) {
                        State taken = state_;
                        taken[chunk_.code[pc_].b / kSlotBytes] = Kind::Any;
                        flow_into(static_cast<std::size_t>(*target), taken);
                    } else {
                        flow_into(static_cast<std::size_t>(*target), state_);
                    }
                }
                more = !ends_path(op);
                if (more && is_leader_[next]) {
                    flow_into(next, state_);
                    more = false;
                }
                if (more) pc_ = next;
            }
        }
    }

    void find_leaders() {
        is_leader_.assign(chunk_.code.size(), false);
        is_leader_[0] = true;
        for (std::size_t pc = 0; pc < chunk_.code.size(); pc = next_of(pc))
            if (auto target = target_of(pc)) is_leader_[static_cast<std::size_t>(*target)] = true;
        for (const Chunk::Handler& handler : chunk_.handlers) is_leader_[handler.begin] = is_leader_[handler.target] = true;
        states_.resize(chunk_.code.size());
    }

    void flow_into(std::size_t pc, const State& state) {
        State& known = states_[pc];
        if (known.empty()) {
            state_bytes_ += state.size() + sizeof(State);
            need(state_bytes_ < kMaxStateBytes, "it is too large to verify");
            known = state;
            if (state.empty() && !visited_empty_.insert(pc).second) return;
            waiting_.insert(pc);
            return;
        }
        bool changed = false;
        for (std::size_t i = 0; i < state.size(); ++i) {
            Kind joined = join(known[i], state[i]);
            changed = changed || joined != known[i];
            known[i] = joined;
        }
        if (changed) waiting_.insert(pc);
    }

    // At an error the slots above the handler's are cleared and its own gets the error.
    void flow_into_handler(const Chunk::Handler& handler, const State& before) {
        State state = before;
        std::fill(state.begin() + handler.slot, state.end(), Kind::Int);
        state[handler.slot] = Kind::Any;
        flow_into(handler.target, state);
    }

    // Before an instruction that may raise, the handlers get to know the slots as they are: all of them at the first one of a
    // block, then those that instructions which cannot raise have written since.
    void tell_handlers() {
        if (!handlers_know_) each_handler(pc_, [&](const Chunk::Handler& handler) { flow_into_handler(handler, state_); });
        else flow_of_errors(written_since_);
        handlers_know_ = true;
        written_since_.clear();
    }

    // An instruction may raise before or after it has written: what it wrote joins what was there.
    void flow_of_errors(const std::vector<std::uint32_t>& written) {
        if (written.empty() && clobbered_ == chunk_.frame_slots) return;
        each_handler(pc_, [&](const Chunk::Handler& handler) {
            State& known = states_[handler.target];
            bool changed = false;
            auto meet = [&](std::size_t slot, Kind kind) {
                if (slot >= handler.slot) return;
                Kind joined = join(known[slot], kind);
                changed = changed || joined != known[slot];
                known[slot] = joined;
            };
            for (std::uint32_t slot : written) meet(slot, state_[slot]);
            for (std::size_t slot = clobbered_; slot < chunk_.frame_slots; ++slot) meet(slot, Kind::Unknown);
            if (changed) waiting_.insert(handler.target);
        });
    }

    Kind& at(std::uint32_t slot) {
        need(slot < chunk_.frame_slots, "a slot is outside the frame");
        return state_[slot];
    }
    void read(std::uint32_t slot) {
        Kind& kind = at(slot);
        need(is_ordinary(kind), "a slot is read that holds no value");
        if (kind == Kind::FreshTable) kind = Kind::Any;
    }
    void read(std::uint32_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) read(first + static_cast<std::uint32_t>(i));
    }
    void read_as(std::uint32_t slot, Kind kind) { need(at(slot) == kind, "a slot does not hold what this needs"); }
    void write(std::uint32_t slot, Kind kind = Kind::Any) {
        at(slot) = kind;
        written_.push_back(slot);
    }
    void write(std::uint32_t first, std::size_t count, Kind kind) {
        for (std::size_t i = 0; i < count; ++i) write(first + static_cast<std::uint32_t>(i), kind);
    }
    /// A call may overwrite everything from its window on; its result is the first slot there.
    void call(std::uint32_t window, std::size_t arguments) {
        at(window + 1 + static_cast<std::uint32_t>(arguments));
        read(window + 2, arguments);
        clobbered_ = window;
        std::fill(state_.begin() + window, state_.end(), Kind::Unknown);
        state_[window] = Kind::Any;
    }
    void move(std::uint32_t from, std::uint32_t to) {
        read(from);
        write(to, at(from));
    }

    void make_closure(std::uint32_t to, const FunctionImage& inner) {
        for (const Chunk::Capture& capture : inner.chunk->captures) {
            if (!capture.local) {
                need(capture.index < chunk_.captures.size() && chunk_.captures[capture.index].cell == capture.cell, "a captured variable is not of this kind");
            } else if (capture.cell) {
                read_as(capture.index, Kind::Cell);
            } else {
                read(capture.index);
            }
        }
        std::uint32_t self = static_cast<std::uint32_t>(function_.parameters.size()) + (function_.has_rest ? 1 : 0);
        if (function_.uses_self && at(self) != Kind::Cell) read(self);
        write(to);
    }

    void step() {
        const Instruction& instruction = chunk_.code[pc_];
        Opcode op = op_at(pc_);
        const std::uint32_t a = instruction.a / kSlotBytes, b = instruction.b / kSlotBytes, c = instruction.c / kSlotBytes;
        switch (op) {
        case Opcode::Move: case Opcode::Take: move(b, a); break;
        case Opcode::LoadInt: write(a, Kind::Int); break;
        case Opcode::NewCell:
            read(a);
            write(a, Kind::Cell);
            break;
        case Opcode::FreshCell: write(a, Kind::Cell); break;
        case Opcode::ReadCell: case Opcode::ReadCellBase:
            read_as(b, Kind::Cell);
            write(a);
            break;
        case Opcode::WriteCell:
            read_as(a, Kind::Cell);
            read(b);
            break;
        case Opcode::MakeClosure: make_closure(a, context_.image.functions[function_.functions[static_cast<std::uint32_t>(instruction.wide())]]); break;

        case Opcode::ForPrepare:
            read(b);
            at(a + 1);
            write(a, Kind::IterSource);
            write(a + 1, Kind::IterPosition);
            break;
        case Opcode::ForNext:
            read_as(a, Kind::IterSource);
            read_as(a + 1, Kind::IterPosition);
            at(b);
            break;
        case Opcode::CountPrepare:
            read(b);
            write(a, Kind::Int);
            break;
        case Opcode::CountLoop: read_as(a, Kind::Int); break;

        case Opcode::Call: case Opcode::TailCall:
            read(a);
            call(a, instruction.b);
            break;
        case Opcode::CallGlobal: case Opcode::CallBuiltin: call(a, instruction.c); break;
        case Opcode::CallMethod: case Opcode::TailCallMethod:
            read(a + 1);
            call(a, instruction.b);
            break;
        case Opcode::CallNamed: case Opcode::TailCallNamed: case Opcode::CallMethodNamed: case Opcode::TailCallMethodNamed: {
            const Chunk::CallSite& site = chunk_.call_sites[instruction.c];
            read(site.method ? a + 1 : a);
            call(a, instruction.b + site.names.size());
            break;
        }
        case Opcode::CallSpread: case Opcode::TailCallSpread: call(a, instruction.b); break;

        case Opcode::NewArray:
            read(b, instruction.c);
            write(a, Kind::Array);
            break;
        case Opcode::Append:
            read(b, instruction.c);
            read_as(a, Kind::Array);
            break;
        case Opcode::NewStruct:
            read(b, chunk_.layouts[instruction.c].fields);
            write(a);
            break;
        case Opcode::NewTable: write(a, Kind::FreshTable); break;
        case Opcode::TableSet:
            read(b);
            read(c);
            read_as(a, Kind::FreshTable);
            break;
        case Opcode::ToVector: case Opcode::ToSet: case Opcode::ToMatrix: case Opcode::JoinText:
            read_as(b, Kind::Array);
            write(a);
            break;
        case Opcode::MakeRange:
            read(b, 3);
            write(a);
            break;
        case Opcode::Format:
            read(b, instruction.c);
            write(a);
            break;
        case Opcode::GetIndices:
            read(b, std::size_t{instruction.c} + 1);
            write(a);
            break;
        case Opcode::SetIndices:
            read(b, std::size_t{instruction.c} + 1);
            read(a);
            write(a);
            break;

        case Opcode::TakeApart:
            read(a);
            write(b, chunk_.destructurings[instruction.c].count, Kind::Any);
            break;
        case Opcode::TryTakeApart:
            read(a);
            write(b, std::size_t{chunk_.destructurings[instruction.c].count} + 1, Kind::Any);
            break;
        case Opcode::TryTakeField:
            read(a);
            write(b, 2, Kind::Any);
            break;
        case Opcode::TryTakeExpression:
            read(a);
            write(b, std::size_t{chunk_.patterns[instruction.c].parts} + 1, Kind::Any);
            break;
        case Opcode::Substitute:
            read(b, chunk_.call_sites[instruction.c].names.size() + 1);
            write(a);
            break;
        case Opcode::Listing:
            // A slot for a cell may hold anything: the machine looks.
            for (const auto& [slot, is_cell] : chunk_.listings[instruction.b].slots) {
                if (is_cell) at(slot);
                else read(slot);
            }
            write(a);
            break;
        default: by_letters(instruction, info(op).operands); break;
        }
    }

    void by_letters(const Instruction& instruction, std::string_view letters) {
        const std::uint16_t parts[] = {instruction.a, instruction.b, instruction.c};
        for (std::size_t i = 0; i < letters.size() && i < 3; ++i)
            if (letters[i] == 's' || letters[i] == 'u') read(parts[i] / kSlotBytes);
        for (std::size_t i = 0; i < letters.size() && i < 3; ++i)
            if (letters[i] == 'o' || letters[i] == 'u') write(parts[i] / kSlotBytes);
    }

    const CodeContext& context_;
    const FunctionImage& function_;
    const Chunk& chunk_;
    const std::string& where_;
    std::size_t pc_ = 0;
    std::vector<bool> starts_, is_leader_;
    std::vector<std::uint32_t> protection_; ///< of each word of the code, a place in:
    std::vector<std::vector<std::uint32_t>> protections_; ///< sets of handlers
    std::vector<State> states_; ///< at leaders
    std::size_t state_bytes_ = 0;
    std::set<std::size_t> waiting_, visited_empty_;
    State state_;
    std::vector<std::uint32_t> written_; ///< by the instruction under way
    std::vector<std::uint32_t> written_since_; ///< by instructions that cannot raise, and not told to the handlers yet
    bool handlers_know_ = false;         ///< the slots as they were earlier in this block
    std::size_t clobbered_ = 0;          ///< by its call: from this slot on
};

} // namespace

void verify_code(const CodeContext& context, const std::string& where) { CodeVerifier(context, where).run(); }

} // namespace rumina::rmc
