#include "server/pages/lookups.hpp"

#include "federation/community/audience.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::pages {

std::optional<storage::LocalId> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return storage::LocalId{number};
}

storage::LocalId before_of(Call const& call) {
    return number_of(call.form.text("before")).value_or(storage::LocalId{~0ull});
}

std::optional<timeline::ActorView> community_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_community(tx, tables, app.node.settings.node.domain, call.names.front());
    });
}

std::optional<timeline::PostView> post_of(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, *number, call.viewer());
    });
}

std::optional<federation::Activity> act_of(App const& app, std::string_view id) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const seq = tables.known.get(tx, storage::hash_of(id));
        return seq ? federation::logged_activity(tx, tables, *seq) : std::nullopt;
    });
}

std::optional<federation::Activity> newest_words(App const& app, timeline::PostView const& post) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const record = tables.objects.get(tx, post.handle);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
}

std::string_view kind_name(storage::ObjectKind kind) {
    switch (kind) {
        case storage::ObjectKind::question: return phrase("question");
        case storage::ObjectKind::answer: return phrase("answer");
        case storage::ObjectKind::guide: return phrase("guide");
        case storage::ObjectKind::instrument: return phrase("tool for measuring");
        case storage::ObjectKind::project: return phrase("project");
        case storage::ObjectKind::signpost: return phrase("signpost");
        default: return phrase("comment");
    }
}

federation::AnswerDraft answer_draft(timeline::PostView const& question, std::string words) {
    return {
        question.community.iri,
        question.iri,
        question.context,
        question.author.iri,
        question.author.address(),
        std::move(words),
        "en",
        question.audience};
}

bool is_waiting(timeline::PostView const& post) {
    bool const is_passed_on =
        post.community.handle != storage::Handle{0} && federation::community::may_be_passed_on(post.audience);
    return is_passed_on && !post.announced;
}

std::string community_path(timeline::ActorView const& community) {
    return "/c/" + community.name + (community.local ? "" : "@" + community.host);
}

std::string post_path(timeline::PostView const& post) {
    auto const digits = std::to_string(static_cast<std::uint64_t>(post.number));
    return (post.root == post.handle ? "/post/" : "/comment/") + digits;
}

void show_byline(Values& values, timeline::PostView const& post) {
    auto byline = values.include("BYLINE", "byline");
    // Who took their words back is not named beside the place where they stood.
    if (post.state == storage::ObjectState::deleted_by_author)
        byline.words("AUTHOR", phrase("somebody"));
    else
        byline.text("AUTHOR", post.author.display);
    byline.text("AUTHOR_HOST", post.author.host);
    byline.time("TIME", post.published);
    byline.text("DATETIME", to_rfc3339(post.published));
    if (post.edited) byline.show("EDITED");
}

void show_notice(App const& app, Call const& call, Values& values, std::vector<std::string> const& hosts) {
    if (!call.member) return;
    for (auto const& host : hosts) {
        auto const partner = federation::glance_at_partner(app.node, host);
        auto const words = partner ? notice_about(*partner, app.node.clock.now()) : Words{};
        if (!words.empty()) return values.repeat("NOTICE").text("NOTICE_WORDS", in(values.language(), words));
    }
}

std::optional<storage::TokenDigest> digest_of(std::string_view text) {
    auto const bytes = crypto::from_base64url(text);
    storage::TokenDigest digest{};
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

std::optional<storage::TokenDigest> digest_in(Form const& form, std::string_view name) {
    return digest_of(form.text(name));
}

}  // namespace collegium::server::pages
