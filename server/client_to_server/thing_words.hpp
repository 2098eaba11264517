// Thing words: what of a Note or an Article that a program sends is kept. Everything else of it is passed over.
#pragma once

#include "config/result.hpp"
#include "federation/messages/drafts.hpp"
#include "federation/messages/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::client_to_server {

struct ThingWords {
    std::string title;
    std::string source;    // Markdown
    std::string language;  // empty: it does not say
    std::string summary;   // plain text
    bool sensitive = false;
    std::string kind;  // col:kind: "question", "answer", "comment"; empty: it does not say
    federation::QuestionContext about;
    std::string in_reply_to;
    std::vector<std::string> tags;       // without '#'
    std::vector<std::string> mentioned;  // IRIs
    std::vector<federation::Attached> attachments;
};

// The words are the Markdown of `source`; else `content`, by its mediaType: Markdown, plain text, or HTML, of which the
// text is kept. Refuses not_acceptable what is neither a Note nor an Article, malformed what says nothing and pictures
// that are not of this node (origin), too_large more than content::longest_source.
Result<ThingWords> read_thing(JsonValue const& thing, std::string_view origin);

// A thing as it stands, with what a program changes of it: its members replace those of the same name, and null takes
// them away (ActivityPub 6.3). New words of one form take the place of the old ones of every form.
Result<federation::Json> changed_thing(JsonValue const& stands, JsonValue const& change);

}  // namespace collegium::server::client_to_server
