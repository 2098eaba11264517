#include "server/pages/guides/looking.hpp"

#include "federation/fetching/webfinger.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

using storage::ReadTx;
using storage::Tables;

namespace {

// Reasons whose detail is written for people by the rules of guides.
bool explains_itself(Reason reason) {
    return reason == Reason::malformed || reason == Reason::too_large || reason == Reason::too_many ||
           reason == Reason::conflict || reason == Reason::not_allowed;
}

// "eve@uni.example" of "https://uni.example/users/eve" and the like; empty if the address has not the form of people's.
std::string name_in(Iri const& iri) {
    constexpr std::array<std::string_view, 6> before_names{"u", "users", "accounts", "profile", "author", "people"};
    auto path = iri.target();
    auto const last = path.rfind('/');
    auto name = path.substr(last + 1);
    path = path.substr(0, last);
    bool const is_marked = name.starts_with('@');
    if (is_marked) name.remove_prefix(1);
    bool const is_persons =
        is_marked || std::ranges::find(before_names, path.substr(path.rfind('/') + 1)) != before_names.end();
    if (!is_persons || !federation::webfinger::is_name(name)) return {};
    return std::string{name} + "@" + std::string{iri.host()};
}

}  // namespace

std::optional<guides::GuideView> guide_of(App const& app, Call const& call, std::string_view version) {
    auto const post = post_of(app, call);
    if (!post || post->kind != storage::ObjectKind::guide) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return version.empty() ? guides::find_guide(tx, tables, post->handle, call.viewer())
                               : guides::find_version(tx, tables, post->handle, version, call.viewer());
    });
}

std::optional<guides::GuideView> own_guide(App const& app, Call const& call) {
    auto guide = guide_of(app, call);
    bool const is_own = guide && call.member && guide->post.author.handle == call.member->actor;
    if (!is_own) return std::nullopt;
    return guide;
}

guides::GuideComposer guide_composer_of(App const& app) {
    return guides::GuideComposer{app.node.settings.origin(), app.node.clock, app.node.ids};
}

std::string version_path(timeline::PostView const& guide, std::string_view version) {
    return post_path(guide) + "?version=" + percent_encoded(version);
}

std::string draft_path(storage::LocalId number) {
    return "/guides/drafts/" + federation::digits(number);
}

std::string suggestion_path(std::string_view offer) {
    return "/guides/suggestion?of=" + percent_encoded(offer);
}

std::string sentence(Refusal refusal) {
    std::string const general{meaning_of(refusal.reason()).words};
    std::string words{refusal.detail()};
    if (words.empty() || !explains_itself(refusal.reason())) return general;
    auto& first = words.front();
    if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
    words += ".";
    return refusal.reason() == Reason::not_allowed ? words + " " + general : words;
}

PersonLine person_line(ReadTx const& tx, Tables const& tables, std::string const& iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const actor = handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
    if (actor) return {actor->display + " (" + actor->host + ")", {}};
    auto const place = Iri::parse(iri);
    if (!place) return {iri, {}};
    auto name = name_in(*place);
    return {name.empty() ? iri : std::move(name), iri};
}

void show_person(Values values, PersonLine const& person) {
    auto line = values.repeat(person.address.empty() ? "MET" : "UNMET");
    line.text("PERSON", person.words);
    line.text("ADDRESS", person.address);
}

std::string own_iri(App const& app, Call const& call) {
    auto const member = call.member->actor;
    return app.node.store.read([&](auto const& tx, auto const& tables) { return storage::iri_of(tx, tables, member); });
}

ThingLine thing_line(ReadTx const& tx, Tables const& tables, std::string const& iri, timeline::Viewer const& viewer) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const post = handle ? timeline::find_post(tx, tables, *handle, viewer) : std::nullopt;
    if (!post || post->state != storage::ObjectState::visible) return {iri, iri};
    return {post_path(*post), post->title().empty() ? iri : post->title()};
}

std::string_view scheme_words(guides::EvidenceRating const& rating) {
    auto const* const scheme = guides::scheme_with(rating.scheme);
    return scheme == nullptr ? std::string_view{rating.scheme} : scheme->name;
}

std::string_view grade_words(guides::EvidenceRating const& rating) {
    auto const* const grade = guides::grade_of(rating.scheme, rating.grade);
    return grade == nullptr ? std::string_view{rating.grade} : grade->meaning;
}

}  // namespace collegium::server::pages
