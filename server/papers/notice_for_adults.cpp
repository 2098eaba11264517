#include "server/papers/papers.hpp"
#include "server/papers/sentences.hpp"

namespace collegium::server::papers {

File notice_for_adults(Facts const& facts) {
    auto const& settings = facts.settings;
    auto const& card = settings.card;
    Paper paper{"privacy-notice.html", "Privacy notice: " + settings.node.name + " on Collegium"};
    paper.say("As of " + date_of(facts.now) + ".");
    paper.part("Who we are");
    paper.say(
        settings.node.name + " runs this server itself, at " + settings.node.domain +
        ". There is no advertisement and no tracker, and nothing is sold."
    );
    paper.say(
        "Questions about your data go to: " +
        paper.value_or_gap(
            card.data_protection_contact, "Whom members ask about their data (card.data_protection_contact)."
        ) +
        "."
    );
    paper.say(
        "Who runs the server: " + or_else(card.operator_name, "the school's operator") + ", " +
        or_else(card.operator_contact, "no contact is set (card.operator_contact)") + "."
    );
    paper.part("What we hold of you, and why");
    paper.list(
        {"Your name, account and role, so that others know who speaks.",
         "How you sign in, and from which browsers, so that nobody else does.",
         "Your mail address, if you give one, to tell you what is new.",
         "What you write, vote for and decide, and your pictures: that is what the server is for.",
         "Drafts, for you alone.",
         "Who received what of yours, so that you can see it and take it back."}
    );
    paper.say("We may do this because: " + paper.gap("The lawful basis, in words for members."));
    paper.list(entry_lines(facts));
    paper.part("Who gets it");
    paper.say("Each thing that you write says for whom it is. " + mode_words(facts));
    paper.say(partners_words(facts));
    paper.list(leaving_lines(facts));
    paper.part("How long");
    paper.table({"What", "Of whom", "How long", "Set by"}, retention_rows(facts));
    paper.say(disposal_words(facts));
    paper.say(holds_words(facts));
    paper.part("Who looks");
    paper.say(watched_words(facts));
    paper.say(held_words(facts));
    paper.say(audit_words(facts));
    paper.list(lead_lines(facts));
    paper.part("Your rights");
    paper.list(
        {"See and take with you all that is held of you: Settings, Your data.",
         "Correct it: your profile and your posts have a button for that.",
         "Delete what you wrote: partners are asked to delete it as well. Ask us for the rest.",
         "Object, or have something limited: write to us.",
         "Say that a moderator's decision is wrong: Settings, Decisions about you."}
    );
    paper.say("You can also complain to: " + paper.gap("The supervisory authority, with its address."));
    paper.part("How it is kept safe");
    paper.list(safety_lines(facts));
    return paper.done();
}

}  // namespace collegium::server::papers
