// What members do about people and things of others.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/judged.hpp"
#include "federation/logged.hpp"
#include "federation/messages/addressees.hpp"
#include "server/client_to_server/addressing.hpp"
#include "storage/names.hpp"

namespace collegium::server::client_to_server {

using federation::Verb;
using storage::Handle;

namespace {

std::string root_of(std::string_view host) {
    return "https://" + std::string{host} + "/";
}

// Where it stands in the log, if it is an act of the member's own.
Result<federation::Activity> own_act(Speech const& speech, std::string_view iri) {
    return speech.app.node.store.read([&](auto const& tx, auto const& tables) -> Result<federation::Activity> {
        auto const seq = tables.known.get(tx, storage::hash_of(iri));
        auto const entry = seq ? tables.log.get(tx, *seq) : std::nullopt;
        bool const own = entry && entry->local && entry->actor == speech.call.member->actor;
        auto act = own ? federation::logged_activity(tx, tables, *seq) : std::nullopt;
        if (!act) return Refusal{Reason::not_found, "There is no act of yours with that id."};
        return *std::move(act);
    });
}

bool can_be_taken_back(Verb verb) {
    switch (verb) {
        case Verb::follow:
        case Verb::like:
        case Verb::dislike:
        case Verb::announce:
        case Verb::choose_answer:
        case Verb::flag:
        case Verb::delete_:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return true;
        default: return false;
    }
}

}  // namespace

federation::Composer Speech::composer() const {
    return federation::composer_of(app.node);
}

Result<timeline::PostView> Speech::thing(std::string_view iri) const {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Result<timeline::PostView> {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto post = handle ? timeline::find_post(tx, tables, *handle, call.viewer()) : std::nullopt;
        if (!post || post->state != storage::ObjectState::visible)
            return Refusal{Reason::not_found, "There is no such thing here."};
        return *std::move(post);
    });
}

awaitable<Result<Composed>> compose_follow(Speech const& speech) {
    auto const iri = speech.saying.object_id();
    auto const parsed = Iri::parse(iri);
    if (!parsed) co_return Refusal{Reason::malformed, "A Follow needs the id of somebody."};
    bool const elsewhere = parsed->host() != speech.app.node.settings.node.domain;
    if (elsewhere && speech.call.member->pupil)
        co_return Refusal{Reason::not_allowed, "Pupils follow people and communities of their own school only."};
    auto const followed = co_await find_or_fetch_actor(speech.app, iri);
    if (!followed) co_return followed.error();
    bool const shut_out = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.blocks.contains(tx, storage::Edge{followed->handle, speech.call.member->actor});
    });
    if (shut_out) co_return Refusal{Reason::not_allowed, "They do not want you to follow them."};
    co_return speech.composer().follow(speech.author, followed->iri);
}

Result<Composed> compose_undo(Speech const& speech) {
    auto const act = own_act(speech, speech.saying.object_id());
    if (!act) return act.error();
    if (!can_be_taken_back(act->verb()))
        return Refusal{Reason::not_acceptable, "That cannot be undone. What was written is taken back by a Delete."};
    return speech.composer().undo(speech.author, *act);
}

Result<Composed> compose_vote(Speech const& speech) {
    auto const thing = speech.thing(speech.saying.object_id());
    if (!thing) return thing.error();
    auto const judged = federation::judged_of(*thing);
    return speech.saying.verb() == Verb::like ? speech.composer().like(speech.author, judged)
                                              : speech.composer().dislike(speech.author, judged);
}

Result<Composed> compose_boost(Speech const& speech) {
    auto const thing = speech.thing(speech.saying.object_id());
    if (!thing) return thing.error();
    auto const audience = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, thing->handle);
        return record ? record->audience : storage::Audience::named;
    });
    if (audience != storage::Audience::everyone && audience != storage::Audience::quiet)
        return Refusal{Reason::not_allowed, "Only what is for everyone can be shown to others."};
    return speech.composer().boost(speech.author, thing->iri, thing->author.iri);
}

Result<Composed> compose_choice(Speech const& speech) {
    auto const answer = speech.thing(speech.saying.object_id());
    if (!answer) return answer.error();
    return federation::choice_of(speech.composer(), speech.author, *answer);
}

// Who looks into a report reads what it names, so it names nothing that its reporter could not read.
bool may_report(Speech const& speech, std::string_view iri) {
    bool const is_thing = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle && tables.objects.contains(tx, *handle);
    });
    return !is_thing || speech.thing(iri);
}

Result<Composed> compose_flag(Speech const& speech) {
    auto names = speech.saying.objects();
    if (names.empty()) return Refusal{Reason::malformed, "A report names what it is about."};
    for (auto const& each : names)
        if (!Iri::parse(each)) return Refusal{Reason::malformed, "A report names things by their https addresses."};
    std::erase_if(names, [&](auto const& each) { return !may_report(speech, each); });
    if (names.empty()) return Refusal{Reason::not_found, "There is no such thing here."};
    auto to = root_of(speech.app.node.settings.node.domain);
    for (auto const& each : names) {
        auto const thing = speech.thing(each);
        if (!thing || !thing->community.local) continue;
        to = thing->community.iri;
        break;
    }
    auto const& root = speech.saying.root();
    auto const content = federation::text_member(root, "content");
    auto const reason =
        federation::content::plain_text(content.empty() ? federation::text_member(root, "summary") : content);
    if (reason.size() > 4000) return Refusal{Reason::too_large, "The reason is longer than 4000 bytes."};
    return speech.composer().flag(speech.author, to, names, reason);
}

Result<Composed> compose_decision(Speech const& speech) {
    auto const what = speech.saying.object_id();
    auto const target = std::string{federation::reference_member(speech.saying.root(), "target")};
    if (!Iri::parse(what) || !Iri::parse(target))
        return Refusal{Reason::malformed, "This needs an object and a target: a community, or one of its collections."};
    auto const reason = federation::content::plain_text(federation::text_member(speech.saying.root(), "summary"));
    bool const is_block = speech.saying.verb() == Verb::block;
    auto const slash = target.rfind('/');
    auto const name = std::string_view{target}.substr(slash + 1);
    std::string const community = is_block ? target : target.substr(0, slash);
    bool const decides = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, community);
        return handle && tables.moderators.contains(tx, {*handle, speech.call.member->actor});
    });
    if (!decides) return Refusal{Reason::not_allowed, "Only facilitators of the community decide that."};
    if (is_block) return speech.composer().block(speech.author, what, community, reason);
    if (name != "moderators" && name != "featured")
        return Refusal{Reason::malformed, "The target is the moderators or the featured things of a community."};
    auto const collection =
        name == "moderators" ? federation::Collection::moderators : federation::Collection::featured;
    return speech.saying.verb() == Verb::add ? speech.composer().add(speech.author, what, collection, community)
                                             : speech.composer().remove(speech.author, what, collection, community);
}

}  // namespace collegium::server::client_to_server
