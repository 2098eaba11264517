// The views against a reference model, over long random histories, and against themselves after a rebuild.
#include "federation/apply.hpp"
#include "federation/community/visibility.hpp"
#include "federation/community/votes.hpp"
#include "federation/local_actors.hpp"
#include "tests/federation/history.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

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
    Model model{cast.own_origin, {{cast.communities[0], {cast.moderator}}}};

    Fixture() {
        clock.pass(std::chrono::days{30});  // all acts are heard of after they were done
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            for (auto const& iri : cast.communities) {
                storage::ActorRecord record;
                record.type = storage::ActorType::group;
                record.local = iri.starts_with(cast.own_origin);
                tables.actors.put(tx, storage::intern(tx, tables, iri), record);
            }
            for (auto const& iri : cast.people) {
                storage::ActorRecord record;
                record.local = iri.starts_with(cast.own_origin);
                tables.actors.put(tx, storage::intern(tx, tables, iri), record);
            }
            auto const& club = cast.communities[0];
            Act appointment{Act::Kind::add_moderator, club + "/add", club, cast.moderator, "", club, "", "", false, 0};
            federation::Effects effects;
            federation::Admission const admission{true, ids.next(), clock.now()};
            auto const appointed =
                federation::apply(tx, tables, cast.own_origin, to_activity(appointment), admission, effects);
            if (!appointed) return appointed.error();
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
        case storage::ObjectKind::post: return "post";
        default: return "unknown";
    }
}

std::string_view state_name(storage::ObjectState state) {
    switch (state) {
        case storage::ObjectState::visible: return "visible";
        case storage::ObjectState::deleted_by_author: return "deleted";
        case storage::ObjectState::removed_by_moderator: return "removed";
    }
    return "";
}

std::string_view audience_name(storage::Audience audience) {
    switch (audience) {
        case storage::Audience::everyone: return "everyone";
        case storage::Audience::quiet: return "quiet";
        case storage::Audience::community: return "community";
        case storage::Audience::followers: return "followers";
        case storage::Audience::here: return "here";
        case storage::Audience::named: return "named";
        case storage::Audience::partners: return "partners";
        case storage::Audience::insiders: return "insiders";
    }
    return "";
}

void compare_things(Fixture const& fixture) {
    fixture.ask([&](auto const& tx, auto const& tables) {
        auto const name = [&](Handle handle) {
            return handle == Handle{0} ? std::string{} : storage::iri_of(tx, tables, handle);
        };
        std::size_t unlisted = 0;  // on top, and in no community
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
            auto const state = federation::community::state_of(tx, tables, *handle, *record);
            CHECK(state_name(state) == fixture.model.state_of(iri));
            CHECK(
                to_rfc3339(record->updated) == to_rfc3339(Instant{std::chrono::seconds{1'788'256'800 + thing.updated}})
            );
            CHECK(tables.numbers.get(tx, record->number) == handle);
            auto const& place = thing.parent.empty() ? tables.topics : tables.replies;
            auto const under = thing.parent.empty() ? record->community : record->root;
            bool const is_listed = under != Handle{0};
            if (is_listed) CHECK(place.get(tx, {under, record->number}) == handle);
            if (!is_listed) ++unlisted;
            CHECK(audience_name(record->audience) == thing.audience);
        }
        CHECK(unlisted > 100);
        CHECK(tables.numbers.size(tx) == fixture.model.things().size());
        CHECK(tables.topics.size(tx) + tables.replies.size(tx) + unlisted == fixture.model.things().size());
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
        auto const expected = fixture.model.accepted();
        for (auto const& pair : expected)
            CHECK_MESSAGE(accepted.contains(pair), "only the model accepts ", pair.second, " below ", pair.first);
        for (auto const& pair : accepted)
            CHECK_MESSAGE(expected.contains(pair), "only the rules accept ", pair.second, " below ", pair.first);
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

// The pairs of names that a table has.
template <class Table>
std::set<Model::Pair> pairs_in(Fixture const& fixture, Table storage::Tables::*table) {
    std::set<Model::Pair> found;
    fixture.ask([&](auto const& tx, auto const& tables) {
        (tables.*table).each(tx, [&](storage::Edge const& key, auto const&) {
            found.insert({storage::iri_of(tx, tables, key.of), storage::iri_of(tx, tables, key.by)});
            return true;
        });
    });
    return found;
}

void compare_decisions(Fixture const& fixture) {
    auto const& model = fixture.model;
    CHECK(pairs_in(fixture, &storage::Tables::removals) == model.removals());
    CHECK(pairs_in(fixture, &storage::Tables::locks) == model.locks());
    CHECK(pairs_in(fixture, &storage::Tables::moderators) == model.moderators());
    for (auto const& community : fixture.cast.communities) {
        auto const by_community = [&](Model::Pair const& pair) { return pair.second == community; };
        CHECK(std::ranges::count_if(model.removals(), by_community) > 20);
        CHECK(std::ranges::count_if(model.locks(), by_community) > 20);
    }
}

void compare_votes(Fixture const& fixture) {
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> expected;
    std::size_t passed_on = 0;
    for (auto const& [place, ballot] : fixture.model.votes()) {
        if (!fixture.model.things().contains(place.first)) continue;
        bool const counts = ballot.via.empty() || ballot.via == fixture.model.community_of(place.first);
        if (counts) ++(ballot.up ? expected[place.first].first : expected[place.first].second);
        if (counts && !ballot.via.empty()) ++passed_on;
    }
    CHECK(passed_on > 100);
    CHECK(pairs_in(fixture, &storage::Tables::votes).size() == fixture.model.votes().size());
    fixture.ask([&](auto const& tx, auto const& tables) {
        for (auto const& [iri, thing] : fixture.model.things()) {
            auto const handle = storage::find_handle(tx, tables, iri).value();
            auto const record = tables.objects.get(tx, handle).value();
            auto const votes = federation::community::votes_for(tx, tables, handle, record.community);
            INFO(iri);
            CHECK(std::pair{votes.up, votes.down} == expected[iri]);
        }
    });
}

// The lists in which things are found beside their threads.
void compare_lists(Fixture const& fixture) {
    auto const& model = fixture.model;
    CHECK(pairs_in(fixture, &storage::Tables::addressed) == model.addressed());
    CHECK(pairs_in(fixture, &storage::Tables::boosters) == model.boosters());
    CHECK(model.addressed().size() > 1000);
    CHECK(model.boosters().size() > 1000);
    fixture.ask([&](auto const& tx, auto const& tables) {
        std::size_t in_communities = 0, tagged = 0;
        for (auto const& [iri, thing] : model.things()) {
            auto const handle = storage::find_handle(tx, tables, iri).value();
            auto const record = tables.objects.get(tx, handle).value();
            std::set<std::string> const tags{thing.tags.begin(), thing.tags.end()};
            INFO(iri);
            for (auto const& tag : tags) {
                auto const name = storage::find_handle(tx, tables, fixture.cast.own_origin + "/tags/" + tag);
                CHECK(tables.tagged.get(tx, {name.value(), record.number}) == handle);
            }
            tagged += tags.size();
            if (record.community == Handle{0}) continue;
            CHECK(tables.posts.get(tx, {record.community, record.number}) == handle);
            ++in_communities;
        }
        CHECK(tables.tagged.size(tx) == tagged);
        CHECK(tables.posts.size(tx) == in_communities);

        std::set<Model::Pair> liked;
        tables.liked.each(tx, [&](storage::PlaceKey const& key, Handle thing) {
            liked.insert({storage::iri_of(tx, tables, key.under), storage::iri_of(tx, tables, thing)});
            return true;
        });
        CHECK(liked == model.liked());
        CHECK(tables.liked.size(tx) == liked.size());
        CHECK(tables.boosts.size(tx) == model.boosters().size());
        CHECK(tables.boosts_by.size(tx) == model.boosters().size());
    });
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "after 100,000 random activities the views are what the reference model says") {
    History history{cast, 20260901};

    live(history, length);

    compare_things(*this);
    compare_edges(*this);
    compare_decisions(*this);
    compare_votes(*this);
    compare_lists(*this);
    auto const before = ask([](auto const& tx, auto const& tables) { return tables.views_digest(tx); });
    storage::Store::Change<std::uint64_t> const rebuild = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::rebuild(tx, tables, cast.own_origin);
    };
    CHECK(store.write_now(rebuild).value() > length / 2);
    CHECK(ask([](auto const& tx, auto const& tables) { return tables.views_digest(tx); }) == before);
}
