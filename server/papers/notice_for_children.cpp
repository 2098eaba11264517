// Short sentences, words of every day. A test counts both.
#include "server/papers/papers.hpp"
#include "server/papers/sentences.hpp"

namespace collegium::server::papers {

namespace {

std::string adult_to_tell(Settings::Card const& card) {
    if (card.safeguarding_name.empty()) return "There is an adult at school whose job is to keep you safe.";
    return card.safeguarding_name + " has the job to keep you safe.";
}

std::string signing_in(Settings::OpenId const& openid) {
    if (openid.issuer.empty()) return "You sign in with a password. Tell it to nobody.";
    return "You sign in with " + openid.name + ", as for other things at school.";
}

std::string watching(Facts const& facts) {
    if (facts.watched.all() == 0) return "No computer searches what you write for certain words.";
    return "A computer looks for some words, such as words of danger. If it finds one, an adult at school looks.";
}

std::string partner_lines_for_children(Facts const& facts) {
    if (!has_partners(facts)) return "Our school does not work with other schools here yet.";
    Lines names;
    for (auto const& partner : facts.partners)
        if (is_partner(partner)) names.push_back(partner.name);
    return "Our school works with others: " + listed_words(names) +
           ". You can read what they write. They get nothing of yours.";
}

std::string written_words(Settings const& settings) {
    auto const days = settings.retention.closed_pupil_words_days;
    if (days == 0) return "What you write: until you delete it.";
    return "What you write: until you delete it, or " + many_of(days, "day", "days") + " after your account is closed.";
}

}  // namespace

File notice_for_children(Facts const& facts) {
    auto const& settings = facts.settings;
    auto const& card = settings.card;
    auto const from = std::to_string(settings.members.own_consent_from);
    Paper paper{"privacy-notice-for-children.html", "Your data here: for children and young people"};
    paper.say("This is about " + settings.node.name + " on Collegium, on " + date_of(facts.now) + ".");
    paper.part("What is this place?");
    paper.say("Here people of our school ask questions and help each other. The school runs it. There are no adverts.");
    paper.part("What do we know about you?");
    paper.list(
        {"The name that you chose.",
         "What you write here, and your pictures.",
         "About how old you are. We do not keep your birthday.",
         "Who said yes, so that you may write."}
    );
    paper.say(signing_in(settings.openid));
    paper.say(
        "Pictures lose the place and the time where you took them. You can keep " +
        std::to_string(settings.media.member_mib) + " MiB of them."
    );
    paper.part("Who said yes?");
    paper.say("You may always read. To write, somebody has to say yes first.");
    paper.say("Are you " + from + " or older? Then you say yes yourself.");
    paper.say("Are you younger? Then your parents or your guardian say yes.");
    paper.say(
        "You can change your mind. Then nobody sees any more what you wrote. A log on our computer still has the words."
    );
    paper.part("Who can see it?");
    paper.say("Only people of our school. Nothing of yours ever leaves our school: no name and no words.");
    paper.say(partner_lines_for_children(facts));
    paper.say("A student council may say something to others. It speaks as a council, without your name.");
    paper.say("No adult can write to you in secret here.");
    paper.say(watching(facts));
    paper.part("How long do we keep it?");
    paper.list(
        {written_words(settings),
         "What you began and did not send: " + draft_words() + ".",
         "Your account: until you leave, or ask us to close it.",
         "You stay signed in for " + many_of(settings.limits.sign_in_days, "day", "days") + " if you do not come back."}
    );
    paper.part("What can you do?");
    paper.list(
        {"Get a copy of all that we keep of you. Look in Settings, Your data.",
         "Change or delete what you wrote.",
         "Ask us anything: " +
             paper.value_or_gap(
                 card.data_protection_contact, "Whom a child can ask about their data (card.data_protection_contact)."
             ) +
             "."}
    );
    paper.part("Is something wrong?");
    paper.say(adult_to_tell(card) + " Press \"Tell the safeguarding lead\" in Settings.");
    paper.say(
        "You can also reach them like this: " +
        paper.value_or_gap(
            card.safeguarding_contact,
            "How a child reaches the safeguarding lead outside of the program (card.safeguarding_contact)."
        ) +
        "."
    );
    paper.say(
        "You can also tell: " + paper.gap("A helpline for children in your country, and the supervisory authority.")
    );
    return paper.done();
}

}  // namespace collegium::server::papers
