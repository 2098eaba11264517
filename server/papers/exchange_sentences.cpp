#include "federation/delivery/departures.hpp"
#include "federation/partners/partner_view.hpp"
#include "server/papers/sentences.hpp"

#include <algorithm>

namespace collegium::server::papers {

std::string many_of(std::uint64_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string{n == 1 ? one : many};
}

std::string listed_words(std::vector<std::string> const& names) {
    std::string all;
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (at > 0) all += at + 1 == names.size() ? " and " : ", ";
        all += names[at];
    }
    return all;
}

std::string one_after_another(Lines const& sentences) {
    std::string all;
    for (auto const& each : sentences) all += (all.empty() ? "" : " ") + each;
    return all;
}

std::string or_else(std::string const& value, std::string_view otherwise) {
    return value.empty() ? std::string{otherwise} : value;
}

bool has_partners(Facts const& facts) noexcept {
    return std::ranges::any_of(facts.partners, is_partner);
}

std::string mode_words(Facts const& facts) {
    switch (facts.settings.federation.mode) {
        case FederationMode::closed:
            return "This node exchanges only with partners that both operators added by hand; nobody else can even "
                   "introduce itself (federation.mode = closed).";
        case FederationMode::network:
            return "This node exchanges only with partners to which both operators agreed. A stranger may introduce "
                   "itself, and nothing flows until our operator agrees (federation.mode = network).";
        case FederationMode::open: break;
    }
    return "This node exchanges with every server that our operator has not turned down or removed "
           "(federation.mode = open). That is the widest setting: what members write for everyone may go to servers "
           "that nobody here has looked at.";
}

std::string partners_words(Facts const& facts) {
    Lines names;
    for (auto const& partner : facts.partners)
        if (is_partner(partner)) names.push_back(partner.name + " (" + partner.host + ")");
    auto words = names.empty()
                     ? std::string{"There is no partner now."}
                     : "There " + std::string{names.size() == 1 ? "is " : "are "} +
                           many_of(names.size(), "partner", "partners") + " now: " + listed_words(names) + ".";
    if (facts.all_rest)
        words += " The exchange with all of them is paused by our operator: nothing goes out or comes in.";
    return words;
}

std::vector<Row> partner_rows(Facts const& facts) {
    std::vector<Row> rows;
    for (auto const& partner : facts.partners)
        rows.push_back(
            {partner.name, partner.host, std::string{federation::state_name(partner.state)}, date_of(partner.since)}
        );
    return rows;
}

std::vector<Row> departure_rows(Facts const& facts) {
    std::vector<Row> rows;
    for (auto const& each : facts.gone)
        rows.push_back({each.host, std::to_string(each.delivered), std::to_string(each.refused)});
    return rows;
}

namespace {

std::string to_partners(Facts const& facts) {
    if (facts.settings.federation.mode == FederationMode::open)
        return "What adults write for everyone goes to every server on which somebody follows them or their community; "
               "what they write for partners goes to the partners named here.";
    if (!has_partners(facts)) return "To other institutions: nothing, since there is no partner.";
    return "To the partners named here: what adults write for everyone, for partners or for a community that has "
           "members there, with the name and the picture of its author, their votes and their decisions; changes and "
           "deletions of it.";
}

std::string to_everybody(Facts const& facts) {
    std::string const pages = "To anybody with a browser: what adults wrote for everyone stands on public pages. ";
    if (facts.settings.federation.secure_fetch)
        return pages +
               "Programs of other servers get it only if a partner signs for the request "
               "(federation.secure_fetch = true).";
    return pages + "Programs of other servers can read the same (federation.secure_fetch = false).";
}

std::string to_services(Facts const& facts) {
    if (facts.services.empty()) return "To services outside that review guides: nothing, since none is registered.";
    Lines names;
    for (auto const& each : facts.services) names.push_back(each.name + " (" + each.id + ")");
    return "To " + many_of(names.size(), "service", "services") +
           " outside that review guides, when a member asks for it: the address of the guide, and name and address of "
           "who asks: " +
           listed_words(names) + ".";
}

std::string to_directory(Facts const& facts) {
    auto const& listed = facts.settings.directory;
    if (!listed.listed)
        return "To the directory of institutions that partners pass on: nothing of this school "
               "(directory.listed = false).";
    return "To the directory that partners pass on to others: that this school is there, with this line: \"" +
           listed.summary + "\", and those of its communities whose facilitators chose it (directory.listed = true).";
}

std::string to_sources(Facts const& facts) {
    auto const& federation = facts.settings.federation;
    if (!federation.check_references || federation.mode == FederationMode::closed)
        return "To sources that guides name: nothing; nobody is asked whether they are still there.";
    return "To sources that guides for everyone name: once a week a request whether they are still there, which says "
           "nothing of any member (federation.check_references = true).";
}

std::string to_sign_in(Facts const& facts) {
    auto const& openid = facts.settings.openid;
    if (openid.issuer.empty()) return "To a sign-in provider: nothing, since there is none.";
    return "To the sign-in provider " + openid.issuer +
           ": who signs in and when, and each forty minutes the question whether they still belong.";
}

std::string to_programs(Facts const& facts) {
    return "To programs that a member lets act for them: what that member can read, until they take the leave back. " +
           many_of(facts.programs, "program is", "programs are") + " registered.";
}

}  // namespace

Lines leaving_lines(Facts const& facts) {
    Lines lines{
        to_partners(facts),
        to_everybody(facts),
        to_services(facts),
        to_directory(facts),
        to_sources(facts),
        mail_words(facts),
        to_sign_in(facts),
        to_programs(facts)};
    if (!facts.lists.empty())
        lines.push_back(
            "Lists of partners are read from " + listed_words(facts.lists) + "; nothing of members is sent there."
        );
    if (!facts.settings.outgoing.proxy.empty())
        lines.push_back(
            "All of it but mail goes through the proxy of the network, " + facts.settings.outgoing.proxy + "."
        );
    lines.emplace_back(
        "Of pupils: nothing. No name, no account and nothing that a pupil writes leaves the node. What a "
        "student council says together goes out in the council's name alone, once its adult sponsors release it."
    );
    return lines;
}

std::string held_words(Facts const& facts) {
    auto const days = facts.settings.federation.new_partner_days;
    auto const first = facts.settings.members.newcomer_posts;
    std::string words = days == 0 ? "What comes from a new partner is shown at once (federation.new_partner_days = 0)."
                                  : "What comes from a new partner waits for a facilitator for the first " +
                                        many_of(days, "day", "days") +
                                        " (federation.new_partner_days = " + std::to_string(days) + ").";
    words += first == 0 ? " What new members write is shown at once (members.newcomer_posts = 0)."
                        : " The first " + many_of(first, "thing", "things") +
                              " that a new member writes wait for a facilitator (members.newcomer_posts = " +
                              std::to_string(first) + ").";
    return words;
}

}  // namespace collegium::server::papers
