# Writes the C++ source that holds the prelude's texts.
#   cmake -DDIRECTORY=src/library/prelude -DOUTPUT=prelude_sources.cpp -P embed_prelude.cmake
file(GLOB files "${DIRECTORY}/*.lm")
list(SORT files)
set(code "// Generated from prelude/*.lm by embed_prelude.cmake.\n#include \"library/prelude_sources.h\"\n\nnamespace rumina {\n")
string(APPEND code "namespace {\n\nconstexpr PreludeSource kSources[] = {\n")
foreach(file IN LISTS files)
    get_filename_component(stem "${file}" NAME_WE)
    file(READ "${file}" text)
    string(APPEND code "    {\"${stem}\", R\"prelude(${text})prelude\"},\n")
endforeach()
string(APPEND code "};\n\n} // namespace\n\nconst std::span<const PreludeSource> prelude_sources = kSources;\n\n} // namespace rumina\n")
file(WRITE "${OUTPUT}" "${code}")
