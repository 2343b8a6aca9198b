// Checks of what the program itself must guarantee. A user's mistake is a Diagnostic, never an assertion.
#pragma once

#include <cstdio>
#include <cstdlib>

#ifdef RUMINA_ASSERTIONS
#define RUMINA_ASSERT(condition, why)                                                                      \
    do {                                                                                                   \
        if (!(condition)) {                                                                                \
            std::fprintf(stderr, "%s:%d: broken invariant: %s (%s)\n", __FILE__, __LINE__, why, #condition); \
            std::abort();                                                                                  \
        }                                                                                                  \
    } while (false)
#else
#define RUMINA_ASSERT(condition, why) ((void)0)
#endif

#define RUMINA_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define RUMINA_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define RUMINA_COLD __attribute__((noinline, cold))
