#include "federation/reviews/compose_review.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/reviews/overrides.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

namespace {

// The type of the answer, and the folder of its id.
struct Words {
    std::string_view type;
    std::string_view folder;
};

Words words_of(storage::RequestAnswer answer) {
    switch (answer) {
        case storage::RequestAnswer::accepted: return {"Accept", "accept"};
        case storage::RequestAnswer::later: return {"TentativeAccept", "tentativeaccept"};
        case storage::RequestAnswer::declined_for_now: return {"TentativeReject", "tentativereject"};
        case storage::RequestAnswer::declined: break;
    }
    return {"Reject", "reject"};
}

NoteDraft placed(Review const& review, timeline::PostView const& guide) {
    NoteDraft draft;
    draft.language = review.language;
    draft.audience = guide.audience;
    draft.parent = guide.iri;
    draft.parent_author = guide.author.iri;
    draft.community = guide.community.iri;
    return draft;
}

std::string review_object(
    Author const& author,
    Review const& review,
    timeline::PostView const& guide,
    Addressees const& addressees,
    Publication const& published
) {
    auto const markdown = as_markdown(review);
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Note").text("attributedTo", author.iri).text("inReplyTo", guide.iri);
    add_words(object, content::to_html(markdown), markdown, review.language);
    add_place(object, addressees, published, {guide.context});
    object.raw("tag", "[]");
    add_review(object, review);
    return object.done();
}

}  // namespace

Composed ReviewComposer::ask(Author const& author, ReviewRequest const& request) const {
    auto members = act(author, "Offer", "offer", {{request.target}, {}, {}});
    add_request(members, request);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed ReviewComposer::answer(Author const& author, RequestReply const& reply) const {
    auto const words = words_of(reply.answer);
    auto members = act(author, words.type, words.folder, {{reply.asker}, {}, {}});
    members.text("object", reply.offer)
        .text("inReplyTo", reply.offer)
        .text_unless_empty("summary", reply.reason)
        .text_unless_empty("col:from", reply.from);
    if (!reply.suggested.empty()) members.texts("col:suggested", reply.suggested);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed ReviewComposer::publish(Author const& author, Review const& review, timeline::PostView const& guide) const {
    auto const number = ids_.next();
    Publication const published{origin_ + "/comment/" + digits(number), clock_.now(), std::nullopt};
    return put_into_words(author, "Create", review, guide, published, number);
}

// Times on the wire are whole seconds, and an Update counts only if it is newer than what it changes.
Composed ReviewComposer::revise(
    Author const& author, Review const& review, timeline::PostView const& guide, Edited const& standing
) const {
    Publication const published{
        standing.iri, standing.published, std::max(clock_.now(), standing.updated + std::chrono::seconds{1})};
    return put_into_words(author, "Update", review, guide, published, ids_.next());
}

Composed ReviewComposer::hand_in(Author const& author, Review const& review, std::string_view community) const {
    auto members = act(author, "Offer", "offer", {{std::string{community}}, {}, {}});
    add_hand_in(members, review, community);
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed ReviewComposer::note_published(Author const& community, HandedIn const& handed_in, std::string_view review)
    const {
    auto members = act(community, "Accept", "accept", {{handed_in.reviewer}, {}, {}});
    members.text("object", handed_in.offer).text("inReplyTo", handed_in.offer).text("result", review);
    return {signed_act(community, clock_, members), ids_.next()};
}

Composed ReviewComposer::turn_down(Author const& community, HandedIn const& handed_in, std::string_view reason) const {
    auto members = act(community, "Reject", "reject", {{handed_in.reviewer}, {}, {}});
    members.text("object", handed_in.offer).text("inReplyTo", handed_in.offer).text("summary", reason);
    return {signed_act(community, clock_, members), ids_.next()};
}

Composed ReviewComposer::override_conflict(
    Author const& author, timeline::PostView const& review, std::string_view reason
) const {
    NoteDraft draft;
    draft.audience = review.audience;
    draft.parent = review.iri;
    draft.parent_author = review.author.iri;
    draft.community = review.community.iri;
    auto members = act(author, "ChooseAnswer", "chooseanswer", addressees_of(origin_, author.iri, draft));
    members.text("object", review.iri)
        .text("col:kind", override_kind)
        .text("summary", content::from_plain_text(reason));
    return {signed_act(author, clock_, members), ids_.next()};
}

Composed ReviewComposer::put_into_words(
    Author const& author,
    std::string_view type,
    Review const& review,
    timeline::PostView const& guide,
    Publication const& published,
    storage::LocalId number
) const {
    auto const draft = placed(review, guide);
    auto const wanted = addressees_of(origin_, author.iri, draft);
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    auto members = act(author, type, type == "Create" ? "create" : "update", addressees);
    members.raw("object", review_object(author, review, guide, addressees, published));
    return {signed_act(author, clock_, members), number};
}

// What a pupil does is addressed to the members of this node, whomever it is for. With milliseconds: somebody may
// accept and decline in one second.
JsonText ReviewComposer::act(
    Author const& author, std::string_view type, std::string_view folder, Addressees const& wanted
) const {
    auto const addressees = author.stays ? kept_as(origin_, wanted) : wanted;
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", origin_ + "/activities/" + std::string{folder} + "/" + digits(ids_.next()))
        .text("type", type)
        .text("actor", author.iri)
        .texts("to", addressees.to);
    if (!addressees.cc.empty()) members.texts("cc", addressees.cc);
    members.text_unless_empty("audience", addressees.community).text("published", to_rfc3339_in_millis(clock_.now()));
    return members;
}

}  // namespace collegium::federation::reviews
