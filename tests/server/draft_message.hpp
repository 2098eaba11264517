// DraftMessage: a delivery under construction, with a handle on everything that can be wrong about it.
#pragma once

#include "federation/signing/verify.hpp"
#include "tests/dice.hpp"

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace collegium::tests {

// Names and JSON values, in order.
class Members {
public:
    void set(std::string const& name, std::string json);  // adds it, or replaces what is there
    void text(std::string const& name, std::string const& value);
    void drop(std::string const& name);
    std::string json() const;

private:
    std::vector<std::pair<std::string, std::string>> all_;
};

enum class Dialect { cavage, rfc9421 };

using SigningKey = std::variant<crypto::RsaPrivateKey, crypto::Ed25519PrivateKey>;

struct DraftMessage {
    explicit DraftMessage(SigningKey key_) : key{std::move(key_)} {}

    Members activity;
    Members object;  // if it is an object of its own, it takes the place of the activity's "object"
    bool has_object = false;

    std::string method = "POST";
    std::string target = "/inbox";
    std::string host = "north.test";

    Dialect dialect = Dialect::cavage;
    SigningKey key;
    std::string key_id = "https://east.test/u/eve#main-key";
    std::string date;
    std::int64_t created = 0;          // RFC 9421 only
    std::vector<std::string> covered;  // empty: what the dialect needs

    // What is changed on the way, after the step that its name says.
    std::function<void(std::string& text)> once_written;
    std::function<void(federation::SignedPost& post)> once_signed;
    std::function<void(std::string& bytes)> once_sent;
};

// A value as the request line, the fields and the body that reach the node.
std::string bytes_of(DraftMessage const& draft);

// The first field of that name. Fails the test if there is none.
std::string& field_of(federation::SignedPost& post, std::string_view name);

}  // namespace collegium::tests
