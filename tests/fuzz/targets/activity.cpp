// What others do, as it reaches the rules after its signature was checked. Each line is an activity. All of them are
// admitted one after the other into a store with a little history, which is as before afterwards.
#include "federation/apply.hpp"
#include "federation/timeline.hpp"
#include "storage/ids.hpp"
#include "storage/names.hpp"
#include "tests/files.hpp"
#include "tests/fixed_clock.hpp"
#include "tests/fuzz/target.hpp"

#include <array>

namespace collegium::fuzz {

namespace {

using storage::Handle;

constexpr std::string_view own_origin = "https://north.example";
constexpr std::size_t most_activities = 12;

constexpr auto people = std::to_array<std::string_view>(
    {"https://north.example/u/ada",
     "https://north.example/u/mod",
     "https://east.example/u/cai",
     "https://east.example/u/dee",
     "https://west.example/u/fay"}
);
constexpr auto communities =
    std::to_array<std::string_view>({"https://north.example/c/club", "https://east.example/c/algebra"});

// What happened before: a community of ours with a moderator and a question, another one that Ada follows.
constexpr auto history = std::to_array<std::string_view>(
    {R"({"id":"https://north.example/a/1","type":"Add","actor":"https://north.example/c/club",)"
     R"("object":"https://north.example/u/mod","target":"https://north.example/c/club/moderators"})",
     R"({"id":"https://north.example/a/2","type":"Follow","actor":"https://north.example/u/ada",)"
     R"("object":"https://east.example/c/algebra"})",
     R"({"id":"https://east.example/a/3","type":"Accept","actor":"https://east.example/c/algebra",)"
     R"("object":{"id":"https://north.example/a/2","type":"Follow","actor":"https://north.example/u/ada",)"
     R"("object":"https://east.example/c/algebra"}})",
     R"({"id":"https://east.example/a/4","type":"Follow","actor":"https://east.example/u/cai",)"
     R"("object":"https://north.example/c/club"})",
     R"({"id":"https://north.example/a/5","type":"Create","actor":"https://north.example/u/ada",)"
     R"("to":["https://www.w3.org/ns/activitystreams#Public","https://north.example/c/club"],)"
     R"("object":{"id":"https://north.example/p/1","type":"Page","attributedTo":"https://north.example/u/ada",)"
     R"("name":"Why is it so?","content":"<p>Why?</p>","audience":"https://north.example/c/club",)"
     R"("to":["https://www.w3.org/ns/activitystreams#Public","https://north.example/c/club"],)"
     R"("published":"2026-08-01T10:00:00Z"}})"}
);

bool is_own(std::string_view iri) {
    return iri.starts_with(std::string{own_origin} + "/");
}

class School {
public:
    School() {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            for (auto const person : people) put_actor(tx, tables, person, storage::ActorType::person);
            for (auto const community : communities) put_actor(tx, tables, community, storage::ActorType::group);
            for (auto const act : history) require(admit(tx, tables, act, true).has_value(), "there is a history");
            return Result<storage::Nothing>{storage::Nothing{}};
        };
        require(store_.write_now(change).has_value(), "a node can be made");
    }

    // In a transaction that is given up at the end.
    void live(std::string_view acts) {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            auto rest = acts;
            for (std::size_t done = 0; !rest.empty() && done < most_activities; ++done)
                one(tx, tables, take_line(rest));
            look(tx, tables);
            check_replay(tx, tables);
            return Result<storage::Nothing>{Refusal{Reason::unconcerned, "all is as before"}};
        };
        require(!store_.write_now(change), "all is as before");
    }

private:
    static void put_actor(
        storage::WriteTx& tx, storage::Tables& tables, std::string_view iri, storage::ActorType type
    ) {
        storage::ActorRecord record;
        record.type = type;
        record.local = is_own(iri);
        record.username = iri.substr(iri.rfind('/') + 1);
        record.inbox = std::string{iri} + "/inbox";
        tables.actors.put(tx, storage::intern(tx, tables, iri), record);
    }

    Result<storage::Seq> admit(storage::WriteTx& tx, storage::Tables& tables, std::string_view text, bool may_be_ours) {
        auto const json = federation::Json::read_object(std::string{text}, federation::incoming_json);
        if (!json) return json.error();
        auto const activity = federation::Activity::parse(*json);
        if (!activity) return activity.error();
        bool const local = is_own(activity->actor().text());
        if (local && !may_be_ours) return Refusal{Reason::foreign, "our own are never delivered"};
        federation::Effects effects;
        // Who signed is known before the rules see what they did.
        storage::intern(tx, tables, activity->actor().text());
        auto const before = tx.changes();
        auto entered =
            federation::apply(tx, tables, own_origin, *activity, {local, ids_.next(), clock_.now()}, effects);
        if (!entered)
            require(
                tx.changes() == before, "what is refused leaves no trace: " + std::string{entered.error().detail()}
            );
        return entered;
    }

    void one(storage::WriteTx& tx, storage::Tables& tables, std::string_view text) {
        if (!admit(tx, tables, text, false)) return;
        auto const again = admit(tx, tables, text, false);
        require(!again && again.error().reason() == Reason::duplicate, "what is known is not taken twice");
    }

    static void look(storage::WriteTx& tx, storage::Tables& tables) {
        tables.objects.each(tx, [&](Handle handle, auto const&) {
            static_cast<void>(federation::timeline::find_post(tx, tables, handle));
            return true;
        });
    }

    static void check_replay(storage::WriteTx& tx, storage::Tables& tables) {
        auto const before = tables.views_digest(tx);
        require(federation::rebuild(tx, tables, own_origin).has_value(), "the log can be replayed");
        require(tables.views_digest(tx) == before, "the log says what the views say");
    }

    tests::TempDir folder_;
    storage::Store store_{{folder_.path(), std::size_t{256} << 20, false}};
    tests::FixedClock clock_;
    storage::IdSource ids_{clock_, storage::LocalId{0}};
};

void read_activities(std::string_view input) {
    static School school;
    school.live(input);
}

Registered const activity_target{{"activity", read_activities}};

}  // namespace

}  // namespace collegium::fuzz
