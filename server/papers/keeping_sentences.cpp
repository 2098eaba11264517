#include "federation/delivery/departures.hpp"
#include "federation/directory/listing.hpp"
#include "server/export/copy_desk.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/media/media_care.hpp"
#include "server/oauth/grants.hpp"
#include "server/papers/sentences.hpp"
#include "server/retention/rules.hpp"
#include "server/writing/drafts.hpp"

namespace collegium::server::papers {

namespace {

std::string days_words(std::chrono::hours span) {
    auto const days = static_cast<std::uint64_t>(span / std::chrono::days{1});
    return many_of(days, "day", "days");
}

std::string signed_words(Facts const& facts) {
    std::string const whom = facts.settings.federation.mode == FederationMode::open
                                 ? "what is from a server that was turned down or removed"
                                 : "what is not from an agreed partner";
    return "Messages between institutions are signed; " + whom +
           " is turned away before anything of it is read further.";
}

std::string last_backup_words(backup::LastBackup const& last) {
    auto words = last.made == Instant{} ? std::string{"No backup was finished yet."}
                                        : "The newest backup is of " + date_of(last.made) + ".";
    words += last.verified == Instant{} ? " None was restored as a trial yet."
                                        : " One was last restored as a trial on " + date_of(last.verified) + ".";
    if (last.failed != Instant{}) words += " The last try, on " + date_of(last.failed) + ", failed.";
    return words;
}

}  // namespace

std::string backup_words(Facts const& facts) {
    auto const& last = facts.backup;
    std::string const sealed =
        " Backups are sealed with a key or a passphrase; whoever finds one without it reads nothing.";
    if (!last) return "No backup of this node was ever made." + sealed;
    return last_backup_words(*last) + sealed;
}

std::string mail_words(Facts const& facts) {
    auto const& mail = facts.settings.mail;
    if (mail.host.empty()) return "To a mail server: nothing, since none is set (mail.host is empty).";
    std::string how = ", over an encrypted connection";
    if (mail.security == MailSecurity::none) how = ", without encryption, as it is meant for a server on this machine";
    return "To the mail server " + mail.host + how +
           ": addresses of members here, with what they are told, and alarms for operators and the safeguarding lead. "
           "Mails of safeguarding say that there is a case, and nothing of it.";
}

std::string picture_words(Facts const& facts) {
    auto const& media = facts.settings.media;
    return many_of(facts.pictures, "picture is", "pictures are") + " kept: at most " +
           std::to_string(media.member_mib) + " MiB of one member and " + std::to_string(media.all_mib) +
           " MiB in all. Only the image survives: where and when it was taken and with what is removed. Pictures of "
           "other institutions are never kept here.";
}

std::string audit_words(Facts const& facts) {
    return "Whatever somebody does or looks at with power over others is in an audit log that can only grow; "
           "each entry holds the digest of the one before, so that a change shows. It has " +
           many_of(facts.audit_entries, "entry", "entries") + " now.";
}

std::string transport_words(Facts const& facts) {
    auto const& listen = facts.settings.listen;
    if (listen.tls_certificate.empty())
        return "HTTPS is opened by a proxy in front of the node, which itself listens on " + listen.address +
               " (listen.tls_certificate is empty).";
    return "The node serves HTTPS itself, with its own certificate.";
}

Lines safety_lines(Facts const& facts) {
    Lines lines{
        transport_words(facts),
        signed_words(facts),
        "Signing keys, mail addresses and the words of safeguarding cases are sealed on the disk with a key that "
        "lies in another folder. Other words lie on the disk as they are: the disk itself should be encrypted.",
        "Pages load nothing from anybody else: no tracker, no advertisement, no font, no statistics of people."};
    lines.push_back(backup_words(facts));
    lines.push_back(audit_words(facts));
    lines.push_back(
        "Operators' pages ask for the password again after " +
        many_of(facts.settings.members.operator_minutes, "minute", "minutes") + "."
    );
    return lines;
}

std::string after_deletion_words() {
    return "What was deleted is shown to nobody any more, while the activity log on this node's disk still has its "
           "words.";
}

std::string draft_words() {
    return days_words(writing::draft_lives);
}

std::vector<Row> retention_rows(Facts const& facts) {
    auto const& settings = facts.settings;
    auto const access = settings.openid.issuer.empty()
                            ? std::string{"until an operator closes the account"}
                            : std::string{
                                  "until the provider no longer knows them (within the hour), or an operator "
                                  "closes the account"};
    std::string const ours = "in the program";
    std::vector<Row> rows{
        {"Access to the node", "everybody", access, "openid.issuer"},
        {"Account, role and name",
         "everybody",
         "until the school closes it; a closed account keeps its name beside what it wrote",
         "an operator"},
        {"Sign-in of a browser",
         "everybody",
         many_of(settings.limits.sign_in_days, "day", "days") + " without a visit",
         "limits.sign_in_days"},
        {"Open operators' pages",
         "operators",
         many_of(settings.members.operator_minutes, "minute", "minutes") + " after the password",
         "members.operator_minutes"},
        {"Leave of a program to act for a member",
         "who gave one",
         "with a secret: until it is taken back; without: " + days_words(oauth::access_lasts) + ", renewed for " +
             days_words(oauth::refresh_lasts),
         ours},
        {"Invitation",
         "who was invited",
         many_of(settings.members.invitation_days, "day", "days"),
         "members.invitation_days"},
        {"Questions, answers, guides and other words",
         "adults",
         "until their author deletes them; partners are asked to delete theirs. " + after_deletion_words(),
         "their author"},
        {"The same",
         "pupils",
         "until the pupil deletes them or consent is taken back, and at this node alone. " + after_deletion_words(),
         "consent"},
        {"Who agreed for a pupil, and their age band", "pupils", "as long as the account", "the school"},
        {"Drafts", "everybody", draft_words() + " after they were saved last", ours},
        {"Pictures that are part of nothing", "everybody", days_words(media::loose_pictures_are_kept), ours},
        {"Copy of their data that a member asked for", "that member", days_words(exporting::copies_are_kept), ours},
        {"Mails that wait",
         "who gets them",
         "up to three days; a note of a refused one for " + days_words(mail::refusals_are_kept),
         ours},
        {"Counts of what left, without words or names",
         "nobody",
         many_of(federation::departure_days, "day", "days"),
         ours},
        {"Which partner got which message", "adults who wrote it", "as long as the log", ours},
        {"Audit log", "who has power over others, and whom it concerned", "as long as the node", ours},
        {"Listings of other institutions",
         "institutions",
         days_words(federation::directory::listing_life) + " after they were last renewed",
         ours},
        {"Backups",
         "everybody",
         "as many as the operator keeps; the nightly service keeps the newest 30 unless it is told otherwise",
         "/etc/default/collegium"},
        {"How much was disposed of when, without words or names", "nobody", "as long as the node", ours},
    };
    for (auto const& rule : retention::rules_of(settings))
        if (rule.rule != storage::DisposalRule::sign_ins)
            rows.push_back(
                {std::string{rule.what}, std::string{rule.whose}, retention::how_long(rule), std::string{rule.setting}}
            );
    return rows;
}

std::string disposal_words(Facts const& facts) {
    std::vector<std::string> unending;
    for (auto const& rule : retention::rules_of(facts.settings))
        if (rule.days == 0) unending.emplace_back(rule.setting);
    std::string words = "Once a day the node disposes of what is due, and notes how much of what.";
    if (unending.empty()) return words;
    return words + " No period is set, and nothing goes by itself, under " + listed_words(unending) + ".";
}

std::string holds_words(Facts const& facts) {
    std::string const meaning = "Nothing of an account or a case goes while a hold stands on it; ";
    if (facts.holds == 0) return meaning + "none stands now.";
    return meaning + (facts.holds == 1 ? "1 stands now." : std::to_string(facts.holds) + " stand now.");
}

}  // namespace collegium::server::papers
