// Parameters: what a client sends to the APIs, in whichever of the four ways it likes: the query, a form, a multipart
// form or JSON (clients 2e.6). All become the same names: "poll[options][]", "fields_attributes[0][name]".
#pragma once

#include "server/http/message.hpp"
#include "server/multipart.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

class Parameters {
public:
    static constexpr std::size_t most = 1000;         // values; of JSON everything in it, lists and nulls as well
    static constexpr unsigned most_depth = 8;         // of nested JSON
    static constexpr std::size_t longest_name = 256;  // bytes; "a[b][]" is one name

    struct File {
        std::string file_name;
        std::string type;       // as the client claims
        std::string_view data;  // views into the request that was read; keep that
    };

    // Reads the query and, by its Content-Type, the body. A JSON null counts as absent. A body of another type is left
    // alone. Refuses malformed what cannot be read, and too_large more than 1000 values or a name of over 256 bytes.
    static Result<Parameters> read(Request const& request);

    bool has(std::string_view name) const noexcept;
    std::string const& text(std::string_view name) const noexcept;  // empty if absent; the first of several

    // "a[]=1&a[]=2", "a=1&a=2", a single "a=1", and JSON lists.
    std::vector<std::string> list(std::string_view name) const;

    // true, True, 1, on, t, yes; nothing if it is absent or no boolean.
    std::optional<bool> boolean(std::string_view name) const noexcept;
    bool is_set(std::string_view name) const noexcept { return boolean(name).value_or(false); }

    // Decimal digits without a sign; nothing if it is absent or something else.
    std::optional<std::uint64_t> number(std::string_view name) const noexcept;

    // The index of a list of objects: "fields_attributes" => {"0", "1"}, in order.
    std::vector<std::string> indices(std::string_view name) const;

    File const* file(std::string_view name) const noexcept;

    // Every name and its values, in the order of names: for Link headers, which keep them.
    std::map<std::string, std::vector<std::string>, std::less<>> const& all() const noexcept { return values_; }

private:
    Result<void> read_encoded(std::string_view encoded);
    Result<void> read_parts(std::string_view body, std::string_view boundary);
    Result<void> read_json(std::string const& body);
    template <class Value>
    Result<void> take_json(std::string const& name, Value const& value, unsigned depth);
    template <class Value>
    Result<void> take_part(std::string const& name, std::string_view place, Value const& value, unsigned depth);
    Result<void> add(std::string name, std::string value);
    Result<void> count_one(std::size_t length_of_name);
    void keep(std::string name, std::string value);
    std::vector<std::string> const* find(std::string_view name) const noexcept;

    std::map<std::string, std::vector<std::string>, std::less<>> values_;
    std::map<std::string, File, std::less<>> files_;
    std::size_t count_ = 0;
};

}  // namespace collegium::server
