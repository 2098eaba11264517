#include "federation/related.hpp"

#include "federation/community/moderation.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::timeline {

using storage::ObjectKind;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_related = 50;

// Links below the question, and comments elsewhere that link to it: each may cost a look at a whole thing.
constexpr unsigned most_looked_at = 100;

int strength(RelatedThing const& related) {
    if (related.relation != Relation::duplicate) return 0;
    return related.counts ? 2 : 1;
}

class Gathering {
public:
    Gathering(ReadTx const& tx, Tables const& tables, PostView const& question, Viewer const& viewer)
        : tx_{tx}, tables_{tables}, question_{question}, viewer_{viewer} {}

    // Somebody said below the question that another one belongs to it.
    void add_links_of(PostView const& comment) {
        if (comment.state != ObjectState::visible) return;
        for (auto const& link : comment.links) {
            if (links_left_ == 0) return;
            --links_left_;
            auto const handle = storage::find_handle(tx_, tables_, link.href);
            if (handle) add(*handle, link.relation, comment);
        }
    }

    // Or below another one, that this one does. Newest first, so that what was said long ago crowds nothing out.
    void add_links_to_question() {
        unsigned left = most_looked_at;
        tables_.linked.descend(tx_, {question_.handle, LocalId{~0ull}}, [&](PlaceKey const& key, Handle handle) {
            if (key.under != question_.handle || left-- == 0) return false;
            auto const comment = find_post(tx_, tables_, handle, viewer_);
            if (!comment || comment->state != ObjectState::visible) return true;
            for (auto const& link : comment->links)
                if (link.href == question_.iri) add(comment->root, link.relation, *comment);
            return true;
        });
    }

    std::vector<RelatedThing> all() {
        std::ranges::stable_sort(found_, [](auto const& a, auto const& b) { return strength(a) > strength(b); });
        if (found_.size() > most_related) found_.resize(most_related);
        return std::move(found_);
    }

    // The asker of the question, or a facilitator of its community: nobody's word elsewhere stands above it.
    bool decides(Handle person) const {
        bool const facilitates = question_.community.handle != Handle{0} &&
                                 community::moderates(tx_, tables_, question_.community.handle, person);
        return person == question_.author.handle || facilitates;
    }

private:
    void add(Handle other, Relation relation, PostView const& comment) {
        RelatedThing related{{}, relation, decides(comment.author.handle), comment.author, comment.number};
        auto const known = std::ranges::find(found_, other, [](auto const& each) { return each.thing.handle; });
        if (known != found_.end()) {
            if (strength(related) <= strength(*known)) return;
            related.thing = std::move(known->thing);
            *known = std::move(related);
            return;
        }
        auto thing = other == question_.handle ? std::nullopt : find_post(tx_, tables_, other, viewer_);
        if (!thing || thing->kind != ObjectKind::question || thing->state != ObjectState::visible) return;
        related.thing = *std::move(thing);
        found_.push_back(std::move(related));
    }

    ReadTx const& tx_;
    Tables const& tables_;
    PostView const& question_;
    Viewer viewer_;
    unsigned links_left_ = most_looked_at;
    std::vector<RelatedThing> found_;
};

}  // namespace

std::vector<RelatedThing> related_to(
    ReadTx const& tx, Tables const& tables, Thread const& thread, Viewer const& viewer
) {
    Gathering gathering{tx, tables, thread.question, viewer};
    // Whose word counts is heard first, however many words of others there are.
    // What other software says right below a question is an answer, links or not.
    for (bool const counts : {true, false})
        for (auto const* const replies : {&thread.comments, &thread.answers})
            for (auto const& reply : *replies)
                if (!reply.links.empty() && gathering.decides(reply.author.handle) == counts)
                    gathering.add_links_of(reply);
    gathering.add_links_to_question();
    return gathering.all();
}

}  // namespace collegium::federation::timeline
