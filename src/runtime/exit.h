// How a program ends itself. Not a Failure: a program's `catch` must not stop it; engines let it pass to whoever runs
// the program.
#pragma once

namespace rumina {

struct ExitRequest {
    int code;
};

} // namespace rumina
