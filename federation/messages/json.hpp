// The one strict reader for JSON from outside (security S1-S4, R2): one text has one reading, or none.
#pragma once

#include "config/clock.hpp"
#include "config/result.hpp"
#include "crypto/json_value.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation {

// What we read at most. What came in is kept inside acts of our own (an Accept, an Announce), so those may be larger:
// whatever was let in can be answered and read again.
struct JsonLimits {
    std::size_t bytes = (std::size_t{1} << 20) + (std::size_t{64} << 10);
    unsigned depth = 70;
    unsigned number_size = 128;  // bytes of one number
    unsigned exponent_digits = 4;
};

// What is let in from outside.
constexpr JsonLimits incoming_json{std::size_t{1} << 20, 64};

// A document and the bytes it was read from: what was digested is what was parsed, and what is kept.
class Json {
public:
    // Refuses (malformed, too_large): anything before or after the one value but white space, a byte order mark, NUL,
    // invalid UTF-8, lone surrogates, a member name twice in one object, "@graph", "@included" and "@reverse" at any
    // depth, numbers that are too long or not finite, more than `depth` levels, and whatever RFC 8259 does not allow.
    static Result<Json> read(std::string bytes, JsonLimits const& limits = {});

    // The same, for what must be an object.
    static Result<Json> read_object(std::string bytes, JsonLimits const& limits = {});

    // What read_object took before, and the store has kept under a checksum since, or to which we have added something
    // of our own: parsed, and not examined again.
    static Result<Json> reread_object(std::string bytes);

    // An object that we composed of what read_object took before and of our own, with a member and nothing behind it:
    // parsed, not examined again, and given one member more that says something of the rest, as a proof does. name:
    // lives for ever, and is no member yet. more: its JSON, for the object without it.
    using Addition = std::function<std::string(JsonValue const& object)>;
    static Result<Json> read_and_add(std::string bytes, std::string_view name, Addition const& more);

    JsonValue const& root() const noexcept { return inside_->document; }
    std::string const& bytes() const noexcept { return inside_->bytes; }

private:
    struct Inside {
        explicit Inside(std::string from) : bytes{std::move(from)}, text{bytes} {}

        std::string bytes;
        std::string text;  // the same, parsed in its place: the strings of the document lie in it
        // RapidJSON's own pool begins with 64 KiB, which costs more to get and give back than most documents to read.
        JsonPool pool{4096};
        JsonDocument document{&pool};
        std::string added;  // parsed in its place as well
    };
    explicit Json(std::shared_ptr<Inside const> inside) : inside_{std::move(inside)} {}

    std::shared_ptr<Inside const> inside_;  // shared, never changed: cheap to pass on
};

// --- reading values: absent and of the wrong type are the same thing ----------------------------------------------

// The member, or nothing; null counts as absent.
JsonValue const* member(JsonValue const& object, std::string_view name);

// The same, and a list of one is its item: peers write both.
JsonValue const* sole_member(JsonValue const& object, std::string_view name);

std::string_view text_of(JsonValue const& value);  // empty if it is not a text
std::string_view text_member(JsonValue const& object, std::string_view name);
Instant time_member(JsonValue const& object, std::string_view name);  // 1970 if it is not a time

// A reference: the text itself, or the "id" of an object.
std::string_view reference(JsonValue const& value);
std::string_view reference_member(JsonValue const& object, std::string_view name);

// One or many references, at most `most`; what is neither a text nor an object with an id is passed over.
std::vector<std::string_view> references(JsonValue const& object, std::string_view name, std::size_t most = 256);

// "type": a text, or the first text of a list.
std::string_view type_of(JsonValue const& object);

}  // namespace collegium::federation
