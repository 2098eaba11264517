// Withdrawal: what a pupil wrote is hidden at once, and deleted after it.
#include "config/log.hpp"
#include "server/audit/audit.hpp"
#include "server/consent/consents.hpp"
#include "server/erasure/works.hpp"
#include "server/media/workshop.hpp"
#include "server/read_only.hpp"
#include "server/retention/holds.hpp"

namespace collegium::server::consent {

namespace asio = boost::asio;

using storage::ConsentRecord;
using storage::Handle;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

storage::Store::Change<Nothing> withdrawing(Handle pupil, Handle by, Instant now) {
    return [pupil, by, now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = consent_of(tx, tables, pupil);
        if (record.given == Instant{} || record.withdrawn != Instant{})
            return Refusal{Reason::conflict, "nobody has agreed to anything that could be taken back"};
        record.withdrawn = now;
        record.by = by;
        record.erased = false;
        tables.consents.put(tx, pupil, record);
        if (!retention::is_held(tx, tables, pupil)) erasure::drop_unsent(tx, tables, pupil);
        return Nothing{};
    };
}

// All that they wrote is gone, and the door takes nothing more of them.
storage::Store::Change<Nothing> noting_erased(Handle person) {
    return [person](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = consent_of(tx, tables, person);
        record.erased = record.withdrawn != Instant{};
        if (record.erased) erasure::drop_unsent(tx, tables, person);
        tables.consents.put(tx, person, record);
        return Nothing{};
    };
}

// Their name stays.
asio::awaitable<void> empty_profile(App const& app, Handle person) {
    Member member;
    member.actor = person;
    member.pupil = true;
    member.account = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.account_names.get(tx, person).value_or(std::string{});
    });
    erasure::RemovePicture remove = [&app](std::string const& name) { app.pictures.files().remove(name); };
    auto const emptied = co_await erasure::empty_profile(app.node, std::move(remove), std::move(member), true);
    if (!emptied) log::warning("a profile stays after a withdrawal", {{"detail", emptied.error().detail()}});
}

// While a hold stands nothing is deleted; it goes on when that is released.
asio::awaitable<Result<Nothing>> go_on(App const& app, Handle person) {
    bool const held =
        app.node.store.read([&](auto const& tx, auto const& tables) { return retention::is_held(tx, tables, person); });
    if (held) co_return Nothing{};
    co_await empty_profile(app, person);
    auto const taken = co_await erasure::take_back_some(app.node, person);
    if (!taken) co_return taken.error();
    if (!taken->finished) co_return Nothing{};
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
