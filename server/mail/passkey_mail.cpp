#include "server/mail/passkey_mail.hpp"

#include "federation/content/markdown.hpp"

namespace collegium::server::mail {

storage::MailRecord passkey_mail(
    std::string const& account, std::string_view node_name, std::string_view origin, Instant now
) {
    using federation::content::escape;
    auto const what = "A passkey was added to the account " + account + " at " + std::string{node_name} +
                      ". Whoever holds it is let in by it, without the password.";
    std::string const advice = "If it was not you who added it, remove it here, and then change your password:";
    auto const address = std::string{origin} + "/settings/passkeys";
    storage::MailRecord mail;
    mail.account = account;
    mail.subject = "A passkey was added at " + std::string{node_name};
    mail.text = what + "\n\n" + advice + "\n" + address + "\n";
    mail.html = "<p>" + escape(what) + "</p>\n<p>" + escape(advice) + " <a href=\"" + escape(address) + "\">" +
                escape(address) + "</a></p>\n";
    mail.created = now;
    return mail;
}

}  // namespace collegium::server::mail
