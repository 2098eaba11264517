#include "server/moderation/telling.hpp"

#include "config/phrase.hpp"
#include "federation/content/markdown.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/notifications/telling.hpp"

namespace collegium::server::moderation {

using storage::Handle;
using storage::Measure;

namespace {

storage::MailRecord mail_about(App const& app, std::string const& account, std::string const& what) {
    using federation::content::escape;
    auto const& settings = app.node.settings;
    auto const address = settings.origin() + "/decisions";
    auto advice = std::string{"Why, and how to say that it is wrong, stands here:"};
    auto const& contact = settings.card.operator_contact;
    auto const otherwise = contact.empty() ? std::string{} : "If you cannot sign in, turn to " + contact + ".";
    storage::MailRecord mail;
    mail.account = account;
    mail.subject = "A decision about you at " + settings.node.name;
    mail.text = what + "\n\n" + advice + "\n" + address + "\n" + (otherwise.empty() ? "" : "\n" + otherwise + "\n");
    mail.html = "<p>" + escape(what) + "</p>\n<p>" + escape(advice) + " <a href=\"" + escape(address) + "\">" +
                escape(address) + "</a></p>\n" + (otherwise.empty() ? "" : "<p>" + escape(otherwise) + "</p>\n");
    mail.created = app.node.clock.now();
    return mail;
}

}  // namespace

std::string_view told_words(Measure measure) noexcept {
    switch (measure) {
        case Measure::removed: return phrase("A moderator removed something that you wrote.");
        case Measure::hidden: return phrase("A moderator took something that you wrote from sight here.");
        case Measure::warned: return phrase("A moderator warns you because of something that you did.");
        case Measure::paused: return phrase("A moderator paused your account.");
        case Measure::shut_out: return phrase("A moderator shut you out.");
        case Measure::limited: return phrase("A moderator decided that what you write waits until it is approved.");
        case Measure::forwarded:
        case Measure::handed_over: break;
    }
    return "";
}

std::string_view done_words(Measure measure) noexcept {
    switch (measure) {
        case Measure::removed: return phrase("removed something");
        case Measure::hidden: return phrase("took something from elsewhere from sight");
        case Measure::warned: return phrase("warned somebody");
        case Measure::paused: return phrase("paused an account");
        case Measure::limited: return phrase("let what somebody writes wait until it is approved");
        case Measure::shut_out: return phrase("shut out somebody elsewhere");
        case Measure::forwarded: return phrase("passed a report on to another institution");
        case Measure::handed_over: return phrase("handed a report to the safeguarding lead");
    }
    return "";
}

void tell_person(
    App const& app, storage::WriteTx& tx, storage::Tables& tables, Handle person, std::string const& what
) {
    auto const account = person == storage::no_one ? std::nullopt : tables.account_names.get(tx, person);
    if (!account || what.empty()) return;
    notifications::Notice const notice{person, storage::News::decision, storage::no_one, storage::no_one};
    notifications::tell(tx, tables, app.node.ids.next(), notice, app.node.clock.now());
    mail::enqueue(tx, tables, app.node.ids.next(), mail_about(app, *account, what));
}

}  // namespace collegium::server::moderation
