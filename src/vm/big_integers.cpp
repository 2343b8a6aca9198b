// Arithmetic on big integers whose result goes into a slot that alone refers to what it holds (bytecode/own_slots.h): the
// result is written over the number there. As in a program of C that names its variables, the same few pieces of memory
// serve a whole loop and stay in the cache.
#include <algorithm>

#include "number/integer_in_place.h"
#include "runtime/number_values.h"
#include "runtime/operations.h"
#include "vm/vm.h"

namespace rumina {
namespace {

/// The number in the slot, if only the slot refers to it.
BigIntObject* owned_number(const Value& slot) {
    return slot.is(Tag::BigInt) && slot.object->extra != 0 ? slot.as<BigIntObject>() : nullptr;
}

} // namespace

bool VirtualMachine::compute_big(InPlace operation, const Value& x, const Value& y) {
    if (!x.is_integer() || !y.is_integer() || chunk().own_slots[pc_->a / kSlotBytes] == 0) return false;
    Value& to = slot(pc_->a);
    Heap& heap = runtime_.heap;
    Integer scratch_x, scratch_y;
    const Integer &a = integer_of(x, scratch_x), &b = integer_of(y, scratch_y);
    if (BigIntObject* number = owned_number(to)) {
        if (std::size_t needed = bytes_in_place(operation, a, b); needed != 0) {
            // Charged before anything changes: that may raise.
            std::size_t before = number->value.bytes(), most = std::max(before, needed);
            heap.charge(most - before);
            compute_in_place(operation, number->value, a, b);
            heap.recharge(most, number->value.bytes());
            if (number->value.fits_int64()) to = Value::of_int(number->value.to_int64());
            return true;
        }
    }
    Value result;
    switch (operation) {
    case InPlace::Sum: result = heap.integer(a + b); break;
    case InPlace::Difference: result = heap.integer(a - b); break;
    case InPlace::Product: result = heap.integer(a * b); break;
    case InPlace::Quotient: result = heap.integer(divide_truncated(a, b)); break;
    }
    if (result.is(Tag::BigInt)) result.object->extra = 1;
    to = result;
    return true;
}

} // namespace rumina
