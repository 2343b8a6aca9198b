// The intern table and the memory of nodes. Hashes depend on structure alone: symbols by their text, never by address.
// The hash of a sum or product adds up those of its parts, so it does not depend on their order.
#include "algebra/store.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <fmt/format.h>

#include "algebra/binders.h"
#include "algebra/work_budget.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {

thread_local constinit WorkMeter work_meter;

namespace {

thread_local Store* the_store = nullptr;
thread_local std::int64_t the_number_bytes = 0; ///< boxed_number_bytes() when the_store became current
thread_local int the_depth = 0;
thread_local WorkPoll the_poll = nullptr;
thread_local void* the_poll_context = nullptr;

/// Levels of native recursion; below the smallest native stack (1 MB) at 500 bytes a frame and two frames a level.
constexpr int kMaximumDepth = 1000;
/// Entries of a memo table: some megabytes of nodes at most in ordinary use.
constexpr std::size_t kMemoEntries = 20000;

struct NumberNode : Node {
    Number value;
};
struct SymbolNode : Node {
    std::uint32_t length;
    char text[1];
};
struct AddNode : Node {
    std::uint64_t terms_hash; ///< sum of the hashes of the terms, so that a longer sum need not look at them
    Number constant;
    Term* terms() { return reinterpret_cast<Term*>(this + 1); }
};
struct MulNode : Node {
    Number coefficient;
    Expr monic; ///< without the coefficient; none when that is 1
    Factor* factors() { return reinterpret_cast<Factor*>(this + 1); }
};
struct PowerNode : Node {
    Expr base, exponent;
};
struct FunctionNode : Node {
    Expr* arguments() { return reinterpret_cast<Expr*>(this + 1); }
};

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = (a + 0x9E3779B97F4A7C15ull) ^ (b * 0xFF51AFD7ED558CCDull);
    x = (x ^ (x >> 32)) * 0xC4CEB9FE1A85EC53ull;
    x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9ull;
    return x ^ (x >> 32);
}

std::uint64_t hash_text(std::string_view text) {
    std::uint64_t h = 0xCBF29CE484222325ull;
    for (unsigned char c : text) h = (h ^ c) * 0x100000001B3ull;
    return mix(11, h);
}

NumberNode* number_node(const Node* node) { return static_cast<NumberNode*>(const_cast<Node*>(node)); }
SymbolNode* symbol_node(const Node* node) { return static_cast<SymbolNode*>(const_cast<Node*>(node)); }
AddNode* add_node(const Node* node) { return static_cast<AddNode*>(const_cast<Node*>(node)); }
MulNode* mul_node(const Node* node) { return static_cast<MulNode*>(const_cast<Node*>(node)); }
PowerNode* power_node(const Node* node) { return static_cast<PowerNode*>(const_cast<Node*>(node)); }
FunctionNode* function_node(const Node* node) { return static_cast<FunctionNode*>(const_cast<Node*>(node)); }

/// Facts of a child flow up.
void inherit(Node* node, const Expr& child) {
    const Node* c = child.node();
    node->facts |= c->facts & ~Node::Immortal;
    node->symbols |= c->symbols;
    std::uint64_t leaves = std::uint64_t{node->leaves} + c->leaves;
    node->leaves = leaves > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(leaves);
    if (c->depth + 1 > node->depth) node->depth = c->depth + 1;
    if (c->bound > node->bound) node->bound = c->bound;
}

void inherit(Node* node, const Number& number) {
    if (number.is_float()) node->facts |= Node::HasFloats;
}

} // namespace

// ── the current store ──

Store& Store::current() {
    RUMINA_ASSERT(the_store != nullptr, "an engine is current while expressions are made");
    return *the_store;
}
Store::Use::Use(Store& store) : before_(the_store) { switch_to(&store); }
Store::Use::~Use() { switch_to(before_); }
void Store::make_current() { switch_to(this); }

void Store::switch_to(Store* store) {
    const std::int64_t now = boxed_number_bytes();
    if (the_store != nullptr) the_store->number_bytes_ += now - the_number_bytes;
    the_number_bytes = now;
    the_store = store;
}

std::size_t Store::bytes() const {
    const std::int64_t numbers = number_bytes_ + (the_store == this ? boxed_number_bytes() - the_number_bytes : 0);
    return statistics_.bytes + static_cast<std::size_t>(std::max<std::int64_t>(numbers, 0));
}

DepthGuard::DepthGuard() {
    if (++the_depth > kMaximumDepth) {
        --the_depth;
        fail(DiagnosticId::ExpressionTooDeep, kMaximumDepth);
    }
}
DepthGuard::~DepthGuard() { --the_depth; }

void poll_work(std::uint64_t units) {
    work_meter.done += units;
    if (RUMINA_UNLIKELY(work_meter.done > work_meter.limit)) throw WorkSpent{};
    if (the_poll != nullptr) the_poll(the_poll_context, units);
}
namespace {
/// Units between two questions: 250 blocks or 64 KB, at the pace of sparse products.
constexpr std::uint64_t kUnitsPerQuestion = 1000;
} // namespace

bool number_work_spent() {
    WorkMeter& meter = work_meter;
    if (meter.limit == UINT64_MAX) return false;
    if (meter.asked_at != meter.done) meter.asked_at = meter.done, meter.asked = 0;
    return meter.leaving = ++meter.asked * kUnitsPerQuestion > meter.limit - std::min(meter.done, meter.limit);
}
void raise_work_spent() {
    if (!work_meter.leaving) return;
    work_meter.leaving = false;
    work_meter.done += work_meter.asked * kUnitsPerQuestion;
    throw WorkSpent{};
}
void set_work_poll(WorkPoll poll, void* context) {
    the_poll = poll;
    the_poll_context = context;
}

std::string_view name_of(MemoId id) {
    constexpr std::string_view names[] = {"differentiate", "expand", "simplify", "factor", "integrate",
                                          "definite_integral", "limit", "series", "sum", "solve"};
    return names[static_cast<std::size_t>(id)];
}
Memo& memo(MemoId id) { return Store::current().memo(id); }
void clear_memos() { Store::current().clear_memos(); }

Store::Store() : buckets_(1024, nullptr), memos_(static_cast<std::size_t>(MemoId::Count), Memo(kMemoEntries)) {
    Use use(*this);
    for (std::int64_t i = kSmallest; i <= kLargest; ++i) {
        Number value(i);
        Node* node = allocate(NodeKind::Number, sizeof(NumberNode) - sizeof(Node), mix(1, value.hash()));
        new (&number_node(node)->value) Number(value);
        node->leaves = 1;
        node->facts = Node::Immortal;
        link(node);
        small_[i - kSmallest] = node;
    }
    for (std::uint16_t i = 0; i < 5; ++i) {
        Node* node = allocate(NodeKind::Constant, 0, mix(3, i + 1u));
        node->head = i;
        node->leaves = 1;
        node->facts = Node::Immortal;
        if (static_cast<ConstantId>(i) == ConstantId::Infinity) node->facts |= Node::HasInfinity;
        link(node);
        constants_[i] = node;
    }
}

void Store::clear_memos() {
    for (Memo& table : memos_) table.clear();
}

Store::~Store() {
    clear_memos();
    for (Node* node : small_) release(node);
    for (Node* node : constants_) release(node);
    RUMINA_ASSERT(statistics_.nodes == 0, "no expression outlives its store");
    for (void* block : blocks_) ::operator delete(block);
    if (the_store == this) the_store = nullptr;
}

// ── memory ──

Node* Store::allocate(NodeKind kind, std::size_t payload, std::uint64_t hash) {
    std::size_t bytes = (sizeof(Node) + payload + kGranule - 1) / kGranule * kGranule;
    if (bytes > UINT32_MAX) fail(DiagnosticId::TooLarge, "this expression", "4 GB");
    if (limit_ != 0 && this->bytes() + bytes > limit_)
        fail(DiagnosticId::OutOfMemory, fmt::format("{} MB", (limit_ + 999'999) / 1'000'000));
    void* memory;
    std::size_t size_class = bytes / kGranule;
    if (size_class > kClasses) {
        memory = ::operator new(bytes);
    } else if (free_[size_class] != nullptr) {
        memory = free_[size_class];
        std::memcpy(&free_[size_class], memory, sizeof(void*));
    } else {
        if (static_cast<std::size_t>(block_end_ - block_next_) < bytes) {
            constexpr std::size_t block = 64 * 1024;
            blocks_.reserve(blocks_.size() + 1);
            block_next_ = static_cast<char*>(::operator new(block));
            block_end_ = block_next_ + block;
            blocks_.push_back(block_next_);
        }
        memory = block_next_;
        block_next_ += bytes;
    }
    Node* node = static_cast<Node*>(memory);
    *node = Node{.references = 1, .kind = kind, .facts = 0, .head = 0, .count = 0, .leaves = 0, .hash = hash, .symbols = 0,
                 .store = this, .next = nullptr, .depth = 1, .bytes = static_cast<std::uint32_t>(bytes), .bound = 0};
    statistics_.bytes += bytes;
    if (statistics_.bytes > statistics_.peak_bytes) statistics_.peak_bytes = statistics_.bytes;
    ++statistics_.nodes;
    return node;
}

void Store::give_back(Node* node) {
    std::size_t bytes = node->bytes, size_class = bytes / kGranule;
    statistics_.bytes -= bytes;
    --statistics_.nodes;
    if (size_class > kClasses) {
        ::operator delete(node);
    } else {
        void* memory = node;
        std::memcpy(memory, &free_[size_class], sizeof(void*));
        free_[size_class] = memory;
    }
}

void Store::link(Node* node) {
    if (statistics_.nodes > buckets_.size()) grow();
    Node*& bucket = buckets_[node->hash & (buckets_.size() - 1)];
    node->next = bucket;
    bucket = node;
}

void Store::unlink(Node* node) {
    Node** place = &buckets_[node->hash & (buckets_.size() - 1)];
    while (*place != node) place = &(*place)->next;
    *place = node->next;
}

void Store::grow() {
    std::vector<Node*> larger(buckets_.size() * 2, nullptr);
    for (Node* node : buckets_)
        while (node != nullptr) {
            Node* next = node->next;
            Node*& bucket = larger[node->hash & (larger.size() - 1)];
            node->next = bucket;
            bucket = node;
            node = next;
        }
    buckets_ = std::move(larger);
}

void Store::release(Node* node) {
    if (--node->references != 0) return;
    unlink(node);
    node->next = dying_;
    dying_ = node;
    if (draining_) return; // the loop below is under way further out
    draining_ = true;
    while (dying_ != nullptr) {
        Node* next = dying_;
        dying_ = next->next;
        destroy(next);
    }
    draining_ = false;
}

/// Ends the node's parts; children whose count falls to zero join the list of the dying.
void Store::destroy(Node* node) {
    switch (node->kind) {
    case NodeKind::Number:
        number_node(node)->value.~Number();
        break;
    case NodeKind::Add:
        add_node(node)->constant.~Number();
        for (std::uint32_t i = 0; i < node->count; ++i) add_node(node)->terms()[i].~Term();
        break;
    case NodeKind::Mul:
        mul_node(node)->coefficient.~Number();
        mul_node(node)->monic.~Expr();
        for (std::uint32_t i = 0; i < node->count; ++i) mul_node(node)->factors()[i].~Factor();
        break;
    case NodeKind::Power:
        power_node(node)->base.~Expr();
        power_node(node)->exponent.~Expr();
        break;
    case NodeKind::Function:
        for (std::uint32_t i = 0; i < node->count; ++i) function_node(node)->arguments()[i].~Expr();
        break;
    default: break;
    }
    give_back(node);
}

// ── interning ──

template <typename Same>
Node* Store::find(std::uint64_t hash, NodeKind kind, Same same) {
    // Whatever loops over expressions comes by here: no loop forgets to ask whether it may go on.
    constexpr std::uint32_t between = 1024;
    if (RUMINA_UNLIKELY(++looked_up_ % between == 0)) poll_work(between);
    for (Node* node = buckets_[hash & (buckets_.size() - 1)]; node != nullptr; node = node->next)
        if (node->hash == hash && node->kind == kind && same(node)) return node;
    return nullptr;
}

Expr Store::number(const Number& value) {
    if (value.is_small() && value.small() >= kSmallest && value.small() <= kLargest)
        return Expr::share(small_[value.small() - kSmallest]);
    std::uint64_t hash = mix(1, value.hash());
    if (Node* found = find(hash, NodeKind::Number, [&](Node* node) { return number_node(node)->value == value; }))
        return Expr::share(found);
    Node* node = allocate(NodeKind::Number, sizeof(NumberNode) - sizeof(Node), hash);
    new (&number_node(node)->value) Number(value);
    node->leaves = 1;
    inherit(node, value);
    link(node);
    return Expr::adopt(node);
}

Expr Store::symbol(std::string_view name) {
    std::uint64_t hash = hash_text(name);
    auto text = [](Node* node) { return std::string_view(symbol_node(node)->text, symbol_node(node)->length); };
    if (Node* found = find(hash, NodeKind::Symbol, [&](Node* node) { return text(node) == name; })) return Expr::share(found);
    Node* node = allocate(NodeKind::Symbol, sizeof(SymbolNode) - sizeof(Node) + name.size(), hash);
    symbol_node(node)->length = static_cast<std::uint32_t>(name.size());
    std::memcpy(symbol_node(node)->text, name.data(), name.size());
    node->leaves = 1;
    node->facts = Node::HasSymbols;
    node->symbols = std::uint64_t{1} << (hash >> 58);
    link(node);
    return Expr::adopt(node);
}

Expr Store::bound(std::uint32_t index) {
    RUMINA_ASSERT(index < 0x10000, "binders are nested within the depth limit");
    std::uint64_t hash = mix(4, index);
    if (Node* found = find(hash, NodeKind::Bound, [&](Node* node) { return node->head == index; })) return Expr::share(found);
    Node* node = allocate(NodeKind::Bound, 0, hash);
    node->head = static_cast<std::uint16_t>(index);
    node->leaves = 1;
    node->bound = index + 1;
    link(node);
    return Expr::adopt(node);
}

namespace {

std::uint64_t hash_of(const Term& t) { return mix(t.term.hash(), t.coefficient.hash()); }
std::uint64_t hash_of_sum(const Number& constant, std::uint64_t terms_hash) { return mix(6, mix(5, constant.hash()) + terms_hash); }

void inherit(Node* node, const Term& t) {
    inherit(node, t.term);
    inherit(node, t.coefficient);
    if (!t.coefficient.is_one() && node->leaves != UINT32_MAX) ++node->leaves;
}

} // namespace

Expr Store::intern_add(const Number& constant, std::span<Term> terms) {
    std::uint64_t terms_hash = 0;
    for (const Term& t : terms) terms_hash += hash_of(t);
    std::uint64_t hash = hash_of_sum(constant, terms_hash);
    auto same = [&](Node* node) {
        if (node->count != terms.size() || !(add_node(node)->constant == constant)) return false;
        const Term* mine = add_node(node)->terms();
        for (std::size_t i = 0; i < terms.size(); ++i)
            if (!(mine[i].term == terms[i].term) || !(mine[i].coefficient == terms[i].coefficient)) return false;
        return true;
    };
    if (Node* found = find(hash, NodeKind::Add, same)) return Expr::share(found);
    Node* node = allocate(NodeKind::Add, sizeof(AddNode) - sizeof(Node) + terms.size() * sizeof(Term), hash);
    add_node(node)->terms_hash = terms_hash;
    new (&add_node(node)->constant) Number(constant);
    node->count = static_cast<std::uint32_t>(terms.size());
    Term* place = add_node(node)->terms();
    for (Term& t : terms) {
        inherit(node, t);
        new (place++) Term(std::move(t));
    }
    if (!constant.is_zero() && node->leaves != UINT32_MAX) ++node->leaves;
    inherit(node, constant);
    link(node);
    return Expr::adopt(node);
}

Expr Store::intern_longer_sum(const Expr& sum, std::size_t position, Term&& term) {
    const AddNode* shorter = add_node(sum.node());
    const Term* theirs = add_node(sum.node())->terms();
    std::uint64_t terms_hash = shorter->terms_hash + hash_of(term);
    std::uint64_t hash = hash_of_sum(shorter->constant, terms_hash);
    auto same = [&](Node* node) {
        if (node->count != shorter->count + 1 || !(add_node(node)->constant == shorter->constant)) return false;
        const Term* mine = add_node(node)->terms();
        for (std::size_t i = 0; i < node->count; ++i) {
            const Term& t = i < position ? theirs[i] : i == position ? term : theirs[i - 1];
            if (!(mine[i].term == t.term) || !(mine[i].coefficient == t.coefficient)) return false;
        }
        return true;
    };
    if (Node* found = find(hash, NodeKind::Add, same)) return Expr::share(found);
    std::size_t count = std::size_t{shorter->count} + 1;
    Node* node = allocate(NodeKind::Add, sizeof(AddNode) - sizeof(Node) + count * sizeof(Term), hash);
    add_node(node)->terms_hash = terms_hash;
    new (&add_node(node)->constant) Number(shorter->constant);
    node->count = static_cast<std::uint32_t>(count);
    node->facts = shorter->facts;
    node->symbols = shorter->symbols;
    node->leaves = shorter->leaves;
    node->depth = shorter->depth;
    node->bound = shorter->bound;
    inherit(node, term);
    Term* place = add_node(node)->terms();
    for (std::size_t i = 0; i < position; ++i) new (place++) Term(theirs[i]);
    new (place++) Term(std::move(term));
    for (std::size_t i = position; i < shorter->count; ++i) new (place++) Term(theirs[i]);
    link(node);
    return Expr::adopt(node);
}

Expr Store::intern_mul(const Number& coefficient, std::span<Factor> factors) {
    std::uint64_t sum = mix(7, coefficient.hash());
    for (const Factor& f : factors) sum += mix(f.base.hash(), f.exponent.hash());
    std::uint64_t hash = mix(8, sum);
    auto same = [&](Node* node) {
        if (node->count != factors.size() || !(mul_node(node)->coefficient == coefficient)) return false;
        const Factor* mine = mul_node(node)->factors();
        for (std::size_t i = 0; i < factors.size(); ++i)
            if (!(mine[i].base == factors[i].base) || !(mine[i].exponent == factors[i].exponent)) return false;
        return true;
    };
    if (Node* found = find(hash, NodeKind::Mul, same)) return Expr::share(found);
    for (std::size_t i = 1; i < factors.size(); ++i) {
        [[maybe_unused]] int order = structural_order(factors[i - 1].base, factors[i].base);
        // 2^(1/2)·2^x stays apart, nothing else with equal bases does.
        RUMINA_ASSERT(order < 0 || (order == 0 && factors[i].base.is_number() && structural_order(factors[i - 1].exponent, factors[i].exponent) < 0),
                      "factors are sorted and merged: one product is one node");
    }
    Expr monic;
    if (!coefficient.is_one()) {
        if (factors.size() == 1) monic = factors[0].exponent.is_one() ? factors[0].base : intern_power(factors[0].base, factors[0].exponent);
        else {
            std::vector<Factor> copy(factors.begin(), factors.end());
            monic = intern_mul(Number(1), copy);
        }
    }
    Node* node = allocate(NodeKind::Mul, sizeof(MulNode) - sizeof(Node) + factors.size() * sizeof(Factor), hash);
    new (&mul_node(node)->coefficient) Number(coefficient);
    new (&mul_node(node)->monic) Expr(std::move(monic));
    node->count = static_cast<std::uint32_t>(factors.size());
    Factor* place = mul_node(node)->factors();
    for (Factor& f : factors) {
        inherit(node, f.base);
        if (!f.exponent.is_one()) inherit(node, f.exponent);
        new (place++) Factor(std::move(f));
    }
    if (!coefficient.is_one() && node->leaves != UINT32_MAX) ++node->leaves;
    inherit(node, coefficient);
    link(node);
    return Expr::adopt(node);
}

Expr Store::intern_power(const Expr& base, const Expr& exponent) {
    std::uint64_t hash = mix(mix(9, base.hash()), exponent.hash());
    auto same = [&](Node* node) { return power_node(node)->base == base && power_node(node)->exponent == exponent; };
    if (Node* found = find(hash, NodeKind::Power, same)) return Expr::share(found);
    Node* node = allocate(NodeKind::Power, sizeof(PowerNode) - sizeof(Node), hash);
    new (&power_node(node)->base) Expr(base);
    new (&power_node(node)->exponent) Expr(exponent);
    inherit(node, base);
    inherit(node, exponent);
    link(node);
    return Expr::adopt(node);
}

Expr Store::intern_function(FunctionId head, std::span<const Expr> arguments) {
    std::uint64_t hash = mix(10, static_cast<std::uint64_t>(head) + 1);
    for (const Expr& a : arguments) hash = mix(hash, a.hash());
    auto same = [&](Node* node) {
        if (node->head != static_cast<std::uint16_t>(head) || node->count != arguments.size()) return false;
        const Expr* mine = function_node(node)->arguments();
        for (std::size_t i = 0; i < arguments.size(); ++i)
            if (!(mine[i] == arguments[i])) return false;
        return true;
    };
    if (Node* found = find(hash, NodeKind::Function, same)) return Expr::share(found);
    Node* node = allocate(NodeKind::Function, arguments.size() * sizeof(Expr), hash);
    node->head = static_cast<std::uint16_t>(head);
    node->count = static_cast<std::uint32_t>(arguments.size());
    node->leaves = arguments.empty() ? 1 : 0;
    Expr* place = function_node(node)->arguments();
    std::uint32_t bodies = body_arguments(head), free_bound = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::uint32_t inside = arguments[i].node()->bound;
        if (i < 32 && (bodies >> i & 1) != 0 && inside > 0) --inside;
        if (inside > free_bound) free_bound = inside;
        inherit(node, arguments[i]);
        new (place++) Expr(arguments[i]);
    }
    node->bound = free_bound;
    link(node);
    return Expr::adopt(node);
}

// ── handles ──

void release(Node* node) noexcept { node->store->release(node); }

Expr::Expr(const Number& value) : Expr(Store::current().number(value)) {}

const Number& Expr::number() const {
    RUMINA_ASSERT(is(NodeKind::Number), "a Number");
    return number_node(node_)->value;
}
std::string_view Expr::symbol_name() const {
    RUMINA_ASSERT(is(NodeKind::Symbol), "a Symbol");
    return {symbol_node(node_)->text, symbol_node(node_)->length};
}
ConstantId Expr::constant_id() const {
    RUMINA_ASSERT(is(NodeKind::Constant), "a Constant");
    return static_cast<ConstantId>(node_->head);
}
std::uint32_t Expr::bound_index() const {
    RUMINA_ASSERT(is(NodeKind::Bound), "a Bound variable");
    return node_->head;
}
FunctionId Expr::function_id() const {
    RUMINA_ASSERT(is(NodeKind::Function), "a Function");
    return static_cast<FunctionId>(node_->head);
}
const Number& Expr::constant_part() const {
    RUMINA_ASSERT(is_add(), "an Add");
    return add_node(node_)->constant;
}
std::span<const Term> Expr::terms() const {
    RUMINA_ASSERT(is_add(), "an Add");
    return {add_node(node_)->terms(), node_->count};
}
std::span<const Factor> Expr::factors() const {
    RUMINA_ASSERT(is_mul(), "a Mul");
    return {mul_node(node_)->factors(), node_->count};
}
Number Expr::coefficient() const { return is_mul() ? mul_node(node_)->coefficient : is_number() ? number() : Number(1); }
Expr Expr::without_coefficient() const {
    if (is_number()) return Expr(1);
    if (!is_mul() || !mul_node(node_)->monic) return *this;
    return mul_node(node_)->monic;
}
Expr Expr::base() const { return is_power() ? power_node(node_)->base : *this; }
Expr Expr::exponent() const { return is_power() ? power_node(node_)->exponent : Expr(1); }
std::span<const Expr> Expr::arguments() const {
    RUMINA_ASSERT(is(NodeKind::Function), "a Function");
    return {function_node(node_)->arguments(), node_->count};
}

Expr symbol(std::string_view name) { return Store::current().symbol(name); }
Expr constant(ConstantId id) { return Store::current().constant(id); }
Expr bound(std::uint32_t index) { return Store::current().bound(index); }
Expr imaginary_unit() { return Expr(Number::imaginary_unit()); }
Expr half() { return Expr(Number(Rational::make(Integer(1), Integer(2)))); }
Expr make_function(FunctionId head, std::span<const Expr> arguments) { return Store::current().intern_function(head, arguments); }

// ── order ──

namespace {

/// Order of two different nodes of one kind by their own data; 0 when only children can tell, which are then pushed.
int order_of_data(const Expr& a, const Expr& b, std::vector<std::pair<Expr, Expr>>& children) {
    switch (a.kind()) {
    case NodeKind::Number: return Number::structural_order(a.number(), b.number());
    case NodeKind::Symbol: return a.symbol_name().compare(b.symbol_name());
    case NodeKind::Constant: return static_cast<int>(a.constant_id()) - static_cast<int>(b.constant_id());
    case NodeKind::Bound: return a.bound_index() < b.bound_index() ? -1 : 1;
    case NodeKind::Add: {
        auto x = a.terms(), y = b.terms();
        if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
        if (int c = Number::structural_order(a.constant_part(), b.constant_part())) return c;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (int c = Number::structural_order(x[i].coefficient, y[i].coefficient)) return c;
            children.emplace_back(x[i].term, y[i].term);
        }
        return 0;
    }
    case NodeKind::Mul: {
        auto x = a.factors(), y = b.factors();
        if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
        if (int c = Number::structural_order(a.coefficient(), b.coefficient())) return c;
        for (std::size_t i = 0; i < x.size(); ++i) {
            children.emplace_back(x[i].base, y[i].base);
            children.emplace_back(x[i].exponent, y[i].exponent);
        }
        return 0;
    }
    case NodeKind::Power:
        children.emplace_back(a.base(), b.base());
        children.emplace_back(a.exponent(), b.exponent());
        return 0;
    case NodeKind::Function: {
        if (a.function_id() != b.function_id()) return a.function_id() < b.function_id() ? -1 : 1;
        auto x = a.arguments(), y = b.arguments();
        if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
        for (std::size_t i = 0; i < x.size(); ++i) children.emplace_back(x[i], y[i]);
        return 0;
    }
    }
    return 0;
}

/// Different expressions whose hashes agree: rare enough to be slow.
RUMINA_COLD int order_of_structure(const Expr& first, const Expr& second) {
    std::vector<std::pair<Expr, Expr>> waiting{{first, second}};
    while (!waiting.empty()) {
        auto [a, b] = std::move(waiting.back());
        waiting.pop_back();
        if (a == b) continue;
        if (a.hash() != b.hash()) return a.hash() < b.hash() ? -1 : 1;
        if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
        std::vector<std::pair<Expr, Expr>> children;
        if (int c = order_of_data(a, b, children)) return c < 0 ? -1 : 1;
        for (auto i = children.rbegin(); i != children.rend(); ++i) waiting.push_back(std::move(*i));
    }
    RUMINA_ASSERT(false, "different nodes differ somewhere");
    return 0;
}

} // namespace

int structural_order(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    if (a.hash() != b.hash()) return a.hash() < b.hash() ? -1 : 1;
    return order_of_structure(a, b);
}

} // namespace rumina::algebra
