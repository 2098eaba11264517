#include "server/papers/sentences.hpp"

#include <algorithm>

namespace collegium::server::papers {

namespace {

Holders const* holders_of(Facts const& facts, std::string_view role) noexcept {
    auto const found = std::ranges::find(facts.roles, role, &Holders::role);
    return found == facts.roles.end() ? nullptr : &*found;
}

std::string groups_words(Settings::OpenId const& openid) {
    if (!openid.allowed_groups.empty())
        return "Only these groups may come in: " + listed_words(openid.allowed_groups) + ".";
    if (!openid.hosted_domain.empty()) return "Only people of the domain " + openid.hosted_domain + " may come in.";
    if (!openid.tenant.empty()) return "Only people of the tenant " + openid.tenant + " may come in.";
    return "Everybody whom the provider knows may come in: no group is named (openid.allowed_groups is empty).";
}

// "8:00"
std::string hour_words(unsigned hour) {
    return std::to_string(hour) + ":00";
}

}  // namespace

std::uint64_t people_with(Facts const& facts, std::string_view role) noexcept {
    auto const* const holders = holders_of(facts, role);
    return holders == nullptr ? 0 : holders->people;
}

Lines entry_lines(Facts const& facts) {
    auto const& openid = facts.settings.openid;
    auto const& members = facts.settings.members;
    Lines lines;
    if (openid.issuer.empty()) {
        lines.emplace_back(
            "There is no sign-in provider: members sign in with a password that this node keeps only as an Argon2id "
            "digest, or with a passkey. Who leaves the school keeps access until an operator closes the account."
        );
    } else {
        lines.push_back(
            "Members sign in through " + openid.name + " (" + openid.issuer + "). " + groups_words(openid) +
            " The provider is asked again while somebody is signed in, so that who leaves loses access within the hour."
        );
        lines.push_back(
            openid.pupil_groups.empty()
                ? std::
                      string{"No group is named as one of pupils (openid.pupil_groups is empty): whether somebody is a "
                             "pupil is said when the account is made."}
                : "People of these groups are pupils: " + listed_words(openid.pupil_groups) + "."
        );
    }
    lines.push_back(
        members.registration == Registration::closed
            ? std::string{"Nobody becomes a member without an invitation or the sign-in (members.registration = "
                          "closed)."}
            : std::string{"Anybody may ask to become a member, and an operator lets them in or turns them down "
                          "(members.registration = approval)."}
    );
    lines.push_back(
        "An invitation is good for " + many_of(members.invitation_days, "day", "days") +
        " unless the inviter says otherwise."
    );
    lines.push_back(
        members.charter.empty() ? std::string{"Members agree to no charter: none is set (members.charter)."}
                                : std::string{"Members agree to the school's charter before they go on, and once more "
                                              "when it changes."}
    );
    return lines;
}

Lines second_factor_lines(Facts const& facts) {
    auto const& needed = facts.settings.members.second_factor_for;
    Lines lines;
    lines.push_back(
        needed.empty() ? std::string{"No role needs a second factor (members.second_factor_for is empty)."}
                       : "These roles need a second factor: " + listed_words(needed) + "."
    );
    for (auto const& role : facts.roles) {
        if (role.people == 0) continue;
        lines.push_back(
            role.words + ": " + many_of(role.people, "person", "people") +
            ", of them with a second factor: " + std::to_string(role.guarded) + "."
        );
    }
    return lines;
}

std::string people_words(Facts const& facts) {
    auto words = many_of(facts.people.adults, "adult", "adults") + " and " +
                 many_of(facts.people.pupils, "pupil", "pupils") + " have an account, in " +
                 many_of(facts.communities, "community", "communities") + " of this school.";
    if (facts.people.waiting > 0)
        words += " " + many_of(facts.people.waiting, "person waits", "people wait") + " to be let in.";
    if (facts.people.closed > 0)
        words += " " + many_of(facts.people.closed, "account is closed.", "accounts are closed.");
    return words;
}

Lines pupil_lines(Facts const& facts) {
    auto const from = std::to_string(facts.settings.members.own_consent_from);
    auto const& consents = facts.consents;
    Lines lines;
    lines.emplace_back(
        "Of a pupil nothing leaves the node: no name, no account, no word of theirs, no vote. This is part of the "
        "program and no setting; no partner, service or directory is an exception."
    );
    lines.push_back(
        "A pupil reads, and writes only after consent. From the age of " + from +
        " they agree for themselves; for younger ones a parent or guardian does, and the safeguarding lead or an "
        "operator records it (members.own_consent_from = " +
        from + ")."
    );
    lines.push_back(
        "Consent stands for " + many_of(consents.by_guardians, "pupil", "pupils") +
        " by a parent or guardian and for " + many_of(consents.by_pupils, "pupil", "pupils") +
        " by themselves; it was taken back for " + std::to_string(consents.withdrawn) + "."
    );
    lines.push_back(
        "When consent is taken back, what the pupil wrote is hidden at once and then deleted, drafts included. " +
        after_deletion_words()
    );
    lines.emplace_back(
        "Of the age of a pupil only a band is kept (under 13, 13 to 15, 16 or 17, 18 or over), never a date of birth."
    );
    lines.emplace_back("An adult and a pupil cannot write to each other in private.");
    lines.emplace_back("Pupils have no public profile and are in no list that other institutions read.");
    return lines;
}

Lines lead_lines(Facts const& facts) {
    auto const& card = facts.settings.card;
    auto const leads = people_with(facts, "safeguarding_lead");
    Lines lines;
    if (card.safeguarding_name.empty() && card.safeguarding_contact.empty())
        lines.emplace_back(
            "No safeguarding lead is named on the partner card (card.safeguarding_name, card.safeguarding_contact)."
        );
    else
        lines.push_back(
            "The safeguarding lead is " + or_else(card.safeguarding_name, "not named") +
            ", reached by: " + or_else(card.safeguarding_contact, "no contact is set (card.safeguarding_contact)") + "."
        );
    lines.push_back(
        leads == 0 ? std::string{"Nobody on this node holds the role of the safeguarding lead: alerts go to the "
                                 "operators until somebody does."}
                   : many_of(leads, "person holds", "people hold") +
                         " that role on this node. Only they read what is told in confidence; every look of theirs is "
                         "in the audit log."
    );
    return lines;
}

std::string watched_words(Facts const& facts) {
    auto const& watched = facts.watched;
    if (watched.all() == 0) return "No phrases are watched for: the watch lists are empty.";
    Lines parts;
    if (watched.told > 0) parts.push_back(many_of(watched.told, "tells", "tell") + " the safeguarding lead");
    if (watched.held > 0) parts.push_back(many_of(watched.held, "makes", "make") + " the words wait and tell the lead");
    if (watched.refused > 0) parts.push_back(many_of(watched.refused, "is", "are") + " not taken");
    if (watched.dotted > 0) parts.push_back(many_of(watched.dotted, "is", "are") + " replaced by dots");
    return many_of(watched.all(), "phrase is", "phrases are") +
           " watched for in what is written here: " + listed_words(parts) +
           ". A person looks at what was found; nothing else is decided by a machine.";
}

std::string hours_words(Facts const& facts) {
    auto const& hours = facts.settings.safeguarding;
    return "The lead is at school Monday to Friday from " + hour_words(hours.from_hour) + " to " +
           hour_words(hours.to_hour) + ". Alerts go to the lead at any hour; " +
           (hours.deputy.empty() ? std::string{"no deputy is told out of hours (safeguarding.deputy is empty)."}
                                 : std::string{"out of hours a deputy is told as well."});
}

}  // namespace collegium::server::papers
