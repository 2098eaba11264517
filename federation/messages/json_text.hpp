// JSON that we write: documents are composed member by member, and what others wrote goes in unchanged.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation {

// A text that holds one JSON object or list while it grows. Names and texts are escaped; raw() trusts its caller.
class JsonText {
public:
    static JsonText object() { return JsonText{'{', '}'}; }
    static JsonText list() { return JsonText{'[', ']'}; }

    // Members of an object.
    JsonText& text(std::string_view name, std::string_view value);
    JsonText& text_unless_empty(std::string_view name, std::string_view value);
    JsonText& number(std::string_view name, std::uint64_t value);
    JsonText& boolean(std::string_view name, bool value);
    JsonText& raw(std::string_view name, std::string_view json);
    JsonText& texts(std::string_view name, std::vector<std::string> const& values);

    // Items of a list.
    JsonText& item(std::string_view value);
    JsonText& raw_item(std::string_view json);

    // The whole, closed, which is given away: once. Throws std::logic_error when asked again.
    std::string done();

private:
    JsonText(char open, char close);
    void separate();
    void name(std::string_view name);

    std::string text_;
    char close_;
};

// A text as a JSON string with its quotes. Control bytes, quotes and backslashes are escaped.
std::string quoted(std::string_view text);

}  // namespace collegium::federation
