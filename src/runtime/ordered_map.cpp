#include "runtime/ordered_map.h"

namespace rumina {

std::size_t OrderedMap::locate(const Value& key, std::uint64_t hash) const {
    if (index_.empty()) return npos;
    std::size_t mask = index_.size() - 1;
    for (std::size_t place = hash & mask;; place = (place + 1) & mask) {
        std::uint32_t entry = index_[place];
        if (entry == kEmpty) return npos;
        if (entry != kErased && entries_[entry].hash == hash && equal_keys(entries_[entry].key, key)) return place;
    }
}

const Value* OrderedMap::find(const Value& key) const {
    std::size_t place = locate(key, hash_key(key));
    return place == npos ? nullptr : &entries_[index_[place]].value;
}

bool OrderedMap::set(const Value& key, const Value& value) {
    std::uint64_t hash = hash_key(key);
    if (std::size_t place = locate(key, hash); place != npos) {
        entries_[index_[place]].value = value;
        return false;
    }
    if ((used_ + 1) * 3 > index_.size() * 2) rebuild(live_ + 1);
    std::size_t mask = index_.size() - 1;
    std::size_t place = hash & mask;
    while (index_[place] != kEmpty && index_[place] != kErased) place = (place + 1) & mask;
    if (index_[place] == kEmpty) ++used_;
    index_[place] = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({key, value, hash});
    ++live_;
    return true;
}

bool OrderedMap::erase(const Value& key) {
    std::size_t place = locate(key, hash_key(key));
    if (place == npos) return false;
    Entry& entry = entries_[index_[place]];
    entry.key = Value::unset();
    entry.value = Value::null();
    index_[place] = kErased;
    --live_;
    return true;
}

void OrderedMap::clear() {
    entries_.clear();
    index_.clear();
    live_ = used_ = 0;
}

void OrderedMap::reserve(std::size_t entries) {
    entries_.reserve(entries);
    if (entries * 3 > index_.size() * 2) rebuild(entries);
}

void OrderedMap::rebuild(std::size_t wanted) {
    std::size_t capacity = 8;
    while (capacity < wanted * 2) capacity *= 2;
    if (live_ != entries_.size()) std::erase_if(entries_, [](const Entry& entry) { return entry.key.is_unset(); });
    index_.assign(capacity, kEmpty);
    std::size_t mask = capacity - 1;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        std::size_t place = entries_[i].hash & mask;
        while (index_[place] != kEmpty) place = (place + 1) & mask;
        index_[place] = static_cast<std::uint32_t>(i);
    }
    used_ = live_;
}

} // namespace rumina
