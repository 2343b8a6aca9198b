// What the engine façade and the two executors (interpreter, VM) expect of each other.
#pragma once

#include <memory>

#include "runtime/runtime.h"

namespace rumina {

struct Tree;
struct FunctionNode;

/// Runs resolved trees. One engine has one executor; run_module may be entered again from include().
class Executor {
public:
    virtual ~Executor() = default;
    /// Runs the top level. Returns the value of the last statement if that is an expression, else Unset.
    /// Raises Failure, located and with its trace.
    virtual Value run_module(const Tree& tree) = 0;
    /// The same for a top level that is compiled already; the VM only.
    virtual Value run_compiled(FunctionPrototype& top_level) = 0;
    virtual bool is_vm() const = 0;

    // A run in slices; the VM only.
    /// Gets ready to run the top level. Raises Failure where it cannot be compiled.
    virtual void start(const Tree& tree) = 0;
    /// Goes on until the run ends (true; `result` is that of run_module) or runtime.slice_over() (false). Raises like run_module.
    /// Included modules that run for the first time are run to their end.
    virtual bool go_on(Value& result) = 0;
    /// Drops the run that was started, if it did not end.
    virtual void abandon() = 0;
};

/// Answers an executor's `include` and `import` of files.
class UnitRunner {
public:
    virtual ~UnitRunner() = default;
    /// Runs the unit the first time; returns its module value.
    virtual Value include(std::uint32_t unit) = 0;
    /// The variables of the module a top-level function node belongs to.
    virtual const ModuleScope* scope_of(const FunctionNode* module) = 0;
};

} // namespace rumina
