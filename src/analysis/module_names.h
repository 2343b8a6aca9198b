// What a module knows of its global names; a session keeps one from input to input.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/scope.h"

namespace rumina {

class ModuleNames {
public:
    struct Global {
        std::uint32_t index = 0;
        Span declared;
        std::uint32_t writes = 0;
        std::optional<DeclarationStmt::Form> constant; ///< Let or Const of this or an earlier text
        const FunctionNode* known_function = nullptr;
    };

    /// Takes back every change made while it lives, unless they are kept. One at a time. Cost: by the number of changes.
    class Attempt {
    public:
        explicit Attempt(ModuleNames& names) : names_(names) { names_.is_noting_ = true; }
        ~Attempt();
        Attempt(const Attempt&) = delete;
        Attempt& operator=(const Attempt&) = delete;
        void keep() { names_.noted_.clear(); }

    private:
        ModuleNames& names_;
    };

    /// Null when there is none of that name.
    const Global* find(Name name) const;
    bool contains(Name name) const { return find(name) != nullptr; }
    /// Made when there is none. The reference stays good.
    Global& change(Name name);
    /// Forgets the known functions that `is_gone(node)`.
    template <typename IsGone>
    void forget_functions(IsGone is_gone) {
        for (auto& [name, global] : globals_)
            if (global.known_function != nullptr && is_gone(*global.known_function)) global.known_function = nullptr;
    }

    auto begin() const { return globals_.begin(); } ///< pairs of name and Global, in no order
    auto end() const { return globals_.end(); }

private:
    std::unordered_map<Name, Global> globals_;
    bool is_noting_ = false;
    std::vector<std::pair<Name, std::optional<Global>>> noted_; ///< what there was before each change; nothing: none of that name
};

} // namespace rumina
