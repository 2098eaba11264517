#include "server/commands/settings_text.hpp"

#include <string_view>

namespace collegium::server::commands {

namespace {

std::string quoted_toml(std::string_view text) {
    std::string quoted{'"'};
    for (char const c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

class Text {
public:
    void section(std::string_view name) { text_ += "\n[" + std::string{name} + "]\n"; }
    void line(std::string_view key, std::string_view value) {
        text_ += std::string{key} + " = " + quoted_toml(value) + "\n";
    }
    void line_if_any(std::string_view key, std::string const& value) {
        if (!value.empty()) line(key, value);
    }
    void number(std::string_view key, std::uint64_t value) {
        text_ += std::string{key} + " = " + std::to_string(value) + "\n";
    }
    std::string done() && { return std::move(text_); }

private:
    std::string text_ = "# Made by 'collegium init'. collegium.example.toml explains every setting.\n";
};

void add_mail(Text& text, InitOptions const& options) {
    if (options.mail_host.empty()) return;
    text.section("mail");
    text.line("host", options.mail_host);
    text.number("port", options.mail_port);
    text.line("security", options.mail_security);
    text.line_if_any("user", options.mail_user);
    text.line_if_any("password_file", options.mail_password_file.string());
    text.line_if_any("sender", options.mail_sender);
}

void add_sign_in(Text& text, InitOptions const& options) {
    if (options.issuer.empty()) return;
    text.section("openid");
    text.line("issuer", options.issuer);
    text.line("name", options.name);
    text.line_if_any("client_id", options.client_id);
    text.line_if_any("secret_file", options.client_secret_file.string());
}

}  // namespace

std::string settings_text(InitOptions const& options) {
    Text text;
    text.section("node");
    text.line("domain", options.domain);
    text.line("name", options.name);
    text.line("data", options.data.string());
    text.line("sealing_key", options.sealing_key.string());
    text.section("listen");
    text.line("address", options.address);
    text.number("port", options.port);
    text.line_if_any("tls_certificate", options.tls_certificate.string());
    text.line_if_any("tls_key", options.tls_key.string());
    if (!options.proxy.empty() || !options.authority.empty()) {
        text.section("outgoing");
        text.line_if_any("proxy", options.proxy);
        text.line_if_any("authority", options.authority.string());
    }
    add_mail(text, options);
    add_sign_in(text, options);
    return std::move(text).done();
}

}  // namespace collegium::server::commands
