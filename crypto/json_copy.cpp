#include "crypto/json_copy.hpp"

namespace collegium {

JsonValue copy_of(JsonValue const& value, JsonPool& pool) {
    if (value.IsArray()) {
        JsonValue copy{rapidjson::kArrayType};
        copy.Reserve(value.Size(), pool);
        for (auto const& each : value.GetArray()) copy.PushBack(copy_of(each, pool), pool);
        return copy;
    }
    if (value.IsObject()) {
        JsonValue copy{rapidjson::kObjectType};
        for (auto const& each : value.GetObject())
            copy.AddMember(copy_of(each.name, pool), copy_of(each.value, pool), pool);
        return copy;
    }
    // RapidJSON would share the letters of a string that lies in somebody else's memory, as those of parsed texts do.
    if (value.IsString()) return JsonValue{value.GetString(), value.GetStringLength(), pool};
    return JsonValue{value, pool};
}

JsonDocument copy_of(JsonValue const& value) {
    JsonDocument document;
    static_cast<JsonValue&>(document) = copy_of(value, document.GetAllocator());
    return document;
}

}  // namespace collegium
