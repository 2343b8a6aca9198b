#include "profile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace rumina {
namespace {

bool write_file(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (file != nullptr && std::fclose(file) != 0) written = false;
    if (!written) std::fprintf(stderr, "IOError: cannot write %s: %s [OutputFailed]\n", path.c_str(), std::strerror(errno));
    return written;
}

} // namespace

bool write_profile(Engine& engine, const ProfileRequest& request, const std::string& name) {
    std::string report = engine.profile(request.json ? Engine::ProfileForm::Json : Engine::ProfileForm::Text, name);
    bool written = true;
    if (request.report_file.empty()) std::fwrite(report.data(), 1, report.size(), stderr);
    else written = write_file(request.report_file, report);
    if (!request.flame_file.empty()) written = write_file(request.flame_file, engine.profile(Engine::ProfileForm::FlameGraph, name)) && written;
    return written;
}

} // namespace rumina
