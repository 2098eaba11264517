// The page of a question, for all forms that stand on it.
#pragma once

#include "federation/events/captured_read.hpp"
#include "federation/guides/origins.hpp"
#include "federation/projects/reading.hpp"
#include "federation/related.hpp"
#include "server/pages/communities/panel.hpp"
#include "server/pages/question_marks.hpp"

#include <unordered_map>

namespace collegium::server::pages {

struct QuestionView {
    timeline::Thread thread;
    bool may_accept = false;
    std::string shown;  // IRI of what the address names: the question or one of its answers
    MarkReader reader;
    std::unordered_map<storage::Handle, OwnMarks> own;  // of the question and its answers
    std::vector<std::string> schools;                   // that would like an answer, at most 20
    std::vector<timeline::RelatedThing> related;
    std::vector<federation::guides::Offshoot> guides;           // that began with it
    Facilitated facilitated{};                                  // the question
    std::vector<federation::projects::ProjectView> projects{};  // that came from it
    std::optional<federation::events::EventView> event{};       // at which it came up
};

// Nothing if the thread has not arrived, or is not for this reader.
std::optional<QuestionView> look_at_question(App const& app, Call const& call, storage::Handle question);

// What is wrong with a form that was sent from the page, in words for beside its field.
struct QuestionProblems {
    std::string_view answer{};
    std::string_view take_up{};
    std::string_view link{};
    std::string_view reason{};   // of accepting
    storage::Handle accepted{};  // the answer that it is about
};

Response question_page(
    App const& app, Call const& call, QuestionView const& view, QuestionProblems const& problems, unsigned status
);

// The same page, for a form that was refused: with what was typed.
Response question_page_again(
    App const& app, Call const& call, storage::Handle question, QuestionProblems const& problems, unsigned status
);

}  // namespace collegium::server::pages
