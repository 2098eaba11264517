#include "server/communities/running.hpp"

#include "federation/collections/keeping.hpp"
#include "federation/community/facilitators.hpp"
#include "federation/community/sponsors.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/served/documents.hpp"
#include "server/audit/audit.hpp"
#include "server/members/accounts.hpp"
#include "storage/names.hpp"

namespace collegium::server::communities {

namespace asio = boost::asio;
namespace community = federation::community;

using federation::Collection;
using federation::Composed;
using storage::Handle;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

struct RunningStanding {
    std::string iri;
    storage::ActorRecord record;
};

std::optional<RunningStanding> standing_of(federation::Node const& node, Handle community) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<RunningStanding> {
        auto record = tables.actors.get(tx, community);
        if (!record || !record->local || record->type != storage::ActorType::group) return std::nullopt;
        return RunningStanding{storage::iri_of(tx, tables, community), *std::move(record)};
    });
}

std::string iri_of(federation::Node const& node, Handle handle) {
    return node.store.read([&](auto const& tx, auto const& tables) { return storage::iri_of(tx, tables, handle); });
}

Result<Nothing> nothing_of(Result<storage::Seq> const& done) {
    if (done) return Nothing{};
    return done.error();
}

// The facilitator, or the community where an operator stands in for one.
std::optional<federation::Author> speaker(App const& app, Handle community, Handle member) {
    bool const runs = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.moderators.contains(tx, {community, member});
    });
    return federation::author_of(app.node, runs ? member : community);
}

bool leaves_council_to_one(federation::Node const& node, Handle council, Handle person) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return community::would_be_alone(tx, tables, council, person);
    });
}

std::vector<community::HandOver> hand_overs_of(federation::Node const& node, Handle person) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<community::HandOver> found;
        for (auto const each : community::communities_run_by(tx, tables, person))
            found.push_back(community::hand_over_of(tx, tables, each, person));
        return found;
    });
}

// The heir comes first: not even for a moment is there nobody.
void add_acts(
    federation::Node const& node, community::HandOver const& over, Handle leaving, std::vector<Composed>& acts
) {
    auto const author = federation::author_of(node, over.community);
    if (!author) return;
    auto const composer = federation::composer_of(node);
    if (over.heir) acts.push_back(composer.add(*author, iri_of(node, *over.heir), Collection::moderators, author->iri));
    acts.push_back(composer.remove(*author, iri_of(node, leaving), Collection::moderators, author->iri));
}

storage::Store::Change<Nothing> closing(
    federation::Node const& node, std::string const& account, std::string const& by
) {
    storage::Store::Change<Nothing> const close = [account](WriteTx& tx, Tables& tables) {
        return members::change_account(tx, tables, account, [](storage::AccountRecord& record) {
            record.state = storage::AccountState::closed;
        });
    };
    return audit::noted_account(close, by, "closed an account", account, node.clock.now());
}

}  // namespace

bool may_run(ReadTx const& tx, Tables const& tables, Handle community, Member const& member) {
    if (tables.moderators.contains(tx, {community, member.actor})) return true;
    return member.roles.has(storage::Role::operator_) && !community::has_facilitator(tx, tables, community);
}

Description description_of(ReadTx const& tx, Tables const& tables, Handle community) {
    Description description;
    if (auto const record = tables.actors.get(tx, community)) {
        description.display = record->display_name;
        description.summary = federation::content::plain_text(record->summary);
    }
    description.terms = community::terms_of(tx, tables, community);
    return description;
}

asio::awaitable<Result<Nothing>> describe(federation::Node const& node, Handle community, Description description) {
    auto standing = standing_of(node, community);
    auto const author = federation::author_of(node, community);
    if (!standing || !author) co_return Refusal{Reason::not_found, "no community of this node"};
    standing->record.display_name = description.display;
    standing->record.summary = federation::content::from_plain_text(description.summary);
    federation::documents::Presentation shown;
    shown.terms = std::move(description.terms);
    auto const document = federation::documents::actor_object(standing->iri, standing->record, shown);
    auto update = federation::composer_of(node).update_profile(*author, document);
    federation::Alongside alongside =
        [community, record = std::move(standing->record)](WriteTx& tx, Tables& tables) -> Result<void> {
        tables.actors.put(tx, community, record);
        return {};
    };
    auto const described = co_await federation::perform(node, std::move(update), std::move(alongside));
    co_return nothing_of(described);
}

asio::awaitable<Result<Nothing>> change_facilitator(
    App const& app, Handle community, Handle member, Handle person, Appointment change
) {
    auto const author = speaker(app, community, member);
    if (!author) co_return Refusal{Reason::not_allowed, "an account without an actor"};
    auto const composer = federation::composer_of(app.node);
    auto const who = iri_of(app.node, person), where = iri_of(app.node, community);
    bool const appoints = change == Appointment::appoint;
    auto act = appoints ? composer.add(*author, who, Collection::moderators, where)
                        : composer.remove(*author, who, Collection::moderators, where);
    auto const now = app.node.clock.now();
    federation::Alongside alongside = [=](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const what = appoints ? "appointed a facilitator of " : "dismissed a facilitator of ";
        audit::note(tx, tables, {audit::name_of(tx, tables, member), what + where, who, ""}, now);
        return {};
    };
    auto const changed = co_await federation::perform(app.node, std::move(act), std::move(alongside));
    co_return nothing_of(changed);
}

asio::awaitable<Result<Nothing>> close_account(federation::Node const& node, std::string account, std::string by) {
    auto const person = node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, account);
        return record ? record->actor : Handle{0};
    });
    std::vector<Composed> acts;
    for (auto const& over : hand_overs_of(node, person)) {
        if (over.orphaned)
            co_return Refusal{Reason::conflict, "nobody else can run a community of theirs: appoint somebody first"};
        if (leaves_council_to_one(node, over.community, person))
            co_return Refusal{
                Reason::conflict,
                "two grown-ups run a student council of theirs: one of them appoints another one first"};
        add_acts(node, over, person, acts);
    }
    auto ending = federation::collections::ending_of(node, person);
    for (auto& act : ending.acts) acts.push_back(std::move(act));
    auto close = closing(node, account, by);
    if (acts.empty()) co_return co_await node.store.write(std::move(close));
    federation::Alongside alongside = [close, end = ending.change](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const closed = close(tx, tables);
        return closed ? end(tx, tables) : Result<void>{closed.error()};
    };
    auto const handed = co_await federation::perform_all(node, std::move(acts), std::move(alongside));
    co_return nothing_of(handed);
}

}  // namespace collegium::server::communities
