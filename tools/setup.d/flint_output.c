/* What FLINT prints, for the WebAssembly build: nothing. FLINT prints before it aborts, and in functions for interactive
   use; its own printf knows each of its types and so brings a third of the library along. The text of the format, which
   says what is wrong, is left in flint_last_message for flint_set_abort's function. */
#include <stdarg.h>
#include <stdio.h>
#include "flint.h"

const char* flint_last_message = "";

int flint_vfprintf(FILE* file, const char* format, va_list arguments) {
    (void) file;
    (void) arguments;
    flint_last_message = format;
    return 0;
}

int flint_vprintf(const char* format, va_list arguments) { return flint_vfprintf(NULL, format, arguments); }

int flint_fprintf(FILE* file, const char* format, ...) {
    (void) file;
    flint_last_message = format;
    return 0;
}

int flint_printf(const char* format, ...) {
    flint_last_message = format;
    return 0;
}
