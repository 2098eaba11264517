#include "tests/federation/people.hpp"

#include "federation/community/pupils.hpp"
#include "federation/consent/consent.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"

#include <utility>

namespace collegium::tests {

namespace {

// The Follow that reached a school.
federation::Activity follow_of(School const& school, std::string const& follower, std::string const& followed) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const who = storage::find_handle(tx, tables, follower).value();
        auto const whom = storage::find_handle(tx, tables, followed).value();
        auto const record = tables.following.get(tx, {who, whom}).value();
        return federation::logged_activity(tx, tables, record.seq).value();
    });
}

}  // namespace

void agree_for(storage::WriteTx& tx, storage::Tables& tables, storage::Handle pupil) {
    using storage::ConsentPurpose;
    storage::ConsentRecord record;
    record.band = storage::AgeBand::under_13;
    record.giver = storage::ConsentGiver::guardian;
    record.purposes =
        federation::consent::bit(ConsentPurpose::writing) | federation::consent::bit(ConsentPurpose::council);
    record.given = Instant{std::chrono::hours{1}};
    tables.consents.put(tx, pupil, record);
}

void give_account(Person const& person, std::string const& name, bool pupil) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, name).value_or(storage::AccountRecord{});
        account.actor = person.handle;
        account.state = storage::AccountState::active;
        if (account.pupil != pupil)
            federation::community::note_class(tx, tables, person.handle, std::exchange(account.pupil, pupil));
        tables.accounts.put(tx, name, account);
        tables.account_names.put(tx, person.handle, name);
        if (pupil) agree_for(tx, tables, person.handle);
        return 0;
    };
    static_cast<void>(person.school->node.store.write_now(change).value());
}

std::string iri_of(Person const& person) {
    return person.school->node.store.read([&](auto const& tx, auto const& tables) {
        return storage::iri_of(tx, tables, person.handle);
    });
}

void meet(Village& village, School& school, std::string const& actor) {
    federation::FetchBudget budget;
    REQUIRE(village.run(federation::resolve_actor(school.node, Iri::parse(actor).value(), budget)));
}

void befriend(Village& village, Person const& follower, Person const& followed) {
    auto const whom = iri_of(followed);
    if (follower.school != followed.school) meet(village, *follower.school, whom);
    follower.follow(whom);
    village.settle();
    auto const follow = follow_of(*followed.school, iri_of(follower), whom);
    static_cast<void>(perform(followed, composer_of(followed).accept(author_of(followed), follow)).value());
    village.settle();
}

federation::Composed write(Person const& author, federation::NoteDraft const& draft) {
    auto composed = composer_of(author).note(author_of(author), draft);
    static_cast<void>(perform(author, composed).value());
    return composed;
}

bool has_arrived(School const& school, std::string const& thing) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, thing);
        return handle && tables.objects.contains(tx, *handle);
    });
}

bool can_read(Person const& reader, std::string const& thing) {
    return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, thing);
        auto const viewer = federation::community::Viewer::of_member(reader.handle);
        return handle && federation::timeline::find_post(tx, tables, *handle, viewer).has_value();
    });
}

}  // namespace collegium::tests
