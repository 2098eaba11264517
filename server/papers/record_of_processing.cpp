#include "server/papers/papers.hpp"
#include "server/papers/sentences.hpp"

namespace collegium::server::papers {

namespace {

std::string receivers_of_words(Facts const& facts) {
    Lines names;
    for (auto const& partner : facts.partners)
        if (is_partner(partner)) names.push_back(partner.host);
    for (auto const& each : facts.services) names.push_back(each.id);
    if (facts.settings.federation.mode == FederationMode::open) names.emplace_back("any server (mode open)");
    return names.empty() ? "nobody outside" : listed_words(names);
}

std::vector<Row> purposes(Facts const& facts) {
    auto const& settings = facts.settings;
    auto const& mail = settings.mail.host;
    auto const& issuer = settings.openid.issuer;
    std::vector<Row> rows{
        {"Letting members in",
         "Members",
         "Name, account, role, group, password digest or passkey, browsers",
         issuer.empty() ? "nobody outside" : "sign-in provider " + issuer},
        {"Professional exchange about teaching",
         "Adult members; people of partners",
         "Name, picture, what they write, vote for and decide",
         receivers_of_words(facts)},
        {"Telling members what is new",
         "Members",
         "Mail address, what concerns them",
         mail.empty() ? "nobody outside: no mail goes out" : "mail server " + mail},
        {"Safeguarding, reports and moderation",
         "Members, and whom they tell of",
         "What was told, notes, decisions; who looked at it",
         "the safeguarding lead, moderators; nobody outside by this program"},
        {"Running the node safely",
         "Members, and those whose requests are turned away",
         "Audit log, log of the service with network addresses, backups",
         "operators"},
    };
    if (facts.people.pupils > 0)
        rows.push_back(
            {"Pupils taking part",
             many_of(facts.people.pupils, "pupil", "pupils"),
             "Chosen name, account, age band, consent, what they write",
             "nobody outside: of pupils nothing leaves the node"}
        );
    return rows;
}

}  // namespace

File record_of_processing(Facts const& facts) {
    auto const& settings = facts.settings;
    auto const& card = settings.card;
    Paper paper{"record-of-processing.html", "Record of processing activities (draft)"};
    paper.say(
        "Drafted from the settings and the store of " + settings.node.domain + " on " + date_of(facts.now) +
        ", for the record that article 30 of the GDPR asks for."
    );
    paper.part("Controller");
    paper.say(
        settings.node.name + ", " + settings.node.domain +
        ". Address and representative: " + paper.gap("Postal address of the school, and who represents it.")
    );
    paper.say(
        "Who runs the node: " + or_else(card.operator_name, "not set (card.operator_name)") + ", " +
        or_else(card.operator_contact, "no contact is set (card.operator_contact)") + "."
    );
    paper.say(
        "Data protection: " +
        or_else(card.data_protection_contact, "no contact is set (card.data_protection_contact)") + "."
    );
    paper.part("Purposes, people, data and receivers");
    paper.say(people_words(facts));
    paper.table({"Purpose", "People", "Data", "Receivers"}, purposes(facts));
    paper.say("Lawful basis of each purpose: " + paper.gap("The lawful basis of each purpose above."));
    paper.part("Partners");
    paper.say(mode_words(facts));
    paper.say(partners_words(facts));
    paper.table({"Institution", "Domain", "State", "Since"}, partner_rows(facts));
    paper.list(leaving_lines(facts));
    paper.part("Transfers to other countries");
    paper.say(
        has_partners(facts) || settings.federation.mode == FederationMode::open
            ? "The program does not know in which country a partner is: " +
                  paper.gap("For each partner in another country: the country, and what allows the transfer.")
            : std::string{"None by this node: it has no partner."}
    );
    paper.part("Processors");
    paper.say(
        "Who works with the data for the school (hosting, mail, sign-in): " +
        paper.gap("Each processor with its contract: hosting, mail, sign-in, backups.")
    );
    paper.part("How long");
    paper.table({"What", "Of whom", "How long", "Set by"}, retention_rows(facts));
    paper.say(disposal_words(facts));
    paper.say(holds_words(facts));
    paper.say("Log of the service on the computer: " + paper.gap("How long the computer's journal is kept."));
    paper.part("Measures");
    paper.list(safety_lines(facts));
    paper.list(second_factor_lines(facts));
    return paper.done();
}

}  // namespace collegium::server::papers
