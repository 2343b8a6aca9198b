#include "calculus/derivation.h"

namespace rumina::calculus {
namespace {

thread_local Derivation* listening = nullptr;

} // namespace

Derivation::Derivation() : before_(listening) { listening = this; }
Derivation::~Derivation() { listening = before_; }
Derivation* Derivation::current() { return listening; }

void note_step(std::string_view rule, const Expr& before, const Expr& after) {
    if (listening != nullptr) listening->steps_.push_back({std::string(rule), before, after, listening->level_});
}

StepMark::StepMark() : size_(listening != nullptr ? listening->steps_.size() : 0) {}
StepMark::~StepMark() {
    if (!kept_ && listening != nullptr && listening->steps_.size() > size_) listening->steps_.resize(size_);
}

StepLevel::StepLevel() {
    if (listening != nullptr) ++listening->level_;
}
StepLevel::~StepLevel() {
    if (listening != nullptr) --listening->level_;
}

} // namespace rumina::calculus
