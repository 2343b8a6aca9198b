#include "runtime/random_state.h"

#include <cmath>

#include "number/real.h"

namespace rumina {

double RandomState::normal() {
    if (has_spare_) {
        has_spare_ = false;
        return spare_;
    }
    double u, v, s;
    do {
        u = 2 * unit() - 1;
        v = 2 * unit() - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double factor = std::sqrt(-2 * real::log(s) / s);
    spare_ = v * factor;
    has_spare_ = true;
    return u * factor;
}

} // namespace rumina
