#include "federation/reviews/pen_publishing.hpp"

#include "config/log.hpp"
#include "crypto/bytes.hpp"
#include "federation/admit.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/local_actors.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/conflicts.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/managing.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

namespace asio = boost::asio;

using storage::Edge;
using storage::HandInRecord;
using storage::HandInState;
using storage::Handle;
using storage::PenNameRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

// What there is to do.
struct Task {
    Edge place;  // guide, Offer
    HandInRecord record;
    bool is_erasing = false;  // of what was published; else it is published
};

// All that is known of a review before it is published.
struct Prepared {
    Prepared() = default;

    HandedIn handed_in;
    Review review;
    timeline::PostView guide;
    std::string host;                // of the reviewer
    Handle speaker{};                // who speaks for them; 0: nobody yet
    std::optional<Edited> standing;  // as it was published before
    std::optional<Refusal> why_not;
};

bool still_stands(ReadTx const& tx, Tables const& tables, Handle review) {
    auto const record = tables.objects.get(tx, review);
    return record && community::is_visible(tx, tables, review, *record);
}

// By their word, or since they are gone.
bool is_taken_back(ReadTx const& tx, Tables const& tables, HandInRecord const& record) {
    return record.state == HandInState::withdrawn || community::is_gone(tx, tables, record.by);
}

bool is_to_be_done(ReadTx const& tx, Tables const& tables, Task const& task) {
    auto const& record = task.record;
    if (!community::is_home(tx, tables, record.community)) return false;
    if (task.is_erasing) return record.review != Handle{0} && still_stands(tx, tables, record.review);
    return record.state == HandInState::waiting;
}

std::vector<Task> tasks_of(ReadTx const& tx, Tables const& tables) {
    std::vector<Task> tasks;
    tables.hand_ins.each(tx, [&](Edge const& place, HandInRecord const& record) {
        Task const task{place, record, is_taken_back(tx, tables, record)};
        if (is_to_be_done(tx, tables, task)) tasks.push_back(task);
        return true;
    });
    std::ranges::sort(tasks, {}, [](Task const& each) { return each.record.seq; });
    return tasks;
}

Handle speaker_for(ReadTx const& tx, Tables const& tables, Handle guide, Handle person) {
    Handle speaker{0};
    tables.pen_names.each(tx, [&](Handle actor, PenNameRecord const& record) {
        if (record.guide == guide && record.person == person) speaker = actor;
        return speaker == Handle{0};
    });
    return speaker;
}

// The review of this version that stands under their pen name, and what it says of their institution.
void find_standing(ReadTx const& tx, Tables const& tables, Task const& task, Prepared& prepared) {
    tables.reviews
        .ascend(tx, Edge{task.place.of, Handle{0}}, [&](Edge const& key, storage::ReviewRecord const& record) {
            if (key.of != task.place.of) return false;
            if (record.by != prepared.speaker || record.version != task.record.version) return true;
            auto const thing = still_stands(tx, tables, key.by) ? tables.objects.get(tx, key.by) : std::nullopt;
            if (!thing) return true;
            prepared.standing = Edited{storage::iri_of(tx, tables, key.by), thing->published, thing->updated};
            if (auto said = vouched_pen_name(tx, tables, task.place.of, record))
                prepared.review.pen_name = *std::move(said);
            return false;
        });
}

// What changes a review says of its institution what it said before: who reviewed openly since then must not be told
// apart by their absence.
Result<void> check(ReadTx const& tx, Tables const& tables, Prepared const& prepared, Instant now) {
    auto const problems = problems_here(tx, tables, prepared.review, prepared.handed_in.reviewer, now);
    if (!problems.empty()) return problems.front().why;
    bool const is_published = prepared.standing.has_value();
    return check_pen_name(tx, tables, prepared.review, prepared.handed_in.reviewer, now, is_published);
}

// Nothing if its words are gone, or if who asked may not read the guide any more: then it goes on waiting.
std::optional<Prepared> prepare(
    ReadTx const& tx, Tables const& tables, std::string const& own_host, Task const& task, Instant now
) {
    auto const act = logged_activity(tx, tables, task.record.seq);
    auto review = act ? handed_in(*act) : Result<Review>{Refusal{Reason::not_found, "words that are gone"}};
    auto const request = tables.review_requests.get(tx, task.record.request);
    if (!review || !request) return std::nullopt;
    auto guide = timeline::find_post(tx, tables, task.place.of, timeline::Viewer::of_member(request->by));
    if (!guide) return std::nullopt;
    Prepared prepared;
    prepared.handed_in = {act->id().text(), act->actor().text()};
    prepared.review = with_findings(tx, tables, *std::move(review), prepared.handed_in.reviewer, now);
    prepared.guide = *std::move(guide);
    prepared.host = act->actor().host();
    prepared.speaker = speaker_for(tx, tables, task.place.of, task.record.by);
    auto others = open_reviewers(tx, tables, task.place.of, task.record.version);
    std::erase(others, own_host);
    others.resize(std::min(others.size(), most_other_hosts - 1));
    others.push_back(own_host);
    prepared.review.pen_name->other_than = std::move(others);
    if (prepared.speaker != Handle{0}) find_standing(tx, tables, task, prepared);
    if (auto const fits = check(tx, tables, prepared, now); !fits) prepared.why_not = fits.error();
    return prepared;
}

// The same for everybody of one institution in reviews of one guide, and for nobody else to compute.
std::string institution_in(Node const& node, Prepared const& prepared) {
    auto const text = "institution of a reviewer\n" + prepared.guide.iri + "\n" + prepared.host;
    return crypto::to_base64url(crypto::ByteView{node.keyring.digest_of(text)});
}

asio::awaitable<Result<Handle>> make_speaker(Node const& node, Task task, std::string pen_name) {
    auto const keys = co_await fresh_keys(node.workers);
    NewActor const actor{
        storage::ActorType::service,
        "pen_" + digits(node.ids.next()),
        pen_name,
        "A reviewer's pen name. The community keeps their own name to itself."};
    storage::Store::Change<Handle> change = [&](storage::WriteTx& tx, Tables& tables) {
        auto const made =
            create_local_actor(tx, tables, node.keyring, node.settings.origin(), actor, keys, node.clock.now());
        if (made) tables.pen_names.put(tx, *made, {task.place.of, task.record.by});
        return made;
    };
    co_return co_await node.store.write(std::move(change));
}

ReviewComposer composer_for(Node const& node) {
    return ReviewComposer{node.settings.origin(), node.clock, node.ids};
}

// Each says whether it took work, of which a round does little.
asio::awaitable<bool> turn_down(Node const& node, Author community, Prepared const& prepared, Refusal why) {
    auto answer = composer_for(node).turn_down(community, prepared.handed_in, why.detail());
    auto const told = co_await perform(node, std::move(answer));
    if (!told) log::warning("a reviewer was not told", {{"detail", told.error().detail()}});
    co_return told.has_value();
}

std::vector<Composed> acts_of(
    Node const& node, Author const& community, Author const& speaker, Prepared const& prepared
) {
    auto const composer = composer_for(node);
    // Who was asked before knows by the request who was to be asked next.
    auto published = prepared.review;
    published.request.clear();
    std::vector<Composed> acts;
    acts.push_back(
        prepared.standing ? composer.revise(speaker, published, prepared.guide, *prepared.standing)
                          : composer.publish(speaker, published, prepared.guide)
    );
    auto const review = acts.front().activity.object_id();
    acts.push_back(composer.note_published(community, prepared.handed_in, review));
    return acts;
}

asio::awaitable<bool> publish(Node const& node, Task const& task, Author community, Prepared prepared) {
    if (prepared.speaker == Handle{0}) {
        auto const made = co_await make_speaker(node, task, prepared.review.pen_name->name);
        if (!made) {
            log::warning("a pen name was not made", {{"detail", made.error().detail()}});
            co_return false;
        }
        prepared.speaker = *made;
    }
    auto const speaker = author_of(node, prepared.speaker);
    if (!speaker) co_return false;
    prepared.review.pen_name->institution = institution_in(node, prepared);
    std::vector<Composed> acts;
    std::function<void()> work = [&] { acts = acts_of(node, community, *speaker, prepared); };
    co_await node.workers.run(std::move(work));
    Alongside nothing_more;
    auto const done = co_await perform_all(node, std::move(acts), std::move(nothing_more));
    if (done || done.error().reason() == Reason::unavailable) co_return true;
    auto const told = co_await turn_down(node, std::move(community), prepared, done.error());
    co_return told;
}

asio::awaitable<bool> erase(Node const& node, Task const& task) {
    auto const record = node.store.read([&](auto const& tx, auto const& tables) {
        return still_stands(tx, tables, task.record.review)
                   ? tables.reviews.get(tx, {task.place.of, task.record.review})
                   : std::nullopt;
    });
    auto const words = node.store.read([&](auto const& tx, auto const& tables) {
        return record ? logged_activity(tx, tables, record->words) : std::nullopt;
    });
    auto const speaker = record ? author_of(node, record->by) : std::nullopt;
    if (!words || !speaker) co_return false;
    auto deletion = composer_of(node).delete_object(*speaker, *words);
    auto const done = co_await perform(node, std::move(deletion));
    if (!done) log::warning("a review was not taken back", {{"detail", done.error().detail()}});
    co_return done.has_value();
}

asio::awaitable<bool> tend(Node const& node, Task const& task) {
    if (task.is_erasing) {
        auto const erased = co_await erase(node, task);
        co_return erased;
    }
    auto prepared = node.store.read([&](auto const& tx, auto const& tables) {
        return prepare(tx, tables, node.settings.node.domain, task, node.clock.now());
    });
    auto community = author_of(node, task.record.community);
    if (!prepared || !community) co_return false;
    if (prepared->why_not) {
        auto const told = co_await turn_down(node, *std::move(community), *prepared, *prepared->why_not);
        co_return told;
    }
    auto const published = co_await publish(node, task, *std::move(community), *std::move(prepared));
    co_return published;
}

bool has_reviews(ReadTx const& tx, Tables const& tables, Handle guide, Handle speaker) {
    bool found = false;
    tables.reviews.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, storage::ReviewRecord const& record) {
        if (key.of != guide) return false;
        found = record.by == speaker && still_stands(tx, tables, key.by);
        return !found;
    });
    return found;
}

// Pen names of people who are gone, with no review left that somebody has to take back.
std::vector<Handle> pen_names_left(ReadTx const& tx, Tables const& tables) {
    std::vector<Handle> speakers;
    tables.pen_names.each(tx, [&](Handle speaker, PenNameRecord const& record) {
        bool const gone = community::is_gone(tx, tables, record.person);
        if (gone && !has_reviews(tx, tables, record.guide, speaker)) speakers.push_back(speaker);
        return true;
    });
    return speakers;
}

// The row stays: without it a replay would not let the actor write where only members do.
asio::awaitable<void> forget_the_gone(Node const& node) {
    auto const left = node.store.read([](auto const& tx, auto const& tables) { return pen_names_left(tx, tables); });
    if (left.empty()) co_return;
    storage::Store::Change<bool> change = [left](storage::WriteTx& tx, Tables& tables) {
        for (auto const speaker : left) {
            auto record = tables.pen_names.get(tx, speaker).value_or(PenNameRecord{});
            record.person = storage::no_one;
            tables.pen_names.put(tx, speaker, record);
        }
        return Result<bool>{true};
    };
    auto const done = co_await node.store.write(std::move(change));
    if (!done) log::warning("pen names were not forgotten", {{"detail", done.error().detail()}});
}

}  // namespace

asio::awaitable<void> tend_hand_ins(Node const& node) {
    auto const tasks = node.store.read([](auto const& tx, auto const& tables) { return tasks_of(tx, tables); });
    std::size_t done = 0;  // what cannot be done now must not keep the rest waiting
    for (auto each = tasks.begin(); each != tasks.end() && done < most_tended; ++each) {
        auto const is_done = co_await tend(node, *each);
        if (is_done) ++done;
    }
    co_await forget_the_gone(node);
}

}  // namespace collegium::federation::reviews
