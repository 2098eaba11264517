// Object: a published thing as its author describes it: a question, an answer, a comment.
#pragma once

#include "config/clock.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/question_context.hpp"
#include "federation/messages/thing_link.hpp"
#include "storage/iri.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::federation {

struct Object {
    // Refuses (malformed) what has no https id or no single https author, and (foreign) an id that is not at the
    // author's origin. Reads what is there; what a peer left out stays empty.
    static Result<Object> parse(JsonValue const& value);

    Iri id;
    Iri author;
    std::string type;
    std::string kind;  // col:kind; "question" for every kind of question
    std::string name;
    std::string content;  // HTML as it came: sanitise before showing
    std::string source;   // Markdown, if the author gave it
    std::string language;
    std::string in_reply_to;  // empty at the top of a thread
    std::string audience;
    std::vector<std::string> addressees;   // audience, to and cc, and those who are mentioned
    std::vector<std::string> options;      // of a poll
    Instant published{};                   // 1970 if absent
    Instant updated{};                     // not before published
    std::vector<std::string> to{};         // of the addressees, those in the first place
    std::vector<std::string> mentioned{};  // whom the words name
    std::vector<std::string> tags{};       // names without '#', at most 32
    QuestionContext about{};               // of a question
    std::vector<ThingLink> links{};        // what it says belongs together
    std::string take_up{};                 // state of a take-up; empty: it is none
    std::vector<std::string> origins{};    // IRIs of what it came of, at most 8
};

// The name, or the first line of the content without those whom it is addressed to: what a list shows of a thing. At
// most 200 characters. Content is HTML, which is read only if there is no name.
std::string title_of(std::string_view name, std::string_view content);

}  // namespace collegium::federation
