#include "analysis/module_names.h"

namespace rumina {

ModuleNames::Attempt::~Attempt() {
    auto& noted = names_.noted_;
    for (; !noted.empty(); noted.pop_back()) {
        auto& [name, before] = noted.back();
        if (before) names_.globals_[name] = *before;
        else names_.globals_.erase(name);
    }
    names_.is_noting_ = false;
}

const ModuleNames::Global* ModuleNames::find(Name name) const {
    const auto found = globals_.find(name);
    return found == globals_.end() ? nullptr : &found->second;
}

ModuleNames::Global& ModuleNames::change(Name name) {
    const auto [found, added] = globals_.try_emplace(name);
    if (is_noting_) noted_.emplace_back(name, added ? std::nullopt : std::optional(found->second));
    return found->second;
}

} // namespace rumina
