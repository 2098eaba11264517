// Thing entity: a question, an answer, a comment or a post as the extension API shows it.
#pragma once

#include "federation/timeline.hpp"
#include "server/app.hpp"

namespace collegium::server::extension {

// The thing that the address names by its digits, if this reader may see it and it was not taken away.
std::optional<federation::timeline::PostView> find_thing(App const& app, Call const& call);

// As it is now. 404 if it was taken away meanwhile.
Response thing_response(App const& app, Call const& call);

// "question", "answer", "comment", "guide", "post".
std::string_view kind_word(storage::ObjectKind kind) noexcept;

}  // namespace collegium::server::extension
