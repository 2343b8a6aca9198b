# WebAssembly: clang compiles, emscripten's em++ links. emcc would compile as well, at half a second of Python a file.
execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/../setup --where-wasm OUTPUT_VARIABLE folders OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" folders "${folders}")
list(GET folders 0 RUMINA_LIBRARIES)
list(GET folders 1 RUMINA_WASM_TOOLCHAIN)
# Set here and not found: a new recipe has new folders, and what is found stays in the cache of a build folder.
set(FMT_HEADERS ${RUMINA_LIBRARIES}/include)
set(UTF8PROC ${RUMINA_LIBRARIES}/lib/libutf8proc.a)
set(MPFR ${RUMINA_LIBRARIES}/lib/libmpfr.a)
set(GMP ${RUMINA_LIBRARIES}/lib/libgmp.a)

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_SYSROOT ${RUMINA_WASM_TOOLCHAIN}/emscripten/cache/sysroot)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-unknown-emscripten)
set(CMAKE_AR llvm-ar-19 CACHE FILEPATH "")
set(CMAKE_RANLIB llvm-ranlib-19 CACHE FILEPATH "")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Every engine of the last four years has these features; conversions of floats need no checks, copies are one instruction.
set(CMAKE_CXX_FLAGS_INIT "-fwasm-exceptions -mbulk-memory -mnontrapping-fptoint")
set(CMAKE_EXECUTABLE_SUFFIX .mjs)
set(CMAKE_CXX_LINK_EXECUTABLE "${RUMINA_WASM_TOOLCHAIN}/bin/em++ -fwasm-exceptions <LINK_FLAGS> <OBJECTS> -o <TARGET> <LINK_LIBRARIES>")
