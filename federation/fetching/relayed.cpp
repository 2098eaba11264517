#include "federation/fetching/relayed.hpp"

#include "federation/community/audience.hpp"
#include "federation/fetching/fetched.hpp"
#include "federation/fetching/wanted.hpp"
#include "federation/partners/policy.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

bool publishes(Activity const& activity) {
    return activity.verb() == Verb::create || activity.verb() == Verb::update;
}

// Publishing is the author's own act: the thing must live where the author lives.
bool publishes_elsewhere(Activity const& activity) {
    auto const object = Iri::parse(activity.object_id());
    return publishes(activity) && (!object || !object->same_origin(activity.actor()));
}

Result<void> check_claim(Node const& node, Activity const& relayed) {
    if (publishes_elsewhere(relayed))
        return Refusal{Reason::foreign, "the actor publishes what is not at its own origin"};
    if (relayed.actor().host() == node.settings.node.domain)
        return Refusal{Reason::foreign, "an act of ours comes from us"};
    return require_partner(node, relayed.actor().host());
}

std::optional<Iri> author_of_thing(Node const& node, std::string_view iri) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Iri> {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
        if (!record) return std::nullopt;
        return Iri::parse(storage::iri_of(tx, tables, record->author)).value();
    });
}

bool is_open_thing(Node const& node, std::string_view iri) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
        return record && community::is_open(record->audience);
    });
}

asio::awaitable<Result<Verified>> ask_whether_gone(Node const& node, std::string thing, FetchBudget& budget) {
    auto iri = Iri::parse(thing);
    auto const author = author_of_thing(node, thing);
    if (!iri || !author) co_return Refusal{Reason::unconcerned, "a Delete of something unknown, without a proof"};
    auto const absence = is_open_thing(node, thing) ? Absence::proves : Absence::may_hide;
    auto const gone = co_await confirm_gone(node, *std::move(iri), absence, budget);
    if (!gone) co_return gone.error();
    co_return written_down(*gone, *author);
}

// A place that does not answer now may answer later.
asio::awaitable<Refusal> ask_later(Node const& node, Iri thing) {
    co_await wanted::seek(node, std::move(thing));
    co_return Refusal{Reason::unconcerned, "its place does not answer; it is asked again later"};
}

// What the act was about, where the act itself cannot be had.
asio::awaitable<Result<Verified>> ask_about_thing(Node const& node, Activity relayed, FetchBudget& budget) {
    switch (relayed.verb()) {
        case Verb::create:
            if (is_known_thing(node, relayed.object_id()))
                co_return Refusal{Reason::unconcerned, "the object is known"};
            [[fallthrough]];
        case Verb::update: {
            auto thing = Iri::parse(relayed.object_id()).value();
            co_return co_await ask_for_thing(node, std::move(thing), budget);
        }
        case Verb::delete_: {
            std::string thing = relayed.object_id();
            co_return co_await ask_whether_gone(node, std::move(thing), budget);
        }
        default: co_return Refusal{Reason::foreign, "passed on without the actor's proof, and unknown at its origin"};
    }
}

Result<Verified> same_act(Result<Verified> original, Activity const& relayed) {
    if (!original) return original;
    auto const& activity = original->activity();
    if (activity.verb() != relayed.verb() || activity.object_id() != relayed.object_id())
        return Refusal{Reason::foreign, "the origin knows another act by that name"};
    return original;
}

asio::awaitable<Result<Verified>> ask_origin(Node const& node, Activity relayed, FetchBudget& budget) {
    if (auto const sound = check_claim(node, relayed); !sound) co_return sound.error();
    auto const original = co_await fetch_named(node, relayed.id(), budget);
    if (original) co_return same_act(act_in(*original, original->root()), relayed);
    co_return co_await ask_about_thing(node, std::move(relayed), budget);
}

}  // namespace

asio::awaitable<Result<Verified>> confirm_relayed(Node const& node, Activity relayed, FetchBudget& budget) {
    if (is_known_act(node, relayed.id())) co_return Refusal{Reason::duplicate, "known"};
    auto proven = co_await verify_relayed(node, relayed, budget);
    if (proven || proven.error().reason() == Reason::not_partner) co_return proven;
    auto confirmed = co_await ask_origin(node, relayed, budget);
    if (confirmed) co_return confirmed;
    auto const reason = confirmed.error().reason();
    bool const harmless = reason == Reason::duplicate || reason == Reason::unconcerned;
    if (harmless || reason == Reason::not_partner || reason == Reason::too_many) co_return confirmed;
    auto thing = Iri::parse(relayed.object_id());
    bool const may_come_later = reason == Reason::unreachable && thing && publishes(relayed);
    // Who passed it on may bring it again when its key can be had, also where the thing itself is gone since; but they
    // give up sooner than we.
    if (proven.error().reason() == Reason::unknown_key) {
        if (may_come_later) co_await wanted::seek(node, *std::move(thing));
        co_return proven;
    }
    if (may_come_later) co_return co_await ask_later(node, *std::move(thing));
    co_return Refusal{Reason::foreign, "passed on without the actor's proof, and its origin does not confirm it"};
}

asio::awaitable<Result<Verified>> in_full(Node const& node, Verified verified, FetchBudget& budget) {
    if (!publishes(verified.activity()) || verified.activity().object() != nullptr) co_return verified;
    Activity named = verified.activity();
    if (!Iri::parse(named.object_id())) co_return Refusal{Reason::malformed, "nothing is published, not even by name"};
    co_return co_await ask_origin(node, std::move(named), budget);
}

asio::awaitable<Result<Verified>> carried_act(Node const& node, Verified announce, Activity act, FetchBudget& budget) {
    if (act.verb() == Verb::announce) co_return Refusal{Reason::unconcerned, "an Announce of an Announce"};
    if (publishes_elsewhere(act)) co_return Refusal{Reason::foreign, "an act that publishes what lives elsewhere"};
    if (is_known_act(node, act.id())) co_return Refusal{Reason::duplicate, "known"};
    if (act.actor().same_origin(announce.activity().actor())) co_return wrapped_at_home(announce, std::move(act));
    co_return co_await confirm_relayed(node, std::move(act), budget);
}

asio::awaitable<Result<Verified>> carried_thing(Node const& node, Verified announce, FetchBudget& budget) {
    // A thing that stands there whole is only a hint of its name; an act of an unknown type is nothing to us.
    auto const* const object = announce.activity().object();
    if (object != nullptr && member(*object, "attributedTo") == nullptr)
        co_return Refusal{Reason::unconcerned, "neither an act nor a thing"};
    auto thing = Iri::parse(announce.activity().object_id());
    if (!thing || is_known_thing(node, thing->text()) || is_known_act(node, *thing))
        co_return Refusal{Reason::unconcerned, "nothing new"};
    auto const asked = co_await ask_for_thing(node, *thing, budget);
    if (!asked && asked.error().reason() == Reason::unreachable) co_return co_await ask_later(node, *std::move(thing));
    if (!asked) co_return Refusal{Reason::unconcerned, "the announced thing cannot be had"};
    co_return asked;
}

asio::awaitable<Result<Verified>> ask_for_thing(Node const& node, Iri thing, FetchBudget& budget) {
    if (thing.host() == node.settings.node.domain) co_return Refusal{Reason::unconcerned, "a thing of ours"};
    auto const fetched = co_await fetch_named(node, thing, budget);
    if (!fetched) co_return fetched.error();
    if (verb_named(type_of(fetched->root()))) co_return act_in(*fetched, fetched->root());
    co_return written_down(*fetched, is_known_thing(node, fetched->id().text()));
}

bool is_known_act(Node const& node, Iri const& id) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return tables.known.contains(tx, storage::hash_of(id.text()));
    });
}

bool is_known_thing(Node const& node, std::string_view iri) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle && tables.objects.contains(tx, *handle);
    });
}

}  // namespace collegium::federation
