#include "server/papers/papers.hpp"
#include "server/papers/sentences.hpp"

namespace collegium::server::papers {

namespace {

void describe(Paper& paper, Facts const& facts) {
    paper.part("1. What is done with personal data");
    paper.say(
        facts.settings.node.name + " runs a node of its own of Collegium, at " + facts.settings.node.domain +
        ": a server on which staff and others ask questions about teaching, answer, and make guides together, and "
        "exchange them with partner institutions. The school is the controller, and runs it itself."
    );
    paper.say("Why the school does this: " + paper.gap("What the school wants to reach with it, in its own words."));
    paper.say(people_words(facts));
    paper.say(
        "What is held of somebody: name, account, role and whom they speak for; a mail address if they gave one; how "
        "they sign in; what they say of themselves; what they write, vote for and decide; pictures that they brought; "
        "from which browsers they are signed in; which partner got what of theirs."
    );
    paper.say(picture_words(facts));
    paper.say(
        "Where the computer stands: " + paper.gap("The place of the node and of its backups, and who can touch them.")
    );
}

void describe_exchange(Paper& paper, Facts const& facts) {
    paper.part("2. With whom, and what leaves the node");
    paper.say(mode_words(facts));
    paper.say(partners_words(facts));
    paper.table({"Institution", "Domain", "State", "Since"}, partner_rows(facts));
    paper.list(leaving_lines(facts));
    auto const rows = departure_rows(facts);
    paper.say(
        rows.empty() ? "In the last three months no message left the node."
                     : "Messages of the last three months, by whom they were for:"
    );
    paper.table({"For whom", "Arrived", "Refused"}, rows);
    if (has_partners(facts) || facts.settings.federation.mode == FederationMode::open)
        paper.say(
            "In which countries partners are, and what allows a transfer there: " +
            paper.gap("For each partner outside your country: the country, and what allows the transfer.")
        );
}

void judge_need(Paper& paper, Facts const& facts) {
    paper.part("3. Is it needed, and is it no more than needed?");
    paper.say("Lawful basis for adults: " + paper.gap("The lawful basis for each purpose, for adults (article 6)."));
    if (facts.people.pupils > 0)
        paper.say(
            "Lawful basis for pupils: consent as described in 4, or " +
            paper.gap("another basis for pupils, if there is one.")
        );
    paper.list(entry_lines(facts));
    paper.say(held_words(facts));
    paper.say("How long what is kept:");
    paper.table({"What", "Of whom", "How long", "Set by"}, retention_rows(facts));
    paper.say(disposal_words(facts));
    paper.say(holds_words(facts));
    paper.say(
        "The school's own periods, and "
        "who deletes by hand: " +
        paper.gap("How long the school keeps what the program does not end by itself, and who deletes it.")
    );
}

void describe_pupils(Paper& paper, Facts const& facts) {
    paper.part("4. Pupils and safeguarding");
    if (facts.people.pupils == 0) paper.say("No pupil has an account now. If one gets one, this holds:");
    paper.list(pupil_lines(facts));
    paper.list(lead_lines(facts));
    paper.say(hours_words(facts));
    paper.say(watched_words(facts));
}

std::string guarded_words(Facts const& facts) {
    std::uint64_t people = 0, guarded = 0;
    for (auto const& role : facts.roles) {
        if (role.role != "operator") continue;
        people = role.people;
        guarded = role.guarded;
    }
    if (people == 0) return "nobody is an operator yet";
    if (guarded == people) return "every operator has a second factor";
    return std::to_string(people - guarded) + " of " + many_of(people, "operator", "operators") +
           " have no second factor: set them up";
}

std::string lost_words(Facts const& facts) {
    if (!facts.backup || facts.backup->made == Instant{}) return "high: there is no backup; make one each night";
    if (facts.backup->verified == Instant{}) return "some: no backup was restored as a trial; try one";
    return "little, as long as backups go on and their key is kept apart";
}

std::vector<Row> risks(Facts const& facts) {
    auto const& settings = facts.settings;
    bool const open = settings.federation.mode == FederationMode::open;
    bool const has_lead = people_with(facts, "safeguarding_lead") > 0;
    return {
        {"Words reach institutions that they were not meant for",
         mode_words(facts),
         open ? "high: strangers get what is for everyone; choose network or closed"
              : "little: partners are agreed one by one"},
        {"Something of a pupil leaves the school",
         "The program sends nothing of pupils, whatever the settings say.",
         "little: a teacher can still name a pupil in words of their own; say in the charter that this is not done"},
        {"A stranger takes over an account with power",
         one_after_another(second_factor_lines(facts)),
         guarded_words(facts)},
        {"An adult approaches a pupil",
         "Adults and pupils cannot write to each other in private. " + watched_words(facts),
         has_lead ? "some: a person must look at what is reported"
                  : "high: nobody holds the role of the safeguarding lead"},
        {"The disk is stolen or thrown away",
         "Keys, mail addresses and safeguarding cases are sealed.",
         "some: other words are readable; encrypt the disk"},
        {"Data is lost", backup_words(facts), lost_words(facts)},
        {"Deleted words stay somewhere",
         "Partners are asked to delete, and what each answered is kept.",
         "some: a partner may not obey. " + after_deletion_words()},
        {"Power is misused by operators or moderators", audit_words(facts), "some: somebody must read the log"},
    };
}

}  // namespace

File impact_assessment(Facts const& facts) {
    Paper paper{"data-protection-impact-assessment.html", "Data protection impact assessment (draft)"};
    paper.say(
        "Drafted from the settings and the store of " + facts.settings.node.domain + " on " + date_of(facts.now) +
        ". It says what is the case on that day: make it again when something changes. It is a draft and no legal "
        "advice."
    );
    describe(paper, facts);
    describe_exchange(paper, facts);
    judge_need(paper, facts);
    describe_pupils(paper, facts);
    paper.part("5. How it is kept safe");
    paper.list(safety_lines(facts));
    paper.part("6. Risks");
    paper.table({"What could happen", "What stands against it now", "What is left"}, risks(facts));
    paper.part("7. Who was asked, and who agrees");
    paper.say("Staff, pupils and parents: " + paper.gap("Whom you asked, when, and what they said."));
    paper.say(
        "Data protection officer (" +
        or_else(facts.settings.card.data_protection_contact, "no contact is set: card.data_protection_contact") +
        "): " + paper.gap("The advice of the data protection officer, with its date.")
    );
    paper.say(
        "Decision: " +
        paper.gap(
            "Who decides that the remaining risks are acceptable; name, office, date, and when it is looked at again."
        )
    );
    return paper.done();
}

}  // namespace collegium::server::papers
