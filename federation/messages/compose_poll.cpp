// Polls: votes, and how a poll stands.
#include "federation/messages/compose.hpp"

namespace collegium::federation {

namespace {

std::string ballot_object(
    std::string_view author, BallotDraft const& draft, Addressees const& addressees, std::string_view iri
) {
    return JsonText::object()
        .text("id", iri)
        .text("type", "Note")
        .text("attributedTo", author)
        .text("name", draft.option)
        .text("inReplyTo", draft.poll)
        .texts("to", addressees.to)
        .done();
}

std::vector<std::string> named(Activity const& activity, std::string_view field) {
    std::vector<std::string> names;
    for (auto const each : references(activity.root(), field)) names.emplace_back(each);
    return names;
}

}  // namespace

Composed Composer::ballot(Author const& author, BallotDraft const& draft) const {
    auto const number = ids_.next();
    bool const stays = author.stays || draft.audience == storage::Audience::here;
    auto const addressees = stays ? kept_here(origin_, "") : Addressees{{draft.author}, {}, {}};
    auto const object = ballot_object(author.iri, draft, addressees, origin_ + "/ballots/" + digits(number));
    return publish(author, "Create", addressees, object, number);
}

Composed Composer::update_poll(Author const& author, Activity const& words, std::string_view poll) const {
    Addressees const addressees{
        named(words, "to"), named(words, "cc"), std::string{reference_member(words.root(), "audience")}};
    return publish(author, "Update", addressees, std::string{poll}, ids_.next());
}

}  // namespace collegium::federation
