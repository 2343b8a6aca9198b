// Expressions: immutable, hash-consed nodes in canonical form. Equal expressions are the same node, so equality is
// equality of pointers, and tables keyed by node are cheap.
//
//   Number     a coefficient alone                       Symbol   a free variable, by name
//   Constant   π, e, γ, Catalan's constant, ∞            Bound    a variable bound by an integral, sum, … (de Bruijn index)
//   Add        number + Σ coefficient·term               Mul      coefficient · Π base^exponent
//   Power      base^exponent alone                       Function a head with arguments (functions, relations, piecewise, …)
//
// What the constructors do, and no more, is MATHEMATICS.md section 3 (see add.cpp, multiply.cpp, power.cpp): identities
// true for all complex values, decided without assumptions. sqrt(x) is x^(1/2), exp(x) is e^x, a/b is a·b^-1.
//
// Rules:
// 1. Build only through the functions below. A node never changes.
// 2. Terms of an Add have no coefficient of their own and are neither numbers nor Adds; factors of a Mul are neither
//    numbers, Muls nor Powers (a Power's base and exponent are given apart). Both are sorted by structural_order.
// 3. Nothing may depend on addresses: order by structural_order (fast, arbitrary) or by display_order (what people see).
// 4. An Expr counts references; the store frees unreachable nodes without recursion. An Expr must not outlive its Store.
// 5. A walk over an expression goes through traversal.h, which keeps its own stack; what recurses natively all the same
//    holds a DepthGuard.
// [Cohen 2003] ch. 3; [Moses 1971]; [Filliâtre & Conchon 2006] for hash consing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "algebra/node.h"
#include "algebra/number.h"

namespace rumina::algebra {

enum class ConstantId : std::uint16_t { Pi, E, EulerGamma, Catalan, Infinity };

enum class FunctionId : std::uint16_t {
#define FUNCTION(id, name) id,
#include "algebra/functions/functions.def"
#undef FUNCTION
};
inline constexpr std::size_t kFunctionCount = 0
#define FUNCTION(id, name) +1
#include "algebra/functions/functions.def"
#undef FUNCTION
    ;

struct Term;
struct Factor;

/// A shared handle of a node; the default one is "none".
class Expr {
public:
    Expr() noexcept = default;
    Expr(const Expr& other) noexcept : node_(other.node_) {
        if (node_ != nullptr) ++node_->references;
    }
    Expr(Expr&& other) noexcept : node_(other.node_) { other.node_ = nullptr; }
    Expr& operator=(const Expr& other) noexcept {
        Expr copy(other);
        std::swap(node_, copy.node_);
        return *this;
    }
    Expr& operator=(Expr&& other) noexcept {
        std::swap(node_, other.node_);
        return *this;
    }
    ~Expr() {
        if (node_ == nullptr) return;
        if (node_->references > 1) --node_->references;
        else release(node_);
    }
    // A number in the current store.
    Expr(const Number& value);
    Expr(int value) : Expr(Number(value)) {}
    Expr(std::int64_t value) : Expr(Number(value)) {}
    Expr(const Integer& value) : Expr(Number(value)) {}
    Expr(const Rational& value) : Expr(Number(value)) {}

    /// Takes over one reference / adds one to an existing node.
    static Expr adopt(Node* node) {
        Expr result;
        result.node_ = node;
        return result;
    }
    static Expr share(const Node* node) {
        Expr result;
        result.node_ = const_cast<Node*>(node);
        ++result.node_->references;
        return result;
    }
    Node* detach() {
        Node* node = node_;
        node_ = nullptr;
        return node;
    }
    const Node* node() const { return node_; }

    explicit operator bool() const { return node_ != nullptr; }
    /// The same node: structural equality, bound variables up to their names.
    friend bool operator==(const Expr& a, const Expr& b) { return a.node_ == b.node_; }

    NodeKind kind() const { return node_->kind; }
    bool is(NodeKind k) const { return kind() == k; }
    std::uint64_t hash() const { return node_->hash; }
    /// Number of leaves of the tree, shared parts counted each time; saturates at 2^32 - 1.
    std::uint32_t leaves() const { return node_->leaves; }
    std::uint32_t depth() const { return node_->depth; }

    // ── facts cached in the node ──
    bool has_symbols() const { return (node_->facts & Node::HasSymbols) != 0; } ///< free symbols or applications of symbols
    bool is_constant() const { return !has_symbols() && !has_bound(); } ///< a number in the mathematical sense
    bool has_floats() const { return (node_->facts & Node::HasFloats) != 0; }
    bool has_bound() const { return node_->bound != 0; } ///< contains a Bound index that may be free here
    bool has_infinity() const { return (node_->facts & Node::HasInfinity) != 0; }
    /// False: certainly free of the symbol. True: maybe (see `contains` in traversal.h).
    bool may_contain(const Expr& symbol) const { return (node_->symbols & symbol.node_->symbols) != 0; }

    // ── parts; each asserts its kind ──
    const Number& number() const;
    bool is_number() const { return is(NodeKind::Number); }
    bool is_integer() const { return is_number() && number().is_integer(); }
    bool is_number(std::int64_t value) const { return is_number() && number() == Number(value); }
    bool is_zero() const { return is_number() && number().is_zero(); }
    bool is_one() const { return is_number() && number().is_one(); }
    bool is_symbol() const { return is(NodeKind::Symbol); }
    std::string_view symbol_name() const;
    bool is(ConstantId id) const { return is(NodeKind::Constant) && constant_id() == id; }
    ConstantId constant_id() const;
    std::uint32_t bound_index() const;
    bool is_add() const { return is(NodeKind::Add); }
    bool is_mul() const { return is(NodeKind::Mul); }
    bool is_power() const { return is(NodeKind::Power); }
    bool is(FunctionId id) const { return is(NodeKind::Function) && function_id() == id; }
    FunctionId function_id() const;
    /// The number of an Add.
    const Number& constant_part() const;
    std::span<const Term> terms() const;     ///< of an Add
    std::span<const Factor> factors() const; ///< of a Mul
    /// Numeric coefficient: of a Mul its own, of a Number itself, else 1.
    Number coefficient() const;
    /// The expression without its numeric coefficient (1 for a Number).
    Expr without_coefficient() const;
    Expr base() const;     ///< of a Power; of anything else itself
    Expr exponent() const; ///< of a Power; of anything else 1
    std::span<const Expr> arguments() const; ///< of a Function
    const Expr& argument(std::size_t i) const { return arguments()[i]; }

private:
    Node* node_ = nullptr;
};
static_assert(sizeof(Expr) == sizeof(void*));

/// coefficient·term in an Add.
struct Term {
    Expr term;
    Number coefficient;
};
/// base^exponent in a Mul.
struct Factor {
    Expr base, exponent;
};

// ── building ──
Expr symbol(std::string_view name);
Expr constant(ConstantId id);
Expr bound(std::uint32_t index);
inline Expr pi() { return constant(ConstantId::Pi); }
inline Expr euler_e() { return constant(ConstantId::E); }
inline Expr infinity() { return constant(ConstantId::Infinity); }
Expr imaginary_unit();
Expr half(); ///< 1/2

Expr add(const Expr& a, const Expr& b);
Expr subtract(const Expr& a, const Expr& b);
Expr multiply(const Expr& a, const Expr& b);
Expr scale(const Number& factor, const Expr& a);
Expr negate(const Expr& a);
/// a·b^-1; DivisionByZero when b is zero, decided by a zero test for constants.
Expr divide(const Expr& a, const Expr& b);
/// Principal power exp(exponent·log base). x^0 is 1; ZeroToNegative; DomainError for 1^∞ and ∞^0.
Expr power(const Expr& base, const Expr& exponent);
inline Expr sqrt(const Expr& a) { return power(a, half()); }
inline Expr exp(const Expr& a) { return power(euler_e(), a); }
/// The head applied to arguments, with its special values (functions/function.h). ArgumentError on a wrong count.
Expr apply_function(FunctionId head, std::span<const Expr> arguments);
inline Expr apply_function(FunctionId head, std::initializer_list<Expr> arguments) {
    return apply_function(head, std::span<const Expr>(arguments.begin(), arguments.size()));
}
/// The node itself, without looking for special values.
Expr make_function(FunctionId head, std::span<const Expr> arguments);

inline Expr operator+(const Expr& a, const Expr& b) { return add(a, b); }
inline Expr operator-(const Expr& a, const Expr& b) { return subtract(a, b); }
inline Expr operator-(const Expr& a) { return negate(a); }
inline Expr operator*(const Expr& a, const Expr& b) { return multiply(a, b); }
inline Expr operator/(const Expr& a, const Expr& b) { return divide(a, b); }

/// Sums of many terms: n terms cost O(n log n).
class SumBuilder {
public:
    void add(const Expr& e) { add(e, Number(1)); }
    void add(const Expr& e, const Number& scale);
    void add(const Number& n) { constant_ = constant_ + n; }
    /// `term` obeys rule 2 already (a product of generators made by the polynomial layer): no look at its kind.
    void add_canonical_term(Expr term, Number coefficient) { terms_.push_back({std::move(term), std::move(coefficient)}); }
    void reserve(std::size_t n) { terms_.reserve(n); }
    Expr finish(); ///< leaves the builder empty

private:
    void add_infinity(const Number& scale);
    Expr finish_infinite();
    Number constant_;
    std::vector<Term> terms_;
    int infinite_ = 0; ///< sign of an infinite term that was met
};

/// Products of many factors.
class ProductBuilder {
public:
    void multiply(const Expr& e);
    void multiply(const Expr& base, const Expr& exponent); ///< base^exponent, base and exponent as in a Factor or not
    void multiply(const Number& n) { coefficient_ = coefficient_ * n; }
    Expr finish(); ///< leaves the builder empty

private:
    void push(const Expr& base, const Expr& exponent);
    void merge_equal_bases();
    Expr finish_special();
    Number coefficient_{1};
    std::vector<Factor> factors_;
    bool has_infinity_ = false, has_surds_ = false;
};

// ── order ──
/// Fast total order: by hash, ties by structure. -1, 0, 1; 0 exactly for the same node.
int structural_order(const Expr& a, const Expr& b);
struct StructuralLess {
    bool operator()(const Expr& a, const Expr& b) const { return structural_order(a, b) < 0; }
};

/// Thrown depth of native recursion: LimitError ExpressionTooDeep past a fixed number of levels.
class DepthGuard {
public:
    DepthGuard();
    ~DepthGuard();
    DepthGuard(const DepthGuard&) = delete;
};

/// To be called in loops of rewriting: counts work and honours stop flag and time (set by the engine per thread).
void poll_work(std::uint64_t units = 1);
using WorkPoll = void (*)(void* context, std::uint64_t units);
/// Installs what poll_work calls on this thread (null: nothing).
void set_work_poll(WorkPoll poll, void* context);

} // namespace rumina::algebra

template <>
struct std::hash<rumina::algebra::Expr> {
    std::size_t operator()(const rumina::algebra::Expr& e) const noexcept { return static_cast<std::size_t>(e.hash()); }
};
