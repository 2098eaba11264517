// JSON values in memory: RapidJSON's types with allocators that throw when there is no memory. Its own give a null
// pointer then, and it writes through it without a look.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace collegium {

// An allocator as RapidJSON wants it. Throws std::bad_alloc.
class ThrowingAllocator {
public:
    static constexpr bool kNeedFree = true;

    void* Malloc(std::size_t size) { return size == 0 ? nullptr : got(std::malloc(size)); }

    void* Realloc(void* old, std::size_t, std::size_t size) {
        if (size != 0) return got(std::realloc(old, size));
        Free(old);
        return nullptr;
    }

    static void Free(void* old) noexcept { std::free(old); }

private:
    static void* got(void* memory) {
        if (memory == nullptr) throw std::bad_alloc{};
        return memory;
    }
};

using JsonPool = rapidjson::MemoryPoolAllocator<ThrowingAllocator>;
using JsonValue = rapidjson::GenericValue<rapidjson::UTF8<>, JsonPool>;
using JsonDocument = rapidjson::GenericDocument<rapidjson::UTF8<>, JsonPool, ThrowingAllocator>;
using JsonBuffer = rapidjson::GenericStringBuffer<rapidjson::UTF8<>, ThrowingAllocator>;

}  // namespace collegium
