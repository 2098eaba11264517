// Poll members: how a poll stands in a document (wire reference 7.3).
#pragma once

#include "federation/messages/drafts.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::federation {

struct JsonMember {
    std::string_view name;
    std::string value;  // JSON
};

// "oneOf" or "anyOf", "endTime", "votersCount", and "closed" where it is over.
std::vector<JsonMember> poll_members(PollDraft const& poll);

bool is_poll_member(std::string_view name) noexcept;

void add_poll(JsonText& object, PollDraft const& poll);

}  // namespace collegium::federation
