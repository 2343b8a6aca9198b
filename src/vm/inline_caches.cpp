// What the dispatch loop does when an inline cache does not fit, and what it remembers then.
#include "vm/inline_caches.h"

#include <cstring>

#include "runtime/operations.h"
#include "vm/vm.h"

namespace rumina {

// The cache word behind the instruction under way takes the place of a field a shape has.
void VirtualMachine::remember_member(const Value& container, Name name) {
    if (!container.is(Tag::Struct)) return;
    const Shape& shape = runtime_.shapes.get(container.object->aux);
    std::uint32_t index = shape.cacheable() ? shape.find(name) : Shape::kAbsent;
    if (index == Shape::kAbsent) return;
    MemberCache cache{shape.id() + 1, index};
    std::memcpy(const_cast<Instruction*>(pc_ + 1), &cache, sizeof cache);
}

void VirtualMachine::remember_method(const Value& receiver, const Method& method, Name name) {
    if (receiver.is(Tag::Struct)) return remember_member(receiver, name);
    if (receiver.is(Tag::Module) || method.passing != Method::Passing::FirstArgument || !method.callee.is(Tag::Builtin)) return;
    MemberCache cache{kKindCache + static_cast<std::uint32_t>(receiver.tag), method.callee.object->aux};
    std::memcpy(const_cast<Instruction*>(pc_ + 1), &cache, sizeof cache);
}

Value VirtualMachine::find_member(const Value& container, Name name) {
    Value value = get_member(runtime_, container, name);
    // What a struct inherits belongs to its parent as well.
    if (container.is(Tag::Struct) && runtime_.heap.find_field(container.as<StructObject>(), name) == nullptr) share(value);
    remember_member(container, name);
    return value;
}

void VirtualMachine::put_member(Value& container, Name name, const Value& value) {
    set_member(runtime_, container, name, value);
    remember_member(container, name);
}

} // namespace rumina
