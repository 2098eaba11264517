#include "server/mastodon/instance_entity.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/pictures.hpp"

namespace collegium::server::mastodon {

using federation::JsonText;

static_assert(api_version.ends_with("Collegium 0.1.0)") && federation::vocabulary::software_version == "0.1.0");

namespace {

constexpr std::string_view nothing = "null";

// "wss://school.example"
std::string streaming_address(App const& app) {
    return "wss" + app.browser_origin.substr(app.browser_origin.find(':'));
}

std::string description(App const& app) {
    return "Questions, answers and guides of " + app.node.settings.node.name + " and its partners.";
}

std::string languages(App const& app) {
    auto list = JsonText::list();
    std::string_view rest = app.node.settings.card.languages;
    while (!rest.empty()) {
        auto const end = std::min(rest.find_first_of(", "), rest.size());
        if (end > 0) list.item(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return list.done();
}

std::string statuses_limits() {
    return JsonText::object()
        .number("max_characters", most_characters)
        .number("max_media_attachments", most_attachments)
        .number("characters_reserved_per_url", 23)
        .texts("supported_mime_types", {"text/markdown"})
        .done();
}

// A request that brings a picture may be as much longer as the form around it is.
std::string media_limits(App const& app) {
    return JsonText::object()
        .texts("supported_mime_types", {"image/jpeg", "image/png", "image/gif", "image/webp"})
        .number("description_limit", 1500)
        .number("image_size_limit", app.node.settings.media.most_mib << 20)
        .number("image_matrix_limit", 33'177'600)
        .number("video_size_limit", 0)
        .number("video_frame_rate_limit", 0)
        .number("video_matrix_limit", 0)
        .done();
}

std::string poll_limits() {
    return JsonText::object()
        .number("max_options", most_poll_options)
        .number("max_characters_per_option", longest_poll_option)
        .number("min_expiration", static_cast<std::uint64_t>(shortest_poll.count()))
        .number("max_expiration", static_cast<std::uint64_t>(longest_poll.count()))
        .done();
}

JsonText configuration(App const& app) {
    auto json = JsonText::object();
    json.raw("accounts", R"({"max_featured_tags":0,"max_pinned_statuses":5})")
        .raw("statuses", statuses_limits())
        .raw("media_attachments", media_limits(app))
        .raw("polls", poll_limits());
    return json;
}

}  // namespace

std::string rules_json(App const& app) {
    auto list = JsonText::list();
    auto const& rules = app.node.settings.card.rules;
    if (!rules.empty())
        list.raw_item(JsonText::object()
                          .text("id", "1")
                          .text("text", "Keep the rules that members agreed to: " + rules)
                          .text("hint", "")
                          .done());
    return list.done();
}

std::string instance_v1_json(View const& view) {
    auto const& app = view.app;
    auto const stats = JsonText::object()
                           .number("user_count", view.tables.accounts.size(view.tx))
                           .number("status_count", view.tables.numbers.size(view.tx))
                           .number("domain_count", view.tables.partners.size(view.tx))
                           .done();
    return JsonText::object()
        .text("uri", app.node.settings.node.domain)
        .text("title", app.node.settings.node.name)
        .text("short_description", description(app))
        .text("description", description(app))
        .text("email", app.node.settings.card.operator_contact)
        .text("version", api_version)
        .raw("urls", JsonText::object().text("streaming_api", streaming_address(app)).done())
        .raw("stats", stats)
        .text("thumbnail", thumbnail(app))
        .raw("languages", languages(app))
        .boolean("registrations", false)
        .boolean("approval_required", false)
        .boolean("invites_enabled", false)
        .number("max_toot_chars", most_characters)
        .raw("configuration", configuration(app).done())
        .raw("contact_account", nothing)
        .raw("rules", rules_json(app))
        .done();
}

std::string instance_v2_json(View const& view) {
    auto const& app = view.app;
    auto const users = JsonText::object().number("active_month", view.tables.accounts.size(view.tx)).done();
    auto configured = configuration(app);
    configured.raw("translation", R"({"enabled":false})")
        .raw("vapid", R"({"public_key":""})")
        .raw(
            "urls",
            JsonText::object().text("streaming", streaming_address(app)).text("status", app.browser_origin).done()
        );
    return JsonText::object()
        .text("domain", app.node.settings.node.domain)
        .text("title", app.node.settings.node.name)
        .text("version", api_version)
        .text("source_url", app.browser_origin + "/")
        .text("description", description(app))
        .raw("usage", JsonText::object().raw("users", users).done())
        .raw(
            "thumbnail",
            JsonText::object().text("url", thumbnail(app)).raw("blurhash", nothing).raw("versions", "{}").done()
        )
        .raw("icon", "[]")
        .raw("languages", languages(app))
        .raw("configuration", configured.done())
        .raw("registrations", R"({"enabled":false,"approval_required":false,"message":null,"url":null})")
        .raw("api_versions", api_versions)
        .raw(
            "contact",
            JsonText::object().text("email", app.node.settings.card.operator_contact).raw("account", nothing).done()
        )
        .raw("rules", rules_json(app))
        .done();
}

}  // namespace collegium::server::mastodon
