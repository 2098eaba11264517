// Words: what people read when the school's own sign-in does not let them in, and what operators find in the log.
#pragma once

#include "config/result.hpp"

#include <string>
#include <string_view>

namespace collegium::server::openid {

// What happened and what to do.
std::string_view words_for(Refusal refusal);

// What is wrong with a name that a newcomer chose.
std::string_view name_problem(Refusal refusal);

// A name that they may like, out of a name elsewhere or a mail address; empty if nothing of it can be in a name.
std::string name_like(std::string_view preferred);

void note_refusal(Refusal refusal);

}  // namespace collegium::server::openid
