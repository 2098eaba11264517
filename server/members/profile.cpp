#include "server/members/profile.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "config/phrase.hpp"
#include "federation/admit.hpp"
#include "federation/consent/consent.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/served/documents.hpp"
#include "server/members/accounts.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::members {

namespace asio = boost::asio;

using federation::content::characters;
using storage::AccountRecord;
using storage::ActorRecord;
using storage::Handle;
using storage::ProfileField;
using storage::SearchConsent;
using storage::Tables;

namespace {

constexpr std::size_t longest_display_name = 60, longest_note = 2000, longest_field_name = 60, longest_field = 255;
constexpr std::size_t most_expertise = 20, longest_expertise = 60;

bool fits(ProfileField const& field) {
    return !field.name.empty() && !field.value.empty() && characters(field.name) <= longest_field_name &&
           characters(field.value) <= longest_field;
}

bool fit(std::vector<ProfileField> const& fields) {
    return fields.size() <= most_fields && std::ranges::all_of(fields, fits);
}

bool is_language(std::string_view code) {
    return code.empty() || ((code.size() == 2 || code.size() == 3) &&
                            std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; }));
}

bool is_one_line(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// What others see of somebody: whether it changed decides if they are told.
struct Seen {
    ActorRecord actor;
    federation::documents::Presentation shown;
};

struct Written {
    Written() = default;

    bool changed = false;
    std::string document;
    Profile before;
};

bool looks_different(Seen const& before, Seen const& after) {
    return before.actor != after.actor || before.shown != after.shown;
}

// Beside their name, which may be one that they made up.
bool says_something(storage::ProfileRecord const& profile) {
    bool const is_shown = !profile.avatar.empty() || !profile.header.empty();
    return is_shown || !profile.note.empty() || !profile.shown.empty() || !profile.kept.empty() ||
           !profile.expertise.empty();
}

Result<Written> write_profile(
    storage::WriteTx& tx, Tables& tables, Handle person, std::function<void(Profile&)> const& change, unsigned own_from
) {
    auto const actor = tables.actors.get(tx, person);
    if (!actor) return Refusal{Reason::not_found, "an account without an actor"};
    Written written;
    written.before = profile_of(tx, tables, person);
    auto profile = written.before;
    change(profile);
    using federation::consent::ConsentPurpose;
    auto const agreed = federation::consent::check(tx, tables, person, ConsentPurpose::writing, own_from);
    if (!agreed && says_something(profile.record)) return agreed.error();
    Seen const before{*actor, federation::documents::presentation_of(tx, tables, person)};
    auto after = *actor;
    after.display_name = profile.display_name;
    after.summary = federation::content::to_html(profile.record.note);
    if (profile.searchable != written.before.searchable)
        after.search_consent = profile.searchable ? SearchConsent::granted : SearchConsent::refused;
    tables.actors.put(tx, person, after);
    tables.profiles.put(tx, person, profile.record);
    Seen const now{after, federation::documents::presentation_of(tx, tables, person)};
    written.changed = looks_different(before, now);
    written.document = federation::documents::actor_object(storage::iri_of(tx, tables, person), now.actor, now.shown);
    return written;
}

bool has_expertise(storage::ProfileRecord const& profile, std::string_view wanted) {
    auto const lower = ascii::lowered(wanted);
    return wanted.empty() || std::ranges::any_of(profile.expertise, [&](std::string const& each) {
               return ascii::lowered(each).find(lower) != std::string::npos;
           });
}

}  // namespace

Profile profile_of(storage::ReadTx const& tx, Tables const& tables, Handle person) {
    Profile profile;
    if (auto const actor = tables.actors.get(tx, person)) {
        profile.display_name = actor->display_name;
        profile.searchable = actor->search_consent != SearchConsent::refused;
    }
    if (auto record = tables.profiles.get(tx, person)) profile.record = *std::move(record);
    return profile;
}

bool is_display_name(std::string_view name) {
    auto const length = characters(name);
    return length > 0 && length <= longest_display_name && is_one_line(name);
}

std::vector<ProfileProblem> problems_of(Profile const& profile) {
    std::vector<ProfileProblem> problems;
    auto const check = [&](bool right, std::string_view field, std::string_view words) {
        if (!right) problems.push_back({field, words});
    };
    auto const& record = profile.record;
    check(
        is_display_name(profile.display_name),
        "display_name",
        phrase("Enter the name that others read: 1 to 60 characters.")
    );
    check(characters(record.note) <= longest_note, "note", phrase("This is too long: use at most 2000 characters."));
    check(
        fit(record.shown) && fit(record.kept),
        "fields",
        phrase("Each line needs a name of at most 60 and a text of at most 255 characters; there can be eight for "
               "everybody "
               "and eight for members.")
    );
    check(is_language(record.language), "language", phrase("Choose one of the languages."));
    check(
        record.expertise.size() <= most_expertise &&
            std::ranges::all_of(
                record.expertise, [](auto const& each) { return characters(each) <= longest_expertise; }
            ),
        "expertise",
        phrase("Name at most twenty subjects, each of at most 60 characters.")
    );
    return problems;
}

asio::awaitable<Result<Profile>> change_profile(
    federation::Node const& node, Member const& member, std::function<void(Profile&)> change
) {
    storage::Store::Change<Written> writing =
        [person = member.actor, change = std::move(change), own_from = node.settings.members.own_consent_from](
            storage::WriteTx& tx, Tables& tables
        ) { return write_profile(tx, tables, person, change, own_from); };
    auto const written = co_await node.store.write(std::move(writing));
    if (!written) co_return written.error();
    auto const author = federation::author_of(node, member.actor);
    if (!written->changed || member.pupil || !author) co_return written->before;
    auto update = federation::composer_of(node).update_profile(*author, written->document);
    auto const told = co_await federation::perform(node, std::move(update));
    if (!told) log::warning("a changed profile was not told of", {{"detail", told.error().detail()}});
    co_return written->before;
}

std::vector<Listed> listed_members(storage::ReadTx const& tx, Tables const& tables, std::string_view expertise) {
    std::vector<Listed> found;
    tables.accounts.ascend(tx, "", [&](std::string const& name, AccountRecord const& account) {
        if (account.state != storage::AccountState::active || has_left(account)) return true;
        auto const profile = profile_of(tx, tables, account.actor);
        if (profile.record.listed && has_expertise(profile.record, expertise))
            found.push_back({name, profile.display_name, account, profile.record});
        return true;
    });
    std::ranges::sort(found, {}, &Listed::display_name);
    return found;
}

}  // namespace collegium::server::members
