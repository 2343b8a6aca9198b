/* What FLINT prints, for the WebAssembly build: nothing. FLINT prints before it aborts, and in functions for interactive
   use; its own printf knows each of its types and so brings a third of the library along. The text of the format, which
   says what is wrong, is left in flint_last_message for flint_set_abort's function. Only text in memory is really written. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
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

int vsiprintf(char* text, const char* format, va_list arguments); /* of emscripten's C library: vsprintf without floats */

/* FLINT's `%wd`, `%wu` and `%wx` are for its words of 64 bits. */
int flint_sprintf(char* text, const char* format, ...) {
    char own[256], *end = own;
    int inside = 0; /* a conversion, from its % to its letter */
    for (const char* c = format; *c != '\0'; ++c) {
        if ((size_t) (end - own) + 3 > sizeof own) return -1;
        if (inside && *c == 'w') {
            *end++ = 'l';
            *end++ = 'l';
            continue;
        }
        if (*c == '%') inside = !inside;
        else if (inside && strchr("0123456789+-#. *lhz", *c) == NULL) inside = 0;
        *end++ = *c;
    }
    *end = '\0';
    va_list arguments;
    va_start(arguments, format);
    const int written = vsiprintf(text, own, arguments);
    va_end(arguments);
    return written;
}
