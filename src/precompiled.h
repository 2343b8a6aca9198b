// What most sources include of the standard library, parsed once (src/CMakeLists.txt). A convenience of the build: every
// file includes what it uses, and -DRUMINA_PRECOMPILED=OFF builds without this one.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
