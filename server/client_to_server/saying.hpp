// Saying: what a program says for a member, as far as it can be told without asking anybody: one act, with whom it is
// for. Ids and times that the program made up are passed over; those are ours to give.
#pragma once

#include "federation/messages/hidden_recipients.hpp"

namespace collegium::server::client_to_server {

using Names = std::vector<std::string>;  // IRIs

constexpr std::size_t most_addressees = 50;

class Saying {
public:
    // A bare thing (a Note, an Article) counts as its Create. Refuses malformed what Json::read_object refuses, what
    // has no type and a broken or forbidden address; not_allowed what is said in somebody else's name; not_acceptable
    // acts that members do not do; too_large more than 50 addressees.
    static Result<Saying> read(std::string body, std::string_view member);

    federation::Verb verb() const noexcept { return verb_; }

    // The thing or act that stands inside whole; nothing if only its id is there.
    JsonValue const* object() const;
    std::string object_id() const;
    Names objects() const;  // of a report: one or many

    JsonValue const& root() const noexcept { return json_.root(); }

    // Of the act and its thing together.
    Names to, cc, audience;
    federation::HiddenRecipients hidden;

private:
    Saying(federation::Json json, bool bare, federation::Verb verb)
        : json_{std::move(json)}, bare_{bare}, verb_{verb} {}

    Result<void> check_author(std::string_view member) const;
    Result<void> read_addressees();

    federation::Json json_;
    bool bare_;
    federation::Verb verb_;
};

// What a Note or an Article is called; other things are not written here.
bool is_thing_type(std::string_view type) noexcept;

}  // namespace collegium::server::client_to_server
