// The dispatch loop a second time, with a call of the profiler before every instruction. The ordinary loop is compiled
// without it, so that a program that is not profiled pays nothing.
#define RUMINA_PROFILED 1
#include "vm/dispatch.cpp"
