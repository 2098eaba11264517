#include "config/settings.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <fstream>
#include <iterator>
#include <limits>
#include <toml++/toml.h>

namespace collegium {

namespace {

constexpr std::int64_t longest_period = 36'500;  // days

// Walks the keys one by one: each call names a key, fetches it, checks it and notes what is wrong. What nobody asked
// for is unknown.
class Reader {
public:
    Reader(toml::table const& root, std::string_view file) : root_{root}, file_{file} {}

    void text(std::string_view key, std::string& into, bool required = false) {
        auto const* node = find(key, required);
        if (node == nullptr) return;
        if (auto const value = node->value_exact<std::string>()) {
            if (required && value->empty()) return problem(*node, key, "is empty", "give it a value");
            into = *value;
        } else {
            problem(*node, key, "is not text", R"(put the value in quotes, as in key = "value")");
        }
    }

    void path(std::string_view key, std::filesystem::path& into, bool required = false) {
        std::string value = into.string();
        text(key, value, required);
        if (!value.empty() && !std::filesystem::path{value}.is_absolute())
            if (auto const* node = find(key, false)) problem(*node, key, "is not an absolute path", "begin it with /");
        into = value;
    }

    template <std::integral Number>
    void number(std::string_view key, Number& into, std::int64_t least, std::int64_t most) {
        auto const* node = find(key, false);
        if (node == nullptr) return;
        auto const value = node->value_exact<std::int64_t>();
        if (value && *value >= least && *value <= most) {
            into = static_cast<Number>(*value);
        } else {
            auto const range = std::to_string(least) + " to " + std::to_string(most);
            problem(*node, key, "is not a whole number from " + range, "choose one from " + range);
        }
    }

    // A period that may also be 0, for ever.
    void days(std::string_view key, unsigned& into, unsigned least) {
        number(key, into, 0, longest_period);
        if (into > 0 && into < least)
            problem(key, "is too short", "choose 0 for ever, or at least " + std::to_string(least));
    }

    void boolean(std::string_view key, bool& into) {
        auto const* node = find(key, false);
        if (node == nullptr) return;
        if (auto const value = node->value_exact<bool>())
            into = *value;
        else
            problem(*node, key, "is neither true nor false", "write true or false, without quotes");
    }

    void texts(std::string_view key, std::vector<std::string>& into) {
        auto const* node = find(key, false);
        if (node == nullptr) return;
        std::vector<std::string> values;
        auto const* const list = node->as_array();
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            if (auto const value = list->get(i)->value_exact<std::string>()) values.push_back(*value);
        if (list == nullptr || values.size() != list->size())
            return problem(*node, key, "is not a list of texts", R"(write it as in key = ["one", "two"])");
        into = std::move(values);
    }

    // names: of the enumerators, in their order.
    template <class Choice, std::size_t size>
    void choice(
        std::string_view key,
        Choice& into,
        std::array<std::string_view, size> const& names,
        std::string_view what,
        std::string_view remedy
    ) {
        std::string value{names[static_cast<std::size_t>(into)]};
        text(key, value);
        auto const found = std::ranges::find(names, value);
        if (found != names.end()) {
            into = static_cast<Choice>(found - names.begin());
        } else if (auto const* node = find(key, false)) {
            problem(*node, key, what, remedy);
        }
    }

    void problem(std::string_view key, std::string_view what, std::string_view remedy) {
        if (auto const* node = find(key, false)) problem(*node, key, what, remedy);
    }

    void finish() {
        for (auto const& [section, node] : root_) {
            auto const* const table = node.as_table();
            if (table == nullptr) {
                unknown(std::string{section.str()}, node);
                continue;
            }
            for (auto const& [key, value] : *table)
                unknown(std::string{section.str()} + "." + std::string{key.str()}, value);
        }
        if (!problems_.empty()) throw SettingsError{problems_};
    }

    std::vector<std::string> const& keys() const noexcept { return keys_; }

private:
    toml::node const* find(std::string_view key, bool required) {
        if (std::ranges::find(keys_, key) == keys_.end()) keys_.emplace_back(key);
        auto const dot = key.find('.');
        auto const section = root_[key.substr(0, dot)];
        auto const* const node = section[key.substr(dot + 1)].node();
        if (node == nullptr && required)
            add(0, std::string{key} + " is missing", "add it under [" + std::string{key.substr(0, dot)} + "]");
        return node;
    }

    void unknown(std::string const& key, toml::node const& node) {
        if (std::ranges::find(keys_, key) != keys_.end()) return;
        problem(node, key, "is not a setting", "see deploy/collegium.example.toml for all settings" + nearest(key));
    }

    std::string nearest(std::string const& key) const {
        auto const name = key.substr(key.find('.') + 1);
        auto const close = std::ranges::find_if(keys_, [&](std::string const& known) {
            auto const known_name = known.substr(known.find('.') + 1);
            return known_name == name || (name.size() > 3 && known_name.starts_with(name.substr(0, 4)));
        });
        return close == keys_.end() ? "" : "; did you mean " + *close + "?";
    }

    void problem(toml::node const& node, std::string_view key, std::string_view what, std::string_view remedy) {
        add(node.source().begin.line, std::string{key} + " " + std::string{what}, remedy);
    }

    void add(toml::source_index line, std::string const& what, std::string_view remedy) {
        if (!problems_.empty()) problems_ += '\n';
        problems_ += file_;
        if (line > 0) problems_ += ":" + std::to_string(line);
        problems_ += ": " + what + ": ";
        problems_ += remedy;
    }

    toml::table const& root_;
    std::string file_;
    std::vector<std::string> keys_;
    std::string problems_;
};

void read_level(Reader& reader, log::Level& into) {
    constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
    reader.choice("log.level", into, names, "is not a level", R"(use "debug", "info", "warning" or "error")");
}

void read_log(Reader& reader, Settings::Log& into) {
    constexpr std::array<std::string_view, 2> forms{"text", "json"};
    read_level(reader, into.level);
    reader.choice("log.form", into.form, forms, "is not a form", R"(use "text" or "json")");
}

void read_outgoing(Reader& reader, Settings::Outgoing& outgoing) {
    reader.text("outgoing.proxy", outgoing.proxy);
    if (!outgoing.proxy.empty() && !proxy_place(outgoing.proxy))
        reader.problem(
            "outgoing.proxy", "is not the address of a proxy", R"(write it as in "http://proxy.school.example:3128")"
        );
    reader.path("outgoing.authority", outgoing.authority);
}

void read_mode(Reader& reader, FederationMode& into) {
    constexpr std::array<std::string_view, 3> names{"closed", "network", "open"};
    reader.choice("federation.mode", into, names, "is not a mode", R"(use "closed", "network" or "open")");
}

void read_card(Reader& reader, Settings::Card& card) {
    reader.text("card.kind", card.kind);
    reader.text("card.operator_name", card.operator_name);
    reader.text("card.operator_contact", card.operator_contact);
    reader.text("card.safeguarding_name", card.safeguarding_name);
    reader.text("card.safeguarding_contact", card.safeguarding_contact);
    reader.text("card.data_protection_contact", card.data_protection_contact);
    reader.text("card.rules", card.rules);
    if (!card.rules.empty() && !card.rules.starts_with("https://"))
        reader.problem("card.rules", "is not an address", R"(begin it with "https://")");
    reader.text("card.languages", card.languages);
}

void read_mail(Reader& reader, Settings::Mail& mail) {
    constexpr std::array<std::string_view, 3> names{"starttls", "tls", "none"};
    reader.text("mail.host", mail.host);
    reader.number("mail.port", mail.port, 1, std::numeric_limits<std::uint16_t>::max());
    reader.choice("mail.security", mail.security, names, "is no way to connect", R"(use "starttls", "tls" or "none")");
    reader.text("mail.user", mail.user);
    reader.path("mail.password_file", mail.password_file);
    reader.text("mail.sender", mail.sender);
    if (!mail.host.empty() && !is_mail_address(mail.sender))
        reader.problem(
            mail.sender.empty() ? "mail.host" : "mail.sender",
            mail.sender.empty() ? "has no sender" : "is not an address",
            R"(give sender an address such as "collegium@school.example")"
        );
    if (mail.user.empty() != mail.password_file.empty())
        reader.problem(
            mail.user.empty() ? "mail.password_file" : "mail.user",
            "stands alone",
            "give both user and password_file, or neither"
        );
}

void read_openid(Reader& reader, Settings::OpenId& openid) {
    reader.text("openid.issuer", openid.issuer);
    if (!openid.issuer.empty() && !openid.issuer.starts_with("https://"))
        reader.problem("openid.issuer", "is not an address", "begin it with https://");
    reader.text("openid.name", openid.name);
    reader.text("openid.client_id", openid.client_id);
    if (!openid.issuer.empty() && openid.client_id.empty())
        reader.problem("openid.issuer", "has no client_id beside it", "give the client_id that the provider gave you");
    reader.path("openid.secret_file", openid.secret_file);
    reader.text("openid.scopes", openid.scopes);
    reader.text("openid.hosted_domain", openid.hosted_domain);
    reader.text("openid.tenant", openid.tenant);
    reader.text("openid.groups_claim", openid.groups_claim);
    reader.texts("openid.allowed_groups", openid.allowed_groups);
    reader.texts("openid.pupil_groups", openid.pupil_groups);
    reader.texts("openid.roles", openid.roles);
    reader.texts("openid.constituencies", openid.constituencies);
}

void read_members(Reader& reader, Settings::Members& members) {
    constexpr std::array<std::string_view, 2> names{"closed", "approval"};
    reader.choice(
        "members.registration", members.registration, names, "is no way to register", R"(use "closed" or "approval")"
    );
    reader.path("members.charter", members.charter);
    reader.texts("members.second_factor_for", members.second_factor_for);
    reader.texts("members.starter", members.starter);
    reader.number("members.operator_minutes", members.operator_minutes, 5, 1440);
    reader.number("members.invitation_days", members.invitation_days, 1, 365);
    reader.number("members.newcomer_posts", members.newcomer_posts, 0, 100);
    reader.number("members.own_consent_from", members.own_consent_from, 13, 18);
}

void read_safeguarding(Reader& reader, Settings::Safeguarding& safeguarding) {
    reader.number("safeguarding.from_hour", safeguarding.from_hour, 0, 23);
    reader.number("safeguarding.to_hour", safeguarding.to_hour, 1, 24);
    if (safeguarding.to_hour <= safeguarding.from_hour)
        reader.problem("safeguarding.to_hour", "is not after from_hour", "choose a later hour");
    reader.number("safeguarding.ahead_of_utc_minutes", safeguarding.ahead_of_utc_minutes, -720, 840);
    reader.text("safeguarding.deputy", safeguarding.deputy);
}

void read_retention(Reader& reader, Settings::Retention& retention) {
    constexpr unsigned week = 7, month = 30, half_a_year = 180;
    reader.days("retention.closed_details_days", retention.closed_details_days, month);
    reader.days("retention.closed_pupil_details_days", retention.closed_pupil_details_days, month);
    reader.days("retention.closed_words_days", retention.closed_words_days, month);
    reader.days("retention.closed_pupil_words_days", retention.closed_pupil_words_days, month);
    reader.days("retention.request_days", retention.request_days, week);
    reader.days("retention.notification_days", retention.notification_days, week);
    reader.days("retention.pupil_notification_days", retention.pupil_notification_days, week);
    reader.days("retention.guide_draft_days", retention.guide_draft_days, month);
    reader.days("retention.report_days", retention.report_days, half_a_year);
    reader.days("retention.safeguarding_case_days", retention.safeguarding_case_days, half_a_year);
}

void read_directory(Reader& reader, Settings::Directory& directory) {
    reader.boolean("directory.listed", directory.listed);
    reader.text("directory.summary", directory.summary);
    reader.texts("directory.subjects", directory.subjects);
    reader.texts("directory.phases", directory.phases);
    reader.text("directory.region", directory.region);
}

Settings read_all(Reader& reader) {
    Settings settings;
    reader.text("node.domain", settings.node.domain, true);
    if (!settings.node.domain.empty() && !is_host_name(settings.node.domain))
        reader.problem("node.domain", "is not a host name", R"(use a lower-case name such as "north.example")");
    reader.text("node.name", settings.node.name, true);
    reader.path("node.data", settings.node.data, true);
    reader.path("node.sealing_key", settings.node.sealing_key, true);

    auto& listen = settings.listen;
    reader.text("listen.address", listen.address);
    reader.number("listen.port", listen.port, 1, std::numeric_limits<std::uint16_t>::max());
    reader.path("listen.tls_certificate", listen.tls_certificate);
    reader.path("listen.tls_key", listen.tls_key);
    if (listen.tls_certificate.empty() != listen.tls_key.empty())
        reader.problem(
            listen.tls_key.empty() ? "listen.tls_certificate" : "listen.tls_key",
            "stands alone",
            "give both tls_certificate and tls_key, or neither"
        );
    reader.number("listen.shards", listen.shards, 1, 64);
    reader.number("listen.connections", listen.connections, 16, 1'000'000);

    reader.number("storage.map_gib", settings.storage.map_gib, 1, 16'384);
    reader.number("storage.floor_mib", settings.storage.floor_mib, 16, 1'000'000);

    auto& limits = settings.limits;
    reader.number("limits.body_kib", limits.body_kib, 64, 65'536);
    reader.number("limits.head_seconds", limits.head_seconds, 1, 300);
    reader.number("limits.body_seconds", limits.body_seconds, 1, 3600);
    reader.number("limits.sign_in_days", limits.sign_in_days, 1, 365);
    reader.number("limits.signature_window_minutes", limits.signature_window_minutes, 5, 720);
    reader.number("limits.partner_mib", limits.partner_mib, 1, 1'000'000);

    reader.number("media.most_mib", settings.media.most_mib, 1, 64);
    reader.number("media.member_mib", settings.media.member_mib, 1, 1'000'000);
    reader.number("media.all_mib", settings.media.all_mib, 1, 100'000'000);

    read_outgoing(reader, settings.outgoing);
    reader.path("metrics.token_file", settings.metrics.token_file);

    read_mode(reader, settings.federation.mode);
    reader.boolean("federation.secure_fetch", settings.federation.secure_fetch);
    reader.number("federation.new_partner_days", settings.federation.new_partner_days, 0, 365);
    reader.boolean("federation.check_references", settings.federation.check_references);

    reader.number("delivery.window", settings.delivery.window, 1, 64);
    reader.number("delivery.lanes", settings.delivery.lanes, 8, 10'000);
    reader.number("delivery.first_retry_seconds", settings.delivery.first_retry_seconds, 1, 3600);
    reader.number("delivery.last_retry_hours", settings.delivery.last_retry_hours, 1, 240);

    read_card(reader, settings.card);
    read_directory(reader, settings.directory);
    read_mail(reader, settings.mail);
    read_members(reader, settings.members);
    read_retention(reader, settings.retention);
    read_safeguarding(reader, settings.safeguarding);
    read_openid(reader, settings.openid);
    read_log(reader, settings.log);
    return settings;
}

}  // namespace

Settings parse_settings(std::string_view toml_text, std::string_view file) {
    toml::table root;
    try {
        root = toml::parse(toml_text, file);
    } catch (toml::parse_error const& error) {
        throw SettingsError{
            std::string{file} + ":" + std::to_string(error.source().begin.line) + ": " +
            std::string{error.description()} + ": correct the TOML syntax of this line"};
    }
    Reader reader{root, file};
    auto settings = read_all(reader);
    reader.finish();
    return settings;
}

Settings read_settings(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw SettingsError{
            file.string() + ": cannot be read: check the path and its permissions, or run 'collegium init'"};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    return parse_settings(text, file.string());
}

std::vector<std::string> settings_keys() {
    toml::table const nothing;
    Reader reader{nothing, ""};
    static_cast<void>(read_all(reader));
    return reader.keys();
}

}  // namespace collegium
