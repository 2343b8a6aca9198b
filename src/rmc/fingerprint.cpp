#include "rmc/fingerprint.h"

#include <string_view>

#include "bytecode/chunk.h"
#include "runtime/operations.h"

namespace rumina::rmc {
namespace {

/// FNV-1a with the end of each text hashed in. [Fowler, Noll & Vo 1991]
class Hash {
public:
    void add(std::string_view text) {
        for (char c : text) byte(static_cast<std::uint8_t>(c));
        byte(0);
    }
    std::uint64_t value() const { return value_; }

private:
    void byte(std::uint8_t b) { value_ = (value_ ^ b) * 0x100000001B3ull; }
    std::uint64_t value_ = 0xCBF29CE484222325ull;
};

} // namespace

std::uint64_t fingerprint(const Runtime& runtime) {
    Hash hash;
    for (std::size_t i = 0; i < opcode_count(); ++i) {
        hash.add(info(static_cast<Opcode>(i)).name);
        hash.add(info(static_cast<Opcode>(i)).operands);
    }
    for (std::uint32_t i = 0; i < runtime.builtins.size(); ++i) hash.add(runtime.builtins.entry(i).record->signature);
    for (const BuiltinTable::Namespace& space : runtime.builtins.namespaces()) hash.add(space.name);
    for (std::uint16_t i = 1; i < type_count(); ++i) hash.add(type_text(i));
    return hash.value();
}

} // namespace rumina::rmc
