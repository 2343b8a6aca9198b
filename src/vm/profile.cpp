#include "vm/profile.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "runtime/builtin.h"
#include "vm/inline_caches.h"
#include "vm/vm.h"

namespace rumina {
namespace {

constexpr std::size_t kMaxNodes = 100'000; ///< paths; what is deeper is charged to the last one there was room for
constexpr std::size_t kMaxDepth = 200;     ///< of a path

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool is_conversion(Opcode opcode) {
    return is_one_of(info(opcode).name, {"Convert", "ConvertAs", "CheckType", "Format", "JoinText", "ToVector", "ToSet", "ToMatrix"});
}

bool is_conversion(const Builtin& record) {
    std::string_view name = parse_signature(record.signature).name;
    return is_one_of(name, {"int", "bigint", "float", "rational", "number", "complex", "bool", "string", "repr", "array", "fraction", "decimal", "parse",
                            "vec", "mat", "set", "table"});
}

/// Kinds whose operations are done out of line, on objects of the number library or the heap.
bool is_heavy(const Value& value) {
    switch (value.kind()) {
    case Tag::BigInt: case Tag::Rational: case Tag::Expression: case Tag::String: case Tag::Range:
    case Tag::Vector: case Tag::Matrix: case Tag::Table: case Tag::Set: return true;
    default: return false;
    }
}

const Value& operand(const Value* fp, std::uint16_t offset) {
    return *reinterpret_cast<const Value*>(reinterpret_cast<const char*>(fp) + offset);
}

/// What two calls of ticks() right after each other differ by: the part of the profiler's time that no account takes.
std::int64_t shortest_interval() {
    std::uint64_t shortest = 1'000'000;
    for (int i = 0; i < 1000; ++i) {
        std::uint64_t first = ticks_in_order();
        shortest = std::min(shortest, ticks_in_order() - first);
    }
    return static_cast<std::int64_t>(shortest);
}

/// Seconds this thread could have run but did not, where the system tells (Linux).
double time_in_queue() {
#if defined(__linux__)
    unsigned long long ran = 0, waited = 0;
    std::FILE* file = std::fopen("/proc/thread-self/schedstat", "r");
    if (file == nullptr) return 0;
    int found = std::fscanf(file, "%llu %llu", &ran, &waited);
    std::fclose(file);
    return found == 2 ? static_cast<double>(waited) * 1e-9 : 0;
#else
    return 0;
#endif
}

} // namespace

struct Profile::Wrapped : Builtin {
    const Builtin* original = nullptr;
    Profile* profile = nullptr;
    std::uint32_t index = 0;
    bool part = false; ///< one of the prelude's own helpers: its time is that of the builtin that uses it
};

Profile::Profile(Runtime& runtime)
    : runtime_(runtime), opcodes_(opcode_count()), kinds_(opcode_count()), overhead_(shortest_interval()), builtin_overhead_(overhead_), started_ticks_(ticks()),
      started_(std::chrono::steady_clock::now()) {
    nodes_.push_back({kNone, 0});
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        auto opcode = static_cast<Opcode>(i);
        std::string_view operands = info(opcode).operands, name = info(opcode).name;
        for (std::size_t k = 0; k < std::min<std::size_t>(operands.size(), 3); ++k)
            if (operands[k] == 's' || operands[k] == 'u') kinds_[i].operands |= static_cast<std::uint8_t>(1 << k);
        if (is_conversion(opcode)) kinds_[i].share = Share::Conversions;
        // A copy of a value is the same work whatever it refers to.
        if (is_one_of(name, {"Move", "Take", "Return", "WriteCell", "WriteUpvalueCell", "WriteGlobal"})) kinds_[i].operands = 0;
        kinds_[i].tail = name.starts_with("TailCall");
        kinds_[i].member_store = name.starts_with("SetMember");
        kinds_[i].member = kinds_[i].member_store || name.starts_with("GetMember");
        kinds_[i].method = name == "CallMethod";
    }
    std::vector<BuiltinTable::Entry>& entries = runtime_.builtins.entries();
    builtin_index_.assign(entries.size(), kNone);
    wrapped_.resize(entries.size());
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        if (entries[i].record->run == nullptr) continue;
        Wrapped& wrapped = wrapped_[i];
        static_cast<Builtin&>(wrapped) = *entries[i].record;
        wrapped.run = &Profile::run_wrapped;
        wrapped.cached = false; // the time of a look-up is the builtin's
        wrapped.original = entries[i].record;
        wrapped.profile = this;
        wrapped.index = i;
        wrapped.part = wrapped.signature.starts_with("__");
        entries[i].record = &wrapped;
    }
    start();
}

Profile::~Profile() {
    std::vector<BuiltinTable::Entry>& entries = runtime_.builtins.entries();
    for (std::uint32_t i = 0; i < wrapped_.size(); ++i)
        if (wrapped_[i].original != nullptr) entries[i].record = wrapped_[i].original;
}

std::uint64_t Profile::instructions() const {
    std::uint64_t count = 0;
    for (const OpcodeUse& use : opcodes_) count += use.count;
    return count;
}

void Profile::reset() {
    frames_.clear();
    functions_.clear();
    function_index_.clear();
    std::fill(builtin_index_.begin(), builtin_index_.end(), kNone);
    codes_.clear();
    code_index_.clear();
    std::fill(opcodes_.begin(), opcodes_.end(), OpcodeUse{});
    nodes_.assign(1, {kNone, 0});
    children_.clear();
    running_ = after_tail_call_ = false;
    in_builtins_ = clock_ = 0;
    members_ = methods_ = {};
    std::fill(std::begin(shares_), std::end(shares_), 0);
    std::fill(std::begin(made_), std::end(made_), Made{});
    queued_ = time_in_queue();
    started_ticks_ = ticks();
    started_ = std::chrono::steady_clock::now();
}

void Profile::start() {
    reading_ = static_cast<std::int64_t>(ticks() - started_ticks_);
    const HeapStatistics& heap = runtime_.heap.statistics();
    std::copy(std::begin(heap.made), std::end(heap.made), made_before_);
    bytes_ = heap.bytes;
    collections_ = heap.collections;
    collector_ = heap.collection_ticks;
}

void Profile::leave() {
    std::uint64_t now = ticks();
    if (running_) charge(now);
    running_ = false;
}

void Profile::finish() {
    leave();
    while (!frames_.empty()) pop();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    // On a busy machine the thread waits for its turn, which hits all accounts alike.
    seconds -= std::min(time_in_queue() - queued_, seconds);
    seconds_per_tick_ = seconds / static_cast<double>(std::max<std::uint64_t>(ticks() - started_ticks_, 1));
}

// ── time ────────────────────────────────────────────────────────────────────────────────────────────────────

// The instruction that was under way gets the time until now.
void Profile::charge(std::uint64_t now) {
    std::int64_t spent = static_cast<std::int64_t>(now - resumed_) - overhead_;
    const HeapStatistics& heap = runtime_.heap.statistics();
    auto collected = static_cast<std::int64_t>(heap.collection_ticks - collector_);
    collector_ = heap.collection_ticks;
    clock_ += spent;
    spent -= collected;
    shares_[static_cast<std::size_t>(Share::Collector)] += collected;
    std::int64_t own = spent - in_builtins_;
    in_builtins_ = 0;
    code_->ticks[at_] += spent;
    opcodes_[op_].ticks += own;
    shares_[static_cast<std::size_t>(share_)] += own;
    functions_[function_].self += own;
    if (inlined_ && functions_[function_].active == 0) functions_[function_].total += spent;
    nodes_[node_].ticks += own;
    if (heap.bytes != bytes_) count_objects(heap.bytes);
}

// The objects that an instruction and its builtins made. Bytes beyond cells (digits, elements) cannot be told apart when
// several kinds were made at once: each object gets the same part.
void Profile::count_objects(std::size_t bytes) {
    const HeapStatistics& heap = runtime_.heap.statistics();
    std::uint64_t objects = 0;
    for (std::size_t tag = 0; tag <= kLastTag; ++tag) objects += heap.made[tag] - made_before_[tag];
    std::uint64_t grown = heap.collections == collections_ && bytes > bytes_ ? bytes - bytes_ : 0;
    bytes_ = bytes;
    collections_ = heap.collections;
    functions_[function_].bytes += grown;
    if (objects == 0) return;
    functions_[function_].objects += objects;
    for (std::size_t tag = 0; tag <= kLastTag; ++tag) {
        std::uint64_t made = heap.made[tag] - made_before_[tag];
        if (made == 0) continue;
        made_[tag].objects += made;
        made_[tag].bytes += grown * made / objects;
        made_before_[tag] = heap.made[tag];
    }
}

void Profile::enter_instruction(const Instruction* pc, const Value* fp, const Value* stack) {
    const FunctionPrototype* prototype = fp[-2].as<FunctionObject>()->prototype;
    std::ptrdiff_t offset = fp - stack;
    bool tail = after_tail_call_ && pc == prototype->code;
    if (frames_.empty() || frames_.back().offset != offset || frames_.back().prototype != prototype || tail) switch_frames(offset, prototype, tail);
    const Frame& frame = frames_.back();
    const OpcodeKind& kind = kinds_[pc->op];
    after_tail_call_ = kind.tail;
    code_ = frame.code;
    function_ = frame.function;
    node_ = frame.node;
    op_ = pc->op;
    at_ = static_cast<std::uint32_t>(pc - prototype->code);
    ++code_->counts[at_];
    ++opcodes_[op_].count;
    inlined_ = !code_->inlined.empty() && code_->inlined[at_] != kNone;
    if (inlined_) {
        function_ = code_->inlined[at_];
        node_ = child(node_, function_);
        if (at_ == inlined_entry_) {
            ++functions_[function_].calls;
            ++nodes_[node_].calls;
        }
    }
    inlined_entry_ = static_cast<Opcode>(op_) == Opcode::EnterInlined ? at_ + 2 : kNone;
    share_ = kind.share;
    if (kind.share == Share::Instructions &&
        (((kind.operands & 1) != 0 && is_heavy(operand(fp, pc->a))) || ((kind.operands & 2) != 0 && is_heavy(operand(fp, pc->b))) ||
         ((kind.operands & 4) != 0 && is_heavy(operand(fp, pc->c)))))
        share_ = Share::Operations;
    if (kind.member || kind.method) {
        // A method's receiver stands behind the callee.
        const Value& container = kind.method ? (&operand(fp, pc->a))[1] : operand(fp, kind.member_store ? pc->a : pc->b);
        std::uint32_t cached;
        std::memcpy(&cached, pc + 1, sizeof cached);
        bool hit = container.is(Tag::Struct) ? container.object->aux + 1 == cached : kind.method && cached == kKindCache + container.tag;
        InlineCache& cache = kind.method ? methods_ : members_;
        ++(hit ? cache.hits : cache.misses);
    }
    running_ = true;
}

// ── calls ───────────────────────────────────────────────────────────────────────────────────────────────────

void Profile::switch_frames(std::ptrdiff_t offset, const FunctionPrototype* prototype, bool tail) {
    while (!frames_.empty() && frames_.back().offset > offset) pop();
    if (!frames_.empty() && frames_.back().offset == offset) {
        if (frames_.back().prototype == prototype && !tail) return;
        pop();
    }
    push(offset, prototype);
}

void Profile::push(std::ptrdiff_t offset, const FunctionPrototype* prototype) {
    std::uint32_t parent = frames_.empty() ? 0 : frames_.back().node;
    // The prelude's own helpers and lambdas are parts of the builtin that uses them.
    bool helper = prototype->from_prelude && prototype->builtin == 0 && !frames_.empty() && frames_.back().prototype->from_prelude;
    std::uint32_t function = helper ? frames_.back().function : function_of(*prototype);
    std::uint32_t node = helper || frames_.size() >= kMaxDepth ? parent : child(parent, function);
    if (!helper) {
        ++functions_[function].calls;
        ++nodes_[node].calls;
    }
    ++functions_[function].active;
    frames_.push_back({offset, prototype, code_of(prototype, function), function, node, clock_});
}

void Profile::pop() {
    const Frame& frame = frames_.back();
    Function& function = functions_[frame.function];
    if (--function.active == 0) function.total += clock_ - frame.entered;
    frames_.pop_back();
}

std::uint32_t Profile::add_function(Function function) {
    functions_.push_back(std::move(function));
    return static_cast<std::uint32_t>(functions_.size() - 1);
}

std::uint32_t Profile::function_of(const FunctionPrototype& prototype) {
    if (prototype.builtin != 0) return builtin_function(prototype.builtin - 1);
    auto [place, is_new] = function_index_.try_emplace(&prototype, 0);
    if (is_new) {
        Function function;
        function.name = prototype.name;
        function.span = prototype.span;
        function.builtin = prototype.from_prelude;
        if (prototype.from_prelude) function.share = Share::Builtins;
        place->second = add_function(std::move(function));
    }
    return place->second;
}

std::uint32_t Profile::builtin_function(std::uint32_t index) {
    std::uint32_t& place = builtin_index_[index];
    if (place == kNone) {
        const Builtin& record = *runtime_.builtins.entry(index).record;
        Function function;
        function.name = runtime_.builtins.signature(index).name;
        function.builtin = true;
        function.share = is_conversion(record) ? Share::Conversions : Share::Builtins;
        place = add_function(std::move(function));
    }
    return place;
}

Profile::Code* Profile::code_of(const FunctionPrototype* prototype, std::uint32_t function) {
    Code*& place = code_index_[prototype];
    if (place == nullptr) {
        std::size_t size = prototype->chunk->code.size();
        codes_.push_back(std::make_unique<Code>(Code{prototype, function, std::vector<std::uint64_t>(size), std::vector<std::int64_t>(size)}));
        place = codes_.back().get();
        for (const Chunk::Inlined& part : prototype->chunk->inlined) { // an inner one stands behind the outer one
            if (place->inlined.empty()) place->inlined.assign(size, kNone);
            std::fill(place->inlined.begin() + part.begin, place->inlined.begin() + part.end, function_of(*part.function));
        }
    }
    return place;
}

std::uint32_t Profile::child(std::uint32_t node, std::uint32_t function) {
    std::uint64_t key = std::uint64_t{node} << 32 | function;
    auto found = children_.find(key);
    if (found != children_.end()) return found->second;
    if (nodes_.size() >= kMaxNodes) return node;
    auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({function, node});
    children_.emplace(key, index);
    return index;
}

// ── builtins ────────────────────────────────────────────────────────────────────────────────────────────────

class Profile::BuiltinActivity {
public:
    BuiltinActivity(Profile& profile, const Wrapped& builtin)
        : profile_(profile), function_(builtin.part ? profile.function_ : profile.builtin_function(builtin.index)), caller_(profile.node_),
          part_(builtin.part), outer_(profile.in_builtins_) {
        profile_.in_builtins_ = 0;
        if (!part_) {
            profile_.node_ = profile_.child(caller_, function_);
            ++profile_.functions_[function_].calls;
            ++profile_.functions_[function_].active;
            ++profile_.nodes_[profile_.node_].calls;
        }
        started_ = ticks_in_order();
    }
    ~BuiltinActivity() {
        std::int64_t spent = static_cast<std::int64_t>(ticks_in_order() - started_) - profile_.builtin_overhead_;
        std::int64_t own = spent - profile_.in_builtins_;
        Function& function = profile_.functions_[function_];
        function.self += own;
        if (!part_ && --function.active == 0) function.total += spent;
        profile_.shares_[static_cast<std::size_t>(function.builtin ? function.share : Share::Builtins)] += own;
        profile_.nodes_[profile_.node_].ticks += own;
        profile_.node_ = caller_;
        profile_.in_builtins_ = outer_ + spent;
    }
    BuiltinActivity(const BuiltinActivity&) = delete;

private:
    Profile& profile_;
    std::uint32_t function_, caller_;
    bool part_;
    std::int64_t outer_;
    std::uint64_t started_;
};

Value Profile::run_wrapped(Call& call) {
    const auto& wrapped = static_cast<const Wrapped&>(call.builtin);
    Call original{call.runtime, *wrapped.original, call.arguments, call.count};
    if (!wrapped.profile->running_) return run_builtin(original, wrapped.index); // while a module is compiled
    BuiltinActivity activity(*wrapped.profile, wrapped);
    return run_builtin(original, wrapped.index);
}

} // namespace rumina
