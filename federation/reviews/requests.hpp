// Requests: who was asked for a review, and what they answered. A request, and what is said to it, is for those two
// sides alone.
#pragma once

#include "federation/reviews/request.hpp"
#include "federation/rules.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::reviews {

constexpr std::size_t most_waiting = 50;  // requests of one person that one reviewer has not answered

// An Offer of a guide. A guide that is not known here is sought. Refuses unconcerned if it asks nobody here, or if who
// asks may not read the guide; not_allowed to members, foreign to others, if they are neither its author nor a
// facilitator of its community; too_many (for others' people not_allowed) beyond most_waiting; what request_in refuses.
Result<void> ask(rules::Context const& context);

// Whether what is accepted or rejected is such an Offer.
bool is_about_request(rules::Context const& context);

// Of several answers of one person the newest holds, by their own clock, whatever their order. Refuses foreign for
// whoever was not asked, and unconcerned for what is not known or older.
Result<void> answer(rules::Context const& context, storage::RequestAnswer said);

// Who asked takes it back. Refuses unconcerned if it is not kept or was taken back.
Result<void> withdraw_request(rules::Context const& context, Activity const& offer);

// Whether somebody may answer what this person or community is asked, as far as this node knows.
bool may_answer(rules::Context const& context, storage::Handle target, storage::Handle actor);

struct AnswerView {
    timeline::ActorView by;
    storage::RequestAnswer answer{};
    Instant at{};
    std::string reason;                  // plain text, as its author wrote it
    std::string from;                    // "2026-11-01": when they will find the time; may be empty
    std::vector<std::string> suggested;  // IRIs: whom to ask instead
};

struct RequestView {
    storage::Handle offer{};
    std::string iri;  // of the Offer
    storage::Handle guide{};
    timeline::ActorView by;
    timeline::ActorView target;
    ReviewRequest request;
    RequestState state{};
    std::vector<AnswerView> answers;
    Instant received{};
};

// Newest first, at most 200: for who asked and the guide's author all that were asked about this guide, for anybody
// else what was asked of them.
std::vector<RequestView> requests_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer
);

// What a member is asked and has neither declined nor done, of them or of a community of theirs, at most 200; what was
// taken back is in it no more.
std::vector<RequestView> queue_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// What a member asked of others, of any guide, newest first, at most 200.
std::vector<RequestView> asked_by(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// Where in the log the Offers of a member stand that were not taken back, whether anybody is shown them or not.
std::vector<storage::Seq> standing_requests_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member
);

// Whether somebody here is one of those who were asked: the person, or one of the community's people.
bool is_asked(
    storage::ReadTx const& tx, storage::Tables const& tables, RequestView const& request, storage::Handle member
);

// Those that somebody waits for, or that were declined, and that came after `since`: what rounds look at.
std::vector<RequestView> open_requests(storage::ReadTx const& tx, storage::Tables const& tables, Instant since);

// IRIs of all who were asked to review this version of the guide, by whomever.
std::vector<std::string> asked_about(storage::ReadTx const& tx, storage::Tables const& tables, RequestView const& view);

// Whether another request has taken the place of this one.
bool has_successor(storage::ReadTx const& tx, storage::Tables const& tables, RequestView const& view);

// Nothing unless the viewer asked, was asked, or wrote the guide.
std::optional<RequestView> find_request(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view offer, timeline::Viewer const& viewer
);

}  // namespace collegium::federation::reviews
