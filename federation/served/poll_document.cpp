#include "federation/served/poll_document.hpp"

#include "federation/community/polls.hpp"
#include "federation/messages/activity.hpp"

namespace collegium::federation::documents {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<PollDraft> standing_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const asked = community::poll_of(tx, tables, thing);
    if (!asked) return std::nullopt;
    auto tally = community::tally_of(tx, tables, thing, *asked, community::Counted::outside);
    PollDraft poll;
    poll.options = asked->options;
    poll.multiple = asked->multiple;
    poll.ends = asked->ends;
    poll.votes = std::move(tally.votes);
    poll.voters = tally.voters;
    poll.closed = asked->closed;
    return poll;
}

}  // namespace

std::vector<JsonMember> poll_members_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const poll = standing_of(tx, tables, thing);
    return poll ? poll_members(*poll) : std::vector<JsonMember>{};
}

std::string poll_object(
    ReadTx const& tx, Tables const& tables, Handle thing, rapidjson::Value const& words, bool closed
) {
    auto object = JsonText::object();
    auto poll = standing_of(tx, tables, thing);
    for (auto const& each : words.GetObject()) {
        auto const name = text_of(each.name);
        if (!poll || !is_poll_member(name)) object.raw(name, to_text(each.value));
    }
    if (!poll) return object.done();
    poll->closed = poll->closed || closed;
    add_poll(object, *poll);
    return object.done();
}

}  // namespace collegium::federation::documents
