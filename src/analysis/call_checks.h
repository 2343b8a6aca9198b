// Numbers and names of arguments, checked before anything runs where the called function is known.
//
// A call of a variable can be judged only when the whole text was seen: until then the variable may still be assigned
// another function. So calls are noted on the way and checked at the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/module_names.h"
#include "base/name.h"
#include "diagnostics/diagnostic.h"

namespace rumina {

class KnownCalls {
public:
    KnownCalls(const Tree& tree, const NameTable& names, ModuleNames& module, DiagnosticList& diagnostics)
        : tree_(tree), names_(names), module_(module), diagnostics_(diagnostics) {}

    /// `binding` (of the name, when it is a global) holds the function, unless it is written elsewhere as well.
    void know(const Binding& binding, Name name, const FunctionNode* function);
    /// A call of what `binding` holds; `piped` values come in front of its arguments.
    void note(const Binding& binding, Name name, const CallExpr& call, std::uint32_t piped) {
        calls_.push_back({binding.variable, binding.where == Binding::Where::Global ? name : Name{}, &call, piped});
    }
    void check();

    /// A call with the wrong number of arguments. `name` is empty for a function without one.
    void report_count(Span span, std::string_view name, std::uint32_t least, std::uint32_t most, std::uint32_t count, bool lambda,
                      std::string hint = {});

private:
    struct Call {
        Variable* variable; ///< null: the global
        Name global;
        const CallExpr* expr;
        std::uint32_t piped;
    };
    const FunctionNode* function_of(const Call& call) const;
    void check_count(const Call& call, const FunctionNode& function);
    bool names_fit(const Call& call, const FunctionNode& function);

    const Tree& tree_;
    const NameTable& names_;
    ModuleNames& module_;
    DiagnosticList& diagnostics_;
    std::vector<Call> calls_;
};

} // namespace rumina
