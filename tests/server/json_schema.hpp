// JsonSchema: whether a value is what a schema of our OpenAPI document says. Knows the words that the document uses,
// and throws at any other, so that none is written there without being checked.
#pragma once

#include "crypto/json_value.hpp"

#include <string>
#include <vector>

namespace collegium::tests {

class JsonSchemas {
public:
    // `document` is the whole OpenAPI document; references lead into it.
    explicit JsonSchemas(JsonValue const& document) : document_{document} {}

    // What is wrong, each with its place; empty if nothing is.
    std::vector<std::string> faults(JsonValue const& schema, JsonValue const& value) const;

    // What "#/a/b" leads to, however often. Throws if it leads nowhere.
    JsonValue const& resolved(JsonValue const& value) const;

private:
    class Check;

    JsonValue const& document_;
};

}  // namespace collegium::tests
