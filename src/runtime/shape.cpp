#include "runtime/shape.h"

namespace rumina {

std::uint32_t Shape::find(Name name) const {
    if (names_.size() < Shapes::kHashedFrom) {
        for (std::uint32_t i = 0; i < names_.size(); ++i)
            if (names_[i] == name) return i;
        return kAbsent;
    }
    auto found = index_.find(name);
    return found == index_.end() ? kAbsent : found->second;
}

Shapes::Shapes() { create(); }

std::uint32_t Shapes::create() {
    if (!free_.empty()) {
        std::uint32_t id = free_.back();
        free_.pop_back();
        shapes_[id] = std::make_unique<Shape>();
        shapes_[id]->id_ = id;
        return id;
    }
    auto id = static_cast<std::uint32_t>(shapes_.size());
    shapes_.push_back(std::make_unique<Shape>());
    shapes_.back()->id_ = id;
    return id;
}

std::uint32_t Shapes::add(std::uint32_t from, Name name) {
    Shape* shape = shapes_[from].get();
    auto append = [name](Shape& target) {
        target.names_.push_back(name);
        if (target.names_.size() == kHashedFrom)
            for (std::uint32_t i = 0; i < target.names_.size(); ++i) target.index_.emplace(target.names_[i], i);
        else if (target.names_.size() > kHashedFrom)
            target.index_.emplace(name, static_cast<std::uint32_t>(target.names_.size() - 1));
    };
    if (shape->own_) {
        append(*shape);
        return from;
    }
    if (auto next = shape->next_.find(name); next != shape->next_.end()) return next->second;
    std::uint32_t id = create();
    shape = shapes_[from].get();
    Shape& added = *shapes_[id];
    added.names_ = shape->names_;
    added.index_ = shape->index_;
    append(added);
    added.own_ = added.names_.size() > kMaxShared;
    if (!added.own_) shape->next_.emplace(name, id);
    return id;
}

void Shapes::release(std::uint32_t id) {
    if (!shapes_[id]->own_) return;
    shapes_[id] = std::make_unique<Shape>();
    free_.push_back(id);
}

} // namespace rumina
