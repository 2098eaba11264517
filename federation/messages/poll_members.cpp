#include "federation/messages/poll_members.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

namespace {

std::string options_of(PollDraft const& poll) {
    auto list = JsonText::list();
    for (std::size_t i = 0; i < poll.options.size(); ++i) {
        auto const votes = i < poll.votes.size() ? poll.votes[i] : 0;
        auto replies = JsonText::object();
        replies.text("type", "Collection").number("totalItems", votes);
        list.raw_item(
            JsonText::object().text("type", "Note").text("name", poll.options[i]).raw("replies", replies.done()).done()
        );
    }
    return list.done();
}

}  // namespace

std::vector<JsonMember> poll_members(PollDraft const& poll) {
    std::vector<JsonMember> members;
    members.push_back({poll.multiple ? "anyOf" : "oneOf", options_of(poll)});
    if (poll.ends != Instant{}) members.push_back({"endTime", quoted(to_rfc3339(poll.ends))});
    members.push_back({"votersCount", std::to_string(poll.voters)});
    if (poll.closed) members.push_back({"closed", quoted(to_rfc3339(poll.ends))});
    return members;
}

bool is_poll_member(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 5> names{"oneOf", "anyOf", "endTime", "votersCount", "closed"};
    return std::ranges::find(names, name) != names.end();
}

void add_poll(JsonText& object, PollDraft const& poll) {
    for (auto const& each : poll_members(poll)) object.raw(each.name, each.value);
}

}  // namespace collegium::federation
