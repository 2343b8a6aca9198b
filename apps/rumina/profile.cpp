#include "profile.h"

#include <cstdio>

#include "atomic_file.h"

namespace rumina {
namespace {

bool write_file(Engine& engine, const std::string& path, const std::string& text) {
    std::string why;
    if (write_atomically(path, text, why)) return true;
    std::fputs(engine.render(make_diagnostic(DiagnosticId::FileNotWritten, Span{}, path, why)).c_str(), stderr);
    return false;
}

} // namespace

bool write_profile(Engine& engine, const ProfileRequest& request, const std::string& name) {
    std::string report = engine.profile(request.json ? Engine::ProfileForm::Json : Engine::ProfileForm::Text, name);
    if (report.empty()) return true;
    bool written = true;
    if (request.report_file.empty()) std::fwrite(report.data(), 1, report.size(), stderr);
    else written = write_file(engine, request.report_file, report);
    if (!request.flame_file.empty()) written = write_file(engine, request.flame_file, engine.profile(Engine::ProfileForm::FlameGraph, name)) && written;
    return written;
}

} // namespace rumina
