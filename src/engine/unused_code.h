// A session that takes inputs for hours must not keep them all: what of the code and texts of earlier inputs nothing can
// reach any more is freed.
//
// Code is reached through closures, found by a collection, and through code that was reached: functions inside it and
// functions inlined into it. A tree is kept while a function of it is, for checks of calls before running. A text is kept
// while a span names it: of code, of an error value, of a variable's first declaration.
#pragma once

#include "engine/loader.h"

namespace rumina {

/// Nothing may run, and no diagnostic of an earlier input may be shown afterwards. For the virtual machine only: the
/// interpreter runs trees. Cost: a collection and a walk over all code that stays.
void release_unused_code(Runtime& runtime, Loader& loader, Unit& session);

/// Whether it is worth its cost: as much has come in since the last time as had to stay then.
class CodeGrowth {
public:
    bool is_due(const Runtime& runtime) const;
    void released(const Runtime& runtime);

private:
    static constexpr std::size_t kLeast = 1024, kLeastBytes = 1u << 20;
    std::size_t functions_ = 0, texts_ = 0, bytes_ = 0; ///< that stayed
};

} // namespace rumina
