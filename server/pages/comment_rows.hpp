// Which comments stand below what: those on an answer or on the question, and those on them, in one row.
#pragma once

#include "federation/timeline.hpp"

#include <unordered_map>
#include <vector>

namespace collegium::server::pages {

struct Comment {
    federation::timeline::PostView const* post;
    federation::timeline::PostView const* to;  // the comment that it replies to; null if it is about the subject itself
};

// By the answer or question that they are about, oldest first. Points to where the comments are.
using CommentRows = std::unordered_map<storage::Handle, std::vector<Comment>>;

CommentRows comment_rows(std::vector<federation::timeline::PostView const*> const& comments);

// Of all comments of a thread.
CommentRows comment_rows(federation::timeline::Thread const& thread);

}  // namespace collegium::server::pages
