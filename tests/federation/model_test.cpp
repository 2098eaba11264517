// The views against a reference model, over long random histories, and against themselves after a rebuild.
#include "federation/apply.hpp"
#include "federation/local_actors.hpp"
#include "tests/federation/history.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::Handle;

namespace {

constexpr std::uint64_t length = 100'000;
constexpr std::uint64_t in_one_commit = 1'000;

struct Fixture {
    Cast cast;
    TempDir folder;
    storage::Store store{{folder.path(), std::size_t{4} << 30, false}};
    FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
    Model model{cast.own_origin, {cast.moderator}};

    Fixture() {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            for (auto const& iri : cast.communities) {
                storage::ActorRecord record;
                record.type = storage::ActorType::group;
                record.local = iri.starts_with(cast.own_origin);
                tables.actors.put(tx, storage::intern(tx, tables, iri), record);
            }
            auto const club = storage::intern(tx, tables, cast.communities[0]);
            tables.moderators.put(tx, {club, storage::intern(tx, tables, cast.moderator)}, {});
            return 0;
        };
        static_cast<void>(store.write_now(change));
    }

    void live(History& history, std::uint64_t acts) {
        for (std::uint64_t done = 0; done < acts; done += in_one_commit) {
            storage::Store::Change<int> const change = [&](storage::WriteTx& tx,
                                                           storage::Tables& tables) -> Result<int> {
                for (std::uint64_t i = 0; i < in_one_commit; ++i) {
                    auto const act = history.next();
                    bool const local = act.actor.starts_with(cast.own_origin + "/");
                    federation::Effects effects;
                    federation::Admission const admission{local, ids.next(), clock.now()};
                    static_cast<void>(
                        federation::apply(tx, tables, cast.own_origin, to_activity(act), admission, effects)
                    );
                    model.apply(act);
                }
                return 0;
            };
            static_cast<void>(store.write_now(change));
        }
    }

    template <class Question>
    auto ask(Question question) const {
        return store.read([&](auto const& tx, auto const& tables) { return question(tx, tables); });
    }
};

std::string_view kind_name(storage::ObjectKind kind) {
    switch (kind) {
        case storage::ObjectKind::question: return "question";
        case storage::ObjectKind::answer: return "answer";
        case storage::ObjectKind::comment: return "comment";
        default: return "unknown";
    }
}

storage::ObjectState expected_state(Thing const& thing) {
    if (thing.deleted) return storage::ObjectState::deleted_by_author;
    return thing.removed ? storage::ObjectState::removed_by_moderator : storage::ObjectState::visible;
}

void compare_things(Fixture const& fixture) {
    fixture.ask([&](auto const& tx, auto const& tables) {
        auto const name = [&](Handle handle) {
            return handle == Handle{0} ? std::string{} : storage::iri_of(tx, tables, handle);
        };
        for (auto const& [iri, thing] : fixture.model.things()) {
            auto const handle = storage::find_handle(tx, tables, iri);
            auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
            INFO(iri);
            REQUIRE(record);
            CHECK(kind_name(record->kind) == fixture.model.kind_of(iri));
            CHECK(name(record->root) == fixture.model.root_of(iri));
            CHECK(name(record->community) == fixture.model.community_of(iri));
            CHECK(name(record->author) == thing.author);
            CHECK(name(record->parent) == thing.parent);
            CHECK(record->state == expected_state(thing));
            CHECK(
                to_rfc3339(record->updated) == to_rfc3339(Instant{std::chrono::seconds{1'788'256'800 + thing.updated}})
            );
            CHECK(tables.numbers.get(tx, record->number) == handle);
            auto const& place = thing.parent.empty() ? tables.topics : tables.replies;
            auto const under = thing.parent.empty() ? record->community : record->root;
            CHECK(place.get(tx, {under, record->number}) == handle);
        }
        CHECK(tables.numbers.size(tx) == fixture.model.things().size());
        CHECK(tables.topics.size(tx) + tables.replies.size(tx) == fixture.model.things().size());
        CHECK(tables.works.size(tx) == fixture.model.things().size());
    });
}

void compare_edges(Fixture const& fixture) {
    fixture.ask([&](auto const& tx, auto const& tables) {
        std::set<std::pair<std::string, std::string>> accepted;
        tables.accepted.each(tx, [&](storage::Edge const& key, auto const&) {
            accepted.insert({storage::iri_of(tx, tables, key.of), storage::iri_of(tx, tables, key.by)});
            return true;
        });
        CHECK(accepted == fixture.model.accepted());
        CHECK(accepted.size() > 20);

        std::map<std::pair<std::string, std::string>, bool> following;
        tables.following.each(tx, [&](storage::Edge const& key, storage::FollowRecord const& record) {
            following[{storage::iri_of(tx, tables, key.of), storage::iri_of(tx, tables, key.by)}] =
                record.state == storage::FollowState::accepted;
            return true;
        });
        CHECK(following == fixture.model.following());
        CHECK(tables.followers.size(tx) == following.size());
    });
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "after 100,000 random activities the views are what the reference model says") {
    History history{cast, 20260901};

    live(history, length);

    compare_things(*this);
    compare_edges(*this);
    auto const before = ask([](auto const& tx, auto const& tables) { return tables.views_digest(tx); });
    storage::Store::Change<std::uint64_t> const rebuild = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::rebuild(tx, tables, cast.own_origin);
    };
    CHECK(store.write_now(rebuild).value() > length / 2);
    CHECK(ask([](auto const& tx, auto const& tables) { return tables.views_digest(tx); }) == before);
}
