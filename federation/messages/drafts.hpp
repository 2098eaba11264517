// Drafts: what somebody means to say, before it is put into words of the wire.
#pragma once

#include "config/clock.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/question_context.hpp"
#include "federation/messages/thing_link.hpp"
#include "storage/view_records.hpp"

#include <functional>
#include <string>
#include <vector>

namespace collegium::federation {

// A picture beside the words.
struct Attached {
    std::string url;
    std::string media_type;
    std::string description;
    std::uint64_t width = 0, height = 0;  // pixels; 0: not known
    std::string blurhash;                 // may be empty
};

struct QuestionDraft {
    std::string community;  // IRI
    std::string title;
    std::string source;  // Markdown
    std::string language = "en";
    storage::Audience audience = storage::Audience::everyone;
    QuestionContext about{};
    std::string derived_from{};  // IRI of the event at which it came up; may be empty
    std::vector<Attached> attachments{};
};

// Anything else that stands at the top of a thread and has a title; its kind is what makes it more than words.
struct ArticleDraft {
    std::string kind;       // col:kind
    std::string community;  // IRI
    std::string title;
    std::string source;  // Markdown; HTML is made of its first content::longest_source bytes
    std::string language = "en";
    storage::Audience audience = storage::Audience::everyone;
    std::string html{};                          // its words where they do not follow from the source; may be empty
    std::string summary{};                       // plain text, for software that shows no more; may be empty
    std::string leads_to{};                      // an address elsewhere that it is about; empty: it is read at its own
    std::string derived_from{};                  // IRI of what it came of; may be empty
    std::function<void(JsonText&)> add_parts{};  // puts the members of its kind beside the words; may be none
    std::vector<Attached> attachments{};
};

struct AnswerDraft {
    std::string community;      // IRI
    std::string question;       // IRI of what is answered
    std::string context;        // IRI of the thread's context collection; may be empty
    std::string asker;          // IRI, told directly
    std::string asker_address;  // "@name@host", for the mention
    std::string source;
    std::string language = "en";
    storage::Audience audience = storage::Audience::everyone;
    std::vector<Attached> attachments{};
};

// Somebody who is named in the words.
struct Mentioned {
    std::string iri;
    std::string address;  // "@name@host"
};

// A post or a reply that is neither a question nor an answer of our own pages.
struct NoteDraft {
    std::string source;  // Markdown, at most content::longest_source bytes
    std::string language = "en";
    storage::Audience audience = storage::Audience::everyone;
    std::string parent;         // IRI of what is replied to; may be empty
    std::string parent_author;  // IRI, told directly unless the audience is those who are named; may be empty
    std::string community;      // IRI; may be empty
    std::string context;        // IRI of the thread's context collection; empty: the post begins a thread, or unknown
    std::string kind;           // "answer", "comment", or empty: what it is where it stands
    std::vector<Mentioned> mentions;
    std::vector<std::string> tags;  // names without '#'
    bool sensitive = false;
    std::string summary;  // plain text: what to know before reading; may be empty
    std::vector<Attached> attachments;
    std::string take_up;           // one of take_up_states; empty: it takes nothing up
    std::vector<ThingLink> links;  // what it says belongs together
};

// What is edited, as it stands.
struct Edited {
    std::string iri;
    Instant published{};
    Instant updated{};
};

}  // namespace collegium::federation
