#include "federation/messages/polls.hpp"

#include "federation/messages/signed_act.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

namespace {

constexpr std::size_t longest_option = 2048;         // bytes
constexpr std::uint64_t most_votes = 1'000'000'000;  // for one option

std::uint64_t number_member(JsonValue const& value, char const* name) {
    auto const* const number = member(value, name);
    return number != nullptr && number->IsUint64() ? std::min(number->GetUint64(), most_votes) : 0;
}

std::uint64_t votes_for(JsonValue const& option) {
    auto const* const replies = option.IsObject() ? member(option, "replies") : nullptr;
    return replies != nullptr && replies->IsObject() ? number_member(*replies, "totalItems") : 0;
}

// Some say only "true" where the time belongs: then it was long ago. Others name a time that lies ahead.
Instant closed_at(JsonValue const& value) {
    auto const* const said = member(value, "closed");
    bool const is_flag = said != nullptr && said->IsTrue();
    return is_flag ? Instant{std::chrono::milliseconds{1}} : time_member(value, "closed");
}

bool is_too_long(std::string const& option) {
    return option.size() > longest_option;
}

void read_options(PollDraft& poll, JsonValue const& object, char const* name) {
    auto const* const list = member(object, name);
    if (list == nullptr || !list->IsArray()) return;
    for (auto const& each : list->GetArray()) {
        if (!each.IsObject() || poll.options.size() == most_options) continue;
        poll.options.emplace_back(text_member(each, "name"));
        poll.votes.push_back(votes_for(each));
    }
}

std::string options_of(PollDraft const& poll) {
    auto list = JsonText::list();
    for (std::size_t i = 0; i < poll.options.size(); ++i) {
        auto replies = JsonText::object();
        replies.text("type", "Collection").number("totalItems", i < poll.votes.size() ? poll.votes[i] : 0);
        list.raw_item(
            JsonText::object().text("type", "Note").text("name", poll.options[i]).raw("replies", replies.done()).done()
        );
    }
    return list.done();
}

// The context of all that we emit, and the one term that polls have beyond it.
std::string context_of_polls() {
    std::string context{vocabulary::activity_context};
    context.pop_back();
    return context + R"(,{"toot":"http://joinmastodon.org/ns#","votersCount":"toot:votersCount"}])";
}

std::string ballot_object(
    std::string_view author, BallotDraft const& draft, std::vector<std::string> const& to, std::string_view iri
) {
    return JsonText::object()
        .text("id", iri)
        .text("type", "Note")
        .text("attributedTo", author)
        .text("name", draft.option)
        .text("inReplyTo", draft.poll)
        .texts("to", to)
        .done();
}

}  // namespace

std::optional<PollDraft> poll_in(JsonValue const& object) {
    if (!object.IsObject() || type_of(object) != "Question") return std::nullopt;
    PollDraft poll;
    read_options(poll, object, "oneOf");
    poll.multiple = poll.options.empty();
    if (poll.multiple) read_options(poll, object, "anyOf");
    if (poll.options.empty() || std::ranges::any_of(poll.options, is_too_long)) return std::nullopt;
    poll.voters = number_member(object, "votersCount");
    poll.ends = time_member(object, "endTime");
    poll.closed = closed_at(object);
    return poll;
}

bool is_ballot(JsonValue const& object) {
    return object.IsObject() && !reference_member(object, "inReplyTo").empty() &&
           !text_member(object, "name").empty() && text_member(object, "content").empty();
}

bool is_poll_member(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 5> names{"oneOf", "anyOf", "endTime", "votersCount", "closed"};
    return std::ranges::find(names, name) != names.end();
}

void add_poll(JsonText& object, PollDraft const& poll) {
    object.raw(poll.multiple ? "anyOf" : "oneOf", options_of(poll));
    if (poll.ends != Instant{}) object.text("endTime", to_rfc3339(poll.ends));
    object.number("votersCount", poll.voters);
    if (poll.closed != Instant{}) object.text("closed", to_rfc3339(poll.closed));
}

std::string with_poll(JsonValue const& object, PollDraft const& poll) {
    auto text = JsonText::object();
    for (auto const& each : object.GetObject()) {
        auto const name = text_of(each.name);
        if (name == "type")
            text.text("type", "Question");
        else if (!is_poll_member(name))
            text.raw(name, to_text(each.value));
    }
    add_poll(text, poll);
    return text.done();
}

Composed PollComposer::ask(Author const& author, Composed const& note, PollDraft const& poll) const {
    auto members = JsonText::object();
    members.raw("@context", context_of_polls());
    for (auto const& each : note.activity.root().GetObject()) {
        auto const name = text_of(each.name);
        if (name == "object")
            members.raw("object", with_poll(each.value, poll));
        else if (name != "proof" && name != "@context")
            members.raw(name, to_text(each.value));
    }
    return {signed_act(author, clock_, members), note.number};
}

Composed PollComposer::ballot(Author const& author, BallotDraft const& draft) const {
    auto const number = ids_.next();
    bool const stays =
        author.stays || draft.audience == storage::Audience::here || draft.audience == storage::Audience::insiders;
    std::vector<std::string> const to{stays ? members_of(origin_) : draft.author};
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", act_id("create"))
        .text("type", "Create")
        .text("actor", author.iri)
        .texts("to", to)
        .text("published", to_rfc3339(clock_.now()))
        .raw("object", ballot_object(author.iri, draft, to, origin_ + "/ballots/" + digits(number)));
    return {signed_act(author, clock_, members), number};
}

Composed PollComposer::standing(Author const& author, Activity const& words, PollDraft const& poll) const {
    auto members = JsonText::object();
    members.raw("@context", context_of_polls())
        .text("id", act_id("update"))
        .text("type", "Update")
        .text("actor", author.iri)
        .text("published", to_rfc3339(clock_.now()));
    for (auto const* const field : {"to", "cc", "audience"})
        if (auto const* const value = member(words.root(), field)) members.raw(field, to_text(*value));
    members.raw("object", with_poll(*words.object(), poll));
    return with_hidden({signed_act(author, clock_, members), ids_.next()}, hidden_recipients_of(words));
}

std::string PollComposer::act_id(std::string_view type) const {
    return origin_ + "/activities/" + std::string{type} + "/" + digits(ids_.next());
}

}  // namespace collegium::federation
