// Thread parts: what the pages of questions and of guides show of a post, and of the comments below it.
#pragma once

#include "server/pages/comment_rows.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// Whether the member who calls wrote it.
bool is_author(Call const& call, timeline::PostView const& post);

// At WORDS_OF_POST: its words, or why there are none.
void show_words(App const& app, Call const& call, Values& values, timeline::PostView const& post);

// Authors edit, all others can report. place: its name is another one for questions, answers and comments: an answer
// would inherit the question's.
void show_own_link(Values& values, Call const& call, timeline::PostView const& post, std::string_view place);

// The row of comments on `subject`, each a turn of `part`.
void show_comments(
    App const& app,
    Call const& call,
    Values& values,
    CommentRows const& rows,
    storage::Handle subject,
    std::string_view part
);

}  // namespace collegium::server::pages
