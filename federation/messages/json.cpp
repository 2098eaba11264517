#include "federation/messages/json.hpp"

#include "crypto/plain_bytes.hpp"
#include "federation/messages/json_scan.hpp"

#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace collegium::federation {

namespace {

// A text that is parsed where it lies: what a string stands for is written over it. As RapidJSON wants its streams, and
// as its InsituStringStream, but that runs of plain bytes are taken at once (Transcoder, below).
class TextInPlace {
public:
    using Ch = char;

    // A NUL stands behind the text, and none in it.
    explicit TextInPlace(std::string& text)
        : begin_{text.data()}, end_{begin_ + text.size()}, read_{begin_}, written_{begin_} {}

    char Peek() const { return *read_; }
    char Take() { return *read_++; }
    std::size_t Tell() const { return static_cast<std::size_t>(read_ - begin_); }
    void Put(char c) { *written_++ = c; }
    char* PutBegin() { return written_ = read_; }
    std::size_t PutEnd(char const* begin) const { return static_cast<std::size_t>(written_ - begin); }

    void take_plain() {
        auto const size = crypto::plain_bytes({read_, static_cast<std::size_t>(end_ - read_)});
        if (written_ != read_) std::memmove(written_, read_, size);
        read_ += size;
        written_ += size;
    }

private:
    char* begin_;
    char* end_;
    char* read_;
    char* written_;
};

}  // namespace

}  // namespace collegium::federation

namespace rapidjson {

// What the reader asks for a letter of a string that is neither its end nor an escape.
template <>
template <>
inline bool
Transcoder<UTF8<>, UTF8<>>::Transcode<>(collegium::federation::TextInPlace& text, collegium::federation::TextInPlace&) {
    text.take_plain();
    return true;
}

// It is small: the reader works on a copy on its stack.
template <>
struct StreamTraits<collegium::federation::TextInPlace> {
    enum { copyOptimization = 1 };
};

}  // namespace rapidjson

namespace collegium::federation {

namespace {

// Reads numbers by the standard library: RapidJSON's own readers of them overflow, return wrong values or crash
// (CVE-2024-38517, and "0.0004000000000000000000000002e-329" in its full-precision mode). Everything else is passed on.
class NumberReader {
public:
    explicit NumberReader(JsonDocument& document) : document_{document} {}

    bool RawNumber(char const* text, rapidjson::SizeType size, bool) {
        std::string_view const number{text, size};
        bool const whole = number.find_first_of(".eE") == std::string_view::npos;
        if (std::int64_t value = 0; whole && read(number, value)) return document_.Int64(value);
        if (std::uint64_t value = 0; whole && read(number, value)) return document_.Uint64(value);
        double value = 0;
        return read(number, value) && document_.Double(value);
    }

    bool Null() { return document_.Null(); }
    bool Bool(bool value) { return document_.Bool(value); }
    bool Int(int value) { return document_.Int(value); }
    bool Uint(unsigned value) { return document_.Uint(value); }
    bool Int64(std::int64_t value) { return document_.Int64(value); }
    bool Uint64(std::uint64_t value) { return document_.Uint64(value); }
    bool Double(double value) { return document_.Double(value); }
    bool String(char const* text, rapidjson::SizeType size, bool copy) { return document_.String(text, size, copy); }
    bool StartObject() { return document_.StartObject(); }
    bool Key(char const* text, rapidjson::SizeType size, bool copy) { return document_.Key(text, size, copy); }
    bool EndObject(rapidjson::SizeType members) { return document_.EndObject(members); }
    bool StartArray() { return document_.StartArray(); }
    bool EndArray(rapidjson::SizeType items) { return document_.EndArray(items); }

private:
    template <class Number>
    static bool read(std::string_view text, Number& value) {
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size();
    }

    JsonDocument& document_;
};

// The strings of the document lie in the text.
bool parse(std::string& text, JsonDocument& document) {
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseInsituFlag;
    TextInPlace stream{text};
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> reader;
    bool good = false;
    auto generate = [&](JsonDocument& into) {
        NumberReader handler{into};
        good = !reader.Parse<flags>(stream, handler).IsError();
        return good;
    };
    document.Populate(generate);
    return good;
}

std::string_view name_of(JsonValue::Member const& each) {
    return {each.name.GetString(), each.name.GetStringLength()};
}

bool has_duplicate_names(JsonValue const& object) {
    std::vector<std::string_view> names;
    names.reserve(object.MemberCount());
    for (auto const& each : object.GetObject()) names.push_back(name_of(each));
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

// By these words JSON-LD says the same in another shape: one reader would see another message than the next (security
// R7). We read no graph, so nobody needs them with us.
bool rearranges(JsonValue::Member const& each) {
    auto const name = name_of(each);
    return name == "@graph" || name == "@included" || name == "@reverse";
}

// Recursion is safe here: the scan has bounded the depth.
bool is_unambiguous(JsonValue const& value) {
    if (value.IsArray()) return std::ranges::all_of(value.GetArray(), is_unambiguous);
    if (!value.IsObject()) return true;
    return !has_duplicate_names(value) && std::ranges::none_of(value.GetObject(), rearranges) &&
           std::ranges::all_of(value.GetObject(), [](auto const& each) { return is_unambiguous(each.value); });
}

}  // namespace

Result<Json> Json::read(std::string bytes, JsonLimits const& limits) {
    if (auto const clean = scan_json(bytes, limits); !clean) return clean.error();

    auto inside = std::make_shared<Inside>(std::move(bytes));
    if (!parse(inside->text, inside->document)) return Refusal{Reason::malformed, "not JSON"};
    if (!is_unambiguous(inside->document))
        return Refusal{Reason::malformed, "a member name occurs twice, or rearranges the document"};
    return Json{std::move(inside)};
}

Result<Json> Json::read_object(std::string bytes, JsonLimits const& limits) {
    auto json = read(std::move(bytes), limits);
    if (json && !json->root().IsObject()) return Refusal{Reason::malformed, "not a JSON object"};
    return json;
}

Result<Json> Json::reread_object(std::string bytes) {
    auto inside = std::make_shared<Inside>(std::move(bytes));
    if (!parse(inside->text, inside->document) || !inside->document.IsObject())
        return Refusal{Reason::malformed, "not a JSON object"};
    return Json{std::move(inside)};
}

Result<Json> Json::read_and_add(std::string bytes, std::string_view name, Addition const& more) {
    auto inside = std::make_shared<Inside>(std::move(bytes));
    if (!parse(inside->text, inside->document) || !inside->document.IsObject())
        return Refusal{Reason::malformed, "not a JSON object"};
    inside->added = more(inside->document);
    auto& whole = inside->bytes;
    whole.pop_back();
    whole.append(",\"").append(name).append("\":").append(inside->added).append("}");
    JsonDocument value{&inside->pool};
    if (!parse(inside->added, value)) return Refusal{Reason::malformed, "what was added is not JSON"};
    auto const size = static_cast<rapidjson::SizeType>(name.size());
    inside->document.AddMember(JsonValue{rapidjson::StringRef(name.data(), size)}, value, inside->pool);
    return Json{std::move(inside)};
}

JsonValue const* member(JsonValue const& object, std::string_view name) {
    if (!object.IsObject()) return nullptr;
    auto const size = static_cast<rapidjson::SizeType>(name.size());
    auto const found = object.FindMember(JsonValue{rapidjson::StringRef(name.data(), size)});
    return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

JsonValue const* sole_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsArray() && value->Size() == 1 ? &(*value)[0] : value;
}

std::string_view text_of(JsonValue const& value) {
    return value.IsString() ? std::string_view{value.GetString(), value.GetStringLength()} : std::string_view{};
}

std::string_view text_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value == nullptr ? std::string_view{} : text_of(*value);
}

Instant time_member(JsonValue const& object, std::string_view name) {
    return from_rfc3339(text_member(object, name)).value_or(Instant{});
}

std::string_view reference(JsonValue const& value) {
    return value.IsObject() ? text_member(value, "id") : text_of(value);
}

std::string_view reference_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value == nullptr ? std::string_view{} : reference(*value);
}

std::vector<std::string_view> references(JsonValue const& object, std::string_view name, std::size_t most) {
    std::vector<std::string_view> found;
    auto const* const value = member(object, name);
    if (value == nullptr) return found;
    auto const add = [&](JsonValue const& each) {
        auto const text = reference(each);
        if (!text.empty() && found.size() < most) found.push_back(text);
    };
    if (value->IsArray())
        std::ranges::for_each(value->GetArray(), add);
    else
        add(*value);
    return found;
}

std::string_view type_of(JsonValue const& object) {
    auto const* const type = member(object, "type");
    if (type == nullptr) return {};
    if (!type->IsArray()) return text_of(*type);
    auto const* const first =
        std::find_if(type->Begin(), type->End(), [](auto const& each) { return each.IsString(); });
    return first == type->End() ? std::string_view{} : text_of(*first);
}

}  // namespace collegium::federation
