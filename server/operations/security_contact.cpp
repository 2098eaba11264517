// Whom to tell of a hole in this node (RFC 9116): the operator's contact from the partner card, which everybody can
// read.
#include "server/dispatch.hpp"
#include "server/operations/handlers.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <cctype>

namespace collegium::server::operations {

namespace {

constexpr std::chrono::days good_for{90};  // RFC 9116, 2.5.5: less than a year

// As an address that programs follow. What is neither a mail address nor a page, as a telephone number, stands on the
// page of the card.
std::string contact_address(Settings const& settings) {
    auto const& contact = settings.card.operator_contact;
    if (is_mail_address(contact)) {
        auto const at = contact.find('@');
        return "mailto:" + percent_encoded(contact.substr(0, at)) + "@" + percent_encoded(contact.substr(at + 1));
    }
    if (auto const page = Iri::parse(contact)) return page->text();
    return settings.origin() + "/about/partner-card";
}

bool is_list_of_languages(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == ',' || c == ' ';
    });
}

}  // namespace

boost::asio::awaitable<Response> get_security_contact(App const& app, Call call) {
    auto const& settings = app.node.settings;
    if (settings.card.operator_contact.empty())
        co_return refuse(app, call, {Reason::not_found, "nobody is named: card.operator_contact is not set"});
    auto const expires = std::chrono::floor<std::chrono::days>(app.node.clock.now()) + good_for;
    std::string text = "Contact: " + contact_address(settings) + "\nExpires: " + to_rfc3339(expires) + "\n";
    if (is_list_of_languages(settings.card.languages)) text += "Preferred-Languages: " + settings.card.languages + "\n";
    text += "Canonical: " + settings.origin() + "/.well-known/security.txt\n";
    co_return Response{200, "text/plain; charset=utf-8", std::move(text)};
}

}  // namespace collegium::server::operations
