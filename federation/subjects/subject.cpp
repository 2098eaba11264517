#include "federation/subjects/subject.hpp"

#include "config/ascii.hpp"
#include "crypto/digest.hpp"
#include "federation/community/terms.hpp"
#include "federation/local_actors.hpp"
#include "storage/names.hpp"

#include <map>

namespace collegium::federation::subjects {

using storage::ActorType;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::string_view name_start = "about-";
constexpr std::size_t longest_slug = 24;  // with the start, what every peer can address
constexpr std::size_t digest_digits = 8;

struct Slug {
    std::string text;
    bool exact = true;  // it says all that the words do
};

void end_at(std::string& slug, std::size_t most) {
    slug.resize(std::min(slug.size(), most));
    while (slug.ends_with('-')) slug.pop_back();
}

Slug slug_of(std::string_view lowered) {
    Slug slug;
    for (char const c : lowered) {
        bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) slug.text += c;
        if (!kept && !slug.text.empty() && !slug.text.ends_with('-')) slug.text += '-';
        slug.exact = slug.exact && (kept || c == ' ');
    }
    end_at(slug.text, slug.text.size());
    slug.exact = slug.exact && slug.text.size() <= longest_slug;
    return slug;
}

std::string_view trimmed(std::string_view words) {
    auto const first = words.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return words.substr(first, words.find_last_not_of(" \t\r\n") - first + 1);
}

// By the names of their actors: one subject in several spellings is one.
using Offered = std::map<std::string, std::string>;

void add(Offered& offered, std::vector<std::string> const& subjects) {
    for (auto const& words : subjects)
        if (auto name = actor_name(words); !name.empty() && offered.size() < most_offered)
            offered.emplace(std::move(name), trimmed(words));
}

}  // namespace

std::string actor_name(std::string_view words) {
    auto const lowered = ascii::lowered(trimmed(words));
    if (lowered.empty()) return {};
    auto slug = slug_of(lowered);
    if (slug.exact) return std::string{name_start} + slug.text;
    end_at(slug.text, longest_slug - digest_digits - 1);
    auto const digest = crypto::to_hex(crypto::sha256(crypto::bytes_of(lowered))).substr(0, digest_digits);
    return std::string{name_start} + slug.text + (slug.text.empty() ? "" : "-") + digest;
}

bool is_subject(storage::ActorRecord const& record) noexcept {
    return is_offered(record) && record.username.starts_with(name_start);
}

std::optional<Handle> actor_of(
    ReadTx const& tx, Tables const& tables, std::string_view origin, std::string_view words
) {
    auto const name = actor_name(words);
    if (name.empty()) return std::nullopt;
    auto const handle = storage::find_handle(tx, tables, local_iri(origin, ActorType::service, name));
    auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return record && record->local && is_subject(*record) ? handle : std::nullopt;
}

std::vector<std::string> offered(ReadTx const& tx, Tables const& tables, std::vector<std::string> const& listed) {
    Offered offered;
    add(offered, listed);
    tables.communities.each(tx, [&](Handle, storage::CommunityRecord const& terms) {
        if (terms.audience == storage::Audience::everyone) add(offered, terms.subjects);
        return offered.size() < most_offered;
    });
    std::vector<std::string> subjects;
    for (auto& [name, words] : offered) subjects.push_back(std::move(words));
    return subjects;
}

std::vector<std::string> subjects_of(ReadTx const& tx, Tables const& tables, Handle community, Object const& thing) {
    auto subjects = community::terms_of(tx, tables, community).subjects;
    if (subjects.size() != 1) subjects.clear();
    if (!thing.about.subject.empty()) subjects.push_back(thing.about.subject);
    return subjects;
}

}  // namespace collegium::federation::subjects
