// Withdrawal: what a pupil wrote is hidden at once, and deleted after it.
#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/requests.hpp"
#include "server/audit/audit.hpp"
#include "server/communities/councils.hpp"
#include "server/consent/consents.hpp"
#include "server/media/profile_pictures.hpp"
#include "server/read_only.hpp"
#include "server/writing/drafts.hpp"
#include "storage/names.hpp"

namespace collegium::server::consent {

namespace asio = boost::asio;

using storage::ConsentRecord;
using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t at_once = 200;  // deleted in one go: whoever withdraws waits for that

// What waits under somebody's name and nobody else has read.
template <class Table>
void drop_all_under(WriteTx& tx, Table& table, Handle person) {
    std::vector<PlaceKey> places;
    table.ascend(tx, PlaceKey{person, LocalId{0}}, [&](PlaceKey const& key, auto const&) {
        if (key.under == person) places.push_back(key);
        return key.under == person;
    });
    for (auto const& place : places) table.erase(tx, place);
}

storage::Store::Change<Nothing> withdrawing(Handle pupil, Handle by, Instant now) {
    return [pupil, by, now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = consent_of(tx, tables, pupil);
        if (record.given == Instant{} || record.withdrawn != Instant{})
            return Refusal{Reason::conflict, "nobody has agreed to anything that could be taken back"};
        record.withdrawn = now;
        record.by = by;
        record.erased = false;
        tables.consents.put(tx, pupil, record);
        drop_all_under(tx, tables.scheduled, pupil);
        drop_all_under(tx, tables.guide_drafts, pupil);
        communities::drop_drafts_of(tx, tables, pupil);
        writing::drop_drafts_of(tx, tables, pupil);
        return Nothing{};
    };
}

struct Work {
    std::string iri;
    std::string community;
    std::optional<federation::Activity> words;
};

Work work_of(ReadTx const& tx, Tables const& tables, Handle thing, storage::ObjectRecord const& record) {
    auto const place = record.community == Handle{0} ? std::string{} : storage::iri_of(tx, tables, record.community);
    return {storage::iri_of(tx, tables, thing), place, federation::logged_activity(tx, tables, record.words)};
}

// What they have not deleted, oldest first.
std::vector<Work> works_left(App const& app, Handle person, std::size_t most) {
    using storage::ObjectState;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Work> found;
        tables.works.ascend(tx, {person, LocalId{0}}, [&](PlaceKey const& key, Handle thing) {
            if (key.under != person || found.size() == most) return false;
            auto const record = tables.objects.get(tx, thing);
            if (!record) return true;
            auto const state = federation::community::state_of(tx, tables, thing, *record);
            if (state != ObjectState::deleted_by_author) found.push_back(work_of(tx, tables, thing, *record));
            return true;
        });
        return found;
    });
}

federation::Composed deletion_of(App const& app, federation::Author const& author, Work const& work) {
    auto const composer = federation::composer_of(app.node);
    if (work.words) return composer.delete_object(author, *work.words);
    return composer.delete_object(author, work.iri, work.community, "");
}

// Two rounds may meet at the same thing: that it is deleted already does no harm.
asio::awaitable<Result<Nothing>> delete_some(App const& app, Handle person) {
    auto const works = works_left(app, person, at_once);
    auto const author = federation::author_of(app.node, person);
    if (!author) co_return Refusal{Reason::not_found, "an account without an actor"};
    for (auto const& work : works) {
        auto act = deletion_of(app, *author, work);
        auto const deleted = co_await federation::perform(app.node, std::move(act));
        if (!deleted && deleted.error().reason() != Reason::unconcerned) co_return deleted.error();
    }
    co_return Nothing{};
}

// What they offered to others and nobody has answered: changes of guides, and requests for reviews.
std::vector<federation::Activity> offers_left(App const& app, Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto places = federation::guides::open_suggestions_of(tx, tables, person);
        auto const requests = federation::reviews::standing_requests_of(tx, tables, person);
        places.insert(places.end(), requests.begin(), requests.end());
        std::vector<federation::Activity> found;
        for (auto const seq : places)
            if (auto act = federation::logged_activity(tx, tables, seq)) found.push_back(*std::move(act));
        return found;
    });
}

asio::awaitable<Result<Nothing>> take_offers_back(App const& app, Handle person) {
    auto const offers = offers_left(app, person);
    auto const author = federation::author_of(app.node, person);
    if (!author) co_return Refusal{Reason::not_found, "an account without an actor"};
    for (auto const& offer : offers) {
        auto act = federation::composer_of(app.node).undo(*author, offer);
        auto const undone = co_await federation::perform(app.node, std::move(act));
        if (!undone && undone.error().reason() != Reason::unconcerned) co_return undone.error();
    }
    co_return Nothing{};
}

// All that they wrote is gone, and the door takes nothing more of them.
storage::Store::Change<Nothing> noting_erased(Handle person) {
    return [person](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = consent_of(tx, tables, person);
        record.erased = record.withdrawn != Instant{};
        tables.consents.put(tx, person, record);
        return Nothing{};
    };
}

// What they said of themselves, with their pictures. Their name stays.
asio::awaitable<void> empty_profile(App const& app, Handle person) {
    Member member;
    member.actor = person;
    member.pupil = true;
    member.account = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.account_names.get(tx, person).value_or(std::string{});
    });
    std::function<void(members::Profile&)> change = [](members::Profile& profile) {
        auto& record = profile.record;
        record.note.clear();
        record.shown.clear();
        record.kept.clear();
        record.expertise.clear();
        record.avatar.clear();
        record.header.clear();
    };
    media::ProfilePictures none;
    auto const emptied = co_await media::save_profile(app, member, std::move(none), std::move(change));
    if (!emptied) log::warning("a profile stays after a withdrawal", {{"detail", emptied.error().detail()}});
}

asio::awaitable<Result<Nothing>> go_on(App const& app, Handle person) {
    co_await empty_profile(app, person);
    auto const taken_back = co_await take_offers_back(app, person);
    if (!taken_back) co_return taken_back.error();
    auto const deleted = co_await delete_some(app, person);
    if (!deleted) co_return deleted.error();
    if (!works_left(app, person, 1).empty() || !offers_left(app, person).empty()) co_return Nothing{};
    auto change = noting_erased(person);
    co_return co_await app.node.store.write(std::move(change));
}

std::vector<Handle> unfinished(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        std::vector<Handle> found;
        tables.consents.each(tx, [&](Handle person, ConsentRecord const& record) {
            if (record.withdrawn != Instant{} && !record.erased) found.push_back(person);
            return true;
        });
        return found;
    });
}

}  // namespace

asio::awaitable<Result<Nothing>> withdraw(App const& app, Handle pupil, Handle by) {
    auto const now = app.node.clock.now();
    storage::Store::Change<Nothing> change = [pupil, by, now, change = withdrawing(pupil, by, now)](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Nothing> {
        auto done = change(tx, tables);
        audit::Entry entry;
        entry.who = audit::name_of(tx, tables, by);
        entry.what = "took back the consent of a pupil";
        entry.about = audit::name_of(tx, tables, pupil);
        if (done && by != pupil) audit::note(tx, tables, entry, now);
        return done;
    };
    auto const withdrawn = co_await app.node.store.write(std::move(change));
    if (!withdrawn) co_return withdrawn.error();
    auto const begun = co_await go_on(app, pupil);
    if (!begun) log::warning("a deletion after a withdrawal goes on later", {{"detail", begun.error().detail()}});
    co_return Nothing{};
}

asio::awaitable<void> tend_withdrawals(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    auto const people = unfinished(app);
    for (auto const person : people) {
        auto const gone = co_await go_on(app, person);
        if (!gone) log::warning("a deletion after a withdrawal stops", {{"detail", gone.error().detail()}});
    }
}

}  // namespace collegium::server::consent
