// The file around an image: header, section table, sections. Little-endian; sizes and offsets have 64 bits.
//
//   0  magic            8 bytes: 9A "RMC" 0D 0A 1A 0A, which a transfer as text would change
//   8  format           32 bits: kFormat
//  12  sections         32 bits: their number
//  16  size             64 bits: of the whole file
//  24  tables           64 bits: fingerprint of instructions, builtins and types of the engine
//  32  checksum         32 bits: CRC-32C of the file with these four bytes 0
//  36  reserved         32 bits: 0
//  40  engine           24 bytes: its version, filled up with 0
//  64  section table    a row a section: id 32 bits, reserved 32 bits, offset 64 bits, size 64 bits
//      sections         one behind the other, in the order of sections.def
#pragma once

#include <string>
#include <string_view>

#include "rmc/image.h"

namespace rumina::rmc {

inline constexpr std::uint32_t kFormat = 1;
inline constexpr std::size_t kHeaderBytes = 64, kSectionRowBytes = 24, kChecksumAt = 32;
inline constexpr std::string_view kMagic{"\x9ARMC\r\n\x1A\n", 8};

struct FileHeader {
    std::uint32_t format = kFormat;
    std::uint64_t tables = 0;
    std::string engine;
    struct Section {
        std::string_view name;
        std::uint64_t offset, size;
    };
    std::vector<Section> sections;
    std::uint64_t size = 0;
    std::uint32_t checksum = 0;
};

/// Why a sound file is still not for this engine: it says another version.
struct OtherVersion {
    std::string theirs, ours;
};

std::string encode(ProgramImage& image, std::uint64_t tables);
/// Header and section table, checked. Raises Damage and OtherVersion.
FileHeader read_header(std::string_view bytes, std::uint64_t tables);
/// The image of a file whose header was read: correct in form only. Raises Damage.
ProgramImage decode(std::string_view bytes, const FileHeader& header);
/// Puts the checksum of what the bytes are into them.
void repair_checksum(std::string& bytes);

} // namespace rumina::rmc
