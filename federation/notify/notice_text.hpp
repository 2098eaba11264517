// Notices that we write. Without their context they stand inside others; finished() makes them whole.
#pragma once

#include "federation/messages/json.hpp"

#include <string>
#include <string_view>

namespace collegium::federation::notify {

// Where this node takes notices. origin: "https://node.example".
std::string inbox_at(std::string_view origin);

// "urn:uuid:…", always the same for one act of the log: what is sent once more is the same notice. act: IRI.
std::string notice_id(std::string_view act);

// From this node to a service.
struct Ends {
    std::string origin;  // "https://node.example"
    std::string service;
    std::string inbox;
};

// Who did it: a person, or the service's own actor here.
struct Speaker {
    std::string iri;
    std::string name;
    std::string_view type = "Person";
};

// Of a review of one version of a guide.
std::string request_text(
    Ends const& ends, std::string_view id, Speaker const& by, std::string_view guide, std::string_view version
);

// What is said to a request, ours or theirs.
struct Answer {
    std::string_view type;  // "Accept", "TentativeAccept", "Undo"
    std::string request;    // whole, without its context
    std::string request_id;
};
std::string answer_text(Ends const& ends, std::string_view id, Speaker const& by, Answer const& answer);

// Of a review that stands at this node. about: name of what was reviewed, as its request has it.
std::string announcement_text(
    Ends const& ends,
    std::string_view id,
    Speaker const& by,
    std::string_view review,
    std::string_view about,
    std::string_view request_id
);

// A notice of others without its context.
std::string without_context(JsonValue const& notice);

std::string finished(std::string_view notice);

}  // namespace collegium::federation::notify
