// Composed parts: what questions, answers and notes have in common on the wire.
#pragma once

#include "federation/messages/addressees.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/ids.hpp"

#include <optional>

namespace collegium::federation {

// An object's name and times on the wire.
struct Publication {
    std::string iri;
    Instant at{};
    std::optional<Instant> edited;
};

std::string digits(storage::LocalId number);

// Words in HTML and Markdown, and their language.
void add_words(JsonText& object, std::string_view html, std::string_view source, std::string_view language);

// What not every object has.
struct Surroundings {
    std::string context;             // may be empty
    std::string attachments = "[]";  // JSON
    bool sensitive = false;
    std::string leads_to{};  // what its "url" says; empty: its own id
};

// What stands at the end of every object: who it is for, where it is, what goes with it, when it was said.
void add_place(
    JsonText& object, Addressees const& addressees, Publication const& published, Surroundings const& surroundings
);

// A picture among the attachments of an object.
std::string attached_item(Attached const& attached);

// A Mention among the tags of an object.
std::string mention_tag(Mentioned const& person);

}  // namespace collegium::federation
