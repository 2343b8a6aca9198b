// A function of the library: one record beside its code feeds calls, argument checks, help, docs and tests.
//
// signature   "gcd(a: Integer, b: Integer) -> Integer"
//             `x?: Kind` may be left out, `...xs: Kind` takes any number, `Kind|Kind` allows either.
//             Kinds: Any Integer Rational (int or fraction) Real (rational or float) Number (real or complex) Float
//             Bool String Array Struct Table Set Vector Matrix Range Function Module Error Plot Sequence (array vec range)
//             Collection (sequence, set, table, struct, string) Null. Formula (an expression, text, or a function of one
//             parameter, which is called with a symbol first) Symbol (a symbol or its name; checked by the body).
// The count and kinds of the arguments are checked before `run`, so bodies hold the meaning only.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/assert.h"
#include "base/name.h"
#include "diagnostics/diagnostic.h"
#include "runtime/value.h"

namespace rumina {

class Runtime;
struct Builtin;

struct Example {
    std::string_view code;   ///< an expression or statements; the last value is compared in print form
    std::string_view result; ///< what printing the value shows; "!Kind" when it must fail with that kind
};

/// Arguments of a call under way. They stay where the caller computed them.
struct Call {
    Runtime& runtime;
    const Builtin& builtin;
    Value* arguments;
    std::size_t count;
    bool keeps_result = true; ///< false once the body did more than compute it: result_cache.h must run it again

    Value operator[](std::size_t i) const { return arguments[i]; }
    bool has(std::size_t i) const { return i < count && !arguments[i].is_unset(); } ///< optional argument given
};

struct Builtin {
    std::string_view signature;
    std::string_view summary;
    std::initializer_list<Example> examples;
    std::initializer_list<DiagnosticId> raises = {};
    /// Other names, separated by spaces; "ns::f" are callable as ns::f and std.ns.f.
    std::string_view aliases = {};
    /// Kinds of values that have it as a method (the value is the first argument), separated by spaces.
    std::string_view methods = {};
    std::string_view source = {};
    Value (*run)(Call& call) = nullptr; ///< null: written in the prelude, or a constant
    bool cached = false; ///< pure and expensive: results are kept between calls (result_cache.h)
    bool tells_steps = false; ///< notes a derivation while somebody listens: steps(f(…)) is told of the call
    bool pure = true; ///< same arguments, same result, no effect: may be folded
    /// A constant (pi): reading the name calls `run` without arguments; calling it works too.
    bool constant = false;
    /// Examples of a record that is parsed at start (the prelude's), where no initializer list can be.
    std::span<const Example> parsed_examples = {};

    std::span<const Example> example_list() const {
        return examples.size() != 0 ? std::span<const Example>(examples.begin(), examples.size()) : parsed_examples;
    }
};

/// Kinds of arguments as bits, from a signature.
using KindMask = std::uint32_t;
KindMask kind_bit(const Value& value);

struct ParameterInfo {
    std::string_view name;
    std::string_view kinds; ///< as written
    KindMask mask = 0;
    bool optional = false, rest = false;
};

struct Signature {
    std::string_view name;
    std::vector<ParameterInfo> parameters;
    std::string_view result;
    std::uint32_t required = 0;
    std::uint32_t maximum = 0; ///< kUnlimited with a rest parameter
    bool takes_formulas = false;
    static constexpr std::uint32_t kUnlimited = 0xFFFFFFFF;
};

/// How a call by this name is written, for a hint: "Write `integrate(f, x, from?, to?, …)`."
std::string usage_of(const Signature& signature, std::string_view name);
Signature parse_signature(std::string_view text);

/// The builtins that are instructions as well.
enum class DirectBuiltin : std::uint8_t {
#define DIRECT(opcode, name) opcode,
#include "runtime/direct_builtins.def"
#undef DIRECT
    Count
};

/// All builtins of an engine, by every name they have. Filled by the library at start.
class BuiltinTable {
public:
    struct Entry {
        const Builtin* record;
        Value value; ///< the function object (of a prelude function: what value() gives once the prelude is loaded)
        mutable Signature signature; ///< parsed on first use
        mutable bool parsed = false;
        std::optional<DirectBuiltin> direct = std::nullopt;
    };
    struct Namespace {
        std::string name;
        std::unordered_map<Name, std::uint32_t> members;
    };
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

    /// `topic` is the namespace it belongs to besides those its names give; may be empty.
    std::uint32_t add(Runtime& runtime, const Builtin* record, std::string_view topic);
    std::uint32_t find(Name flat) const { return lookup(flat_, flat); }
    /// Namespace by its name ("string"); find_member(find_namespace("string"), "find").
    std::uint32_t find_namespace(Name name) const { return lookup(namespace_index_, name); }
    std::uint32_t find_member(std::uint32_t name_space, Name name) const { return lookup(namespaces_[name_space].members, name); }
    std::uint32_t find_method(Tag tag, Name name) const { return lookup(methods_[static_cast<std::size_t>(tag)], name); }

    const Entry& entry(std::uint32_t index) const { return entries_[index]; }
    /// The function object, for prelude functions their closure. The first of them is asked for seldom and loads the
    /// prelude, which runs no loop and calls nothing: no safepoint, so nothing is collected.
    const Value& value(std::uint32_t index) {
        if (RUMINA_UNLIKELY(load_prelude_ != nullptr) && entries_[index].record->run == nullptr) load_prelude();
        return entries_[index].value;
    }
    /// What compiles the prelude and calls set_value for its functions.
    void set_prelude(std::function<void()> load) { load_prelude_ = std::move(load); }
    const Signature& signature(std::uint32_t index) const;
    std::uint32_t index_of(DirectBuiltin direct) const { return direct_[static_cast<std::size_t>(direct)]; }
    void set_value(std::uint32_t index, Value value) { entries_[index].value = value; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
    const std::vector<Namespace>& namespaces() const { return namespaces_; }
    /// Flat names, for "did you mean", in order of registration.
    const std::vector<Name>& flat_names() const { return flat_order_; }
    std::vector<Entry>& entries() { return entries_; }
    /// Names of the methods of a kind, sorted.
    std::vector<Name> method_names(Tag tag) const;

private:
    static std::uint32_t lookup(const std::unordered_map<Name, std::uint32_t>& map, Name name) {
        auto found = map.find(name);
        return found == map.end() ? kAbsent : found->second;
    }
    void add_name(Runtime& runtime, std::string_view name, std::uint32_t index);
    void load_prelude();
    Namespace& name_space(Runtime& runtime, std::string_view name);
    std::vector<Entry> entries_;
    std::vector<Namespace> namespaces_;
    std::unordered_map<Name, std::uint32_t> flat_, namespace_index_;
    std::unordered_map<Name, std::uint32_t> methods_[static_cast<std::size_t>(kLastTag) + 1];
    std::vector<Name> flat_order_;
    std::function<void()> load_prelude_; ///< empty once it ran
    std::uint32_t direct_[static_cast<std::size_t>(DirectBuiltin::Count)] = {};
    const NameTable* names_ = nullptr;
};

/// Runs the body of a builtin whose arguments were checked, or takes its result from the cache.
Value run_builtin(Call& call, std::uint32_t index);

/// Checks count and kinds against the signature, then runs it. `arguments[0..count)`.
Value call_builtin(Runtime& runtime, std::uint32_t index, Value* arguments, std::size_t count);
/// The same for operands that are not arguments yet; they get a second owner.
Value call_direct(Runtime& runtime, DirectBuiltin direct, const Value& a);
Value call_direct(Runtime& runtime, DirectBuiltin direct, const Value& a, const Value& b);

} // namespace rumina
