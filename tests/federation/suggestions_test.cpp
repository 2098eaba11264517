// Changes that others suggest: from any partner, merged three ways, and visible to the two whom they concern.
#include "federation/logged.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::guides;
using namespace collegium::tests;
using storage::SuggestionState;

namespace {

Guide with_section(Guide guide, Section section, std::string const& words) {
    guide[section] = words;
    return guide;
}

// A guide of ada's, and what sam, of another school, would change in it.
struct Suggested : Library {
    Suggested() {
        guide = publish(ada, whole_guide());
        offer = suggest(
            sam, guide, with_section(whole_guide(), Section::action, "Another way.\n\nSecond line."), "It is simpler"
        );
    }

    SuggestionView seen_by(Person const& reader) const {
        auto const found = suggestions(reader, guide);
        REQUIRE(found.size() == 1);
        return found[0];
    }

    Result<storage::Seq> answer(Person const& person, federation::Composed const& composed) {
        auto done = perform(person, composed);
        village.settle();
        return done;
    }

    // As the author's page will: the merged words first, then the answer.
    void merge(SuggestionView const& suggestion) {
        auto const current = at(ada, guide).value();
        auto const base = north.node.store.read([&](auto const& tx, auto const& tables) {
            return words_of_version(tx, tables, suggestion.guide, suggestion.change.base);
        });
        auto const result = merged(base.value(), current.guide, suggestion.change);
        REQUIRE(result.conflicts.empty());
        CHECK(revise(ada, guide, result.guide));
        CHECK(answer(
            ada, composer(ada).note_merged(author_of(ada), {suggestion.iri, suggestion.by.iri}, at(ada, guide)->version)
        ));
    }

    federation::Composed undo() const {
        auto const act = south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const seq = tables.known.get(tx, storage::hash_of(offer)).value();
            return federation::logged_activity(tx, tables, seq).value();
        });
        return composer_of(sam).undo(author_of(sam), act);
    }

    std::string guide, offer;
};

}  // namespace

TEST_CASE_FIXTURE(Suggested, "a suggestion is sent, seen, and merged, and both sides see which") {
    auto const arrived = seen_by(ada);
    CHECK(arrived.state == SuggestionState::sent);
    CHECK(arrived.iri == offer);
    CHECK(arrived.by.iri == iri_of(sam));
    CHECK(arrived.change.reason == "It is simpler");
    CHECK(arrived.change.base == at(ada, guide)->version);
    REQUIRE(arrived.change.sections.size() == 1);
    CHECK(seen_by(sam).state == SuggestionState::sent);

    CHECK(answer(ada, composer(ada).note_seen(author_of(ada), {offer, iri_of(sam)})));
    CHECK(seen_by(ada).state == SuggestionState::seen);
    CHECK(seen_by(sam).state == SuggestionState::seen);

    merge(arrived);
    for (auto const& person : {ada, sam}) {
        CHECK(seen_by(person).state == SuggestionState::merged);
        CHECK(seen_by(person).merged_into == at(person, guide)->version);
        CHECK(at(person, guide)->guide[Section::action].starts_with("Another way."));
    }
    CHECK(at(wim, guide)->guide[Section::action].starts_with("Another way."));
    for (auto* const school : {&north, &south, &west}) school->check_history();
}

TEST_CASE_FIXTURE(Suggested, "a suggestion is declined with a reason, which only its suggester hears") {
    std::string const reason = "Only if x<y holds in Year 7; see section 2";
    CHECK(answer(ada, composer(ada).decline(author_of(ada), {offer, iri_of(sam)}, reason)));
    CHECK(seen_by(sam).state == SuggestionState::declined);
    CHECK(seen_by(sam).answer == reason);
    CHECK(suggestions(ben, guide).empty());
    CHECK(suggestions(wim, guide).empty());
    north.node.store.read([&](auto const& tx, auto const& tables) {
        CHECK(waiting_for(tx, tables, ada.handle).empty());
        CHECK(find_suggestion(tx, tables, offer, federation::community::Viewer::of_member(ada.handle)));
        CHECK_FALSE(find_suggestion(tx, tables, offer, federation::community::Viewer::of_member(ben.handle)));
        CHECK_FALSE(find_suggestion(tx, tables, offer, {}));
    });
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(Suggested, "two changes of different places merge, also after the guide has moved on") {
    suggest(wim, guide, with_section(whole_guide(), Section::research, "First line of research.\n\nNew findings."), "");
    auto titled = whole_guide("A better title");
    CHECK(revise(ada, guide, titled));
    auto const open = suggestions(ada, guide);
    REQUIRE(open.size() == 2);
    for (auto const& each : open) merge(each);
    auto const words = at(sam, guide)->guide;
    CHECK(words.title == "A better title");
    CHECK(words[Section::action].starts_with("Another way."));
    CHECK(words[Section::research].ends_with("New findings."));
    CHECK(versions(west, guide).size() == 4);
}

TEST_CASE("two changes of one place are both shown, and nothing is lost") {
    auto const base = whole_guide();
    auto const ours = with_section(base, Section::action, "Our way.\n\nSecond line.");
    auto const theirs = suggestion_between(base, with_section(base, Section::action, "Their way.\n\nSecond line."));
    auto const result = merged(base, ours, theirs);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts[0].part == "action");
    CHECK(result.conflicts[0].ours == ours[Section::action]);
    CHECK(result.conflicts[0].theirs == "Their way.\n\nSecond line.");
    CHECK(result.conflicts[0].marked.find("<<<<<<<") == 0);
    CHECK(result.guide == ours);
}

TEST_CASE("references are added and taken away one by one") {
    Reference const kept{"Kept", "https://a.example/1"}, dropped{"Dropped", "https://a.example/2"},
        ours{"Ours", "https://a.example/3"}, theirs{"Theirs", "https://a.example/4"};
    auto base = whole_guide(), current = base, proposed = base;
    base.references = {kept, dropped};
    current.references = {kept, dropped, ours};
    proposed.references = {kept, theirs};
    auto const change = suggestion_between(base, proposed);
    CHECK(merged(base, current, change).guide.references == std::vector{kept, ours, theirs});
    CHECK(merged(base, base, change).guide.references == proposed.references);
}

TEST_CASE_FIXTURE(Suggested, "what merges is merged once: a suggestion that was taken does not fall back") {
    merge(seen_by(ada));
    auto const late = answer(ada, composer(ada).decline(author_of(ada), {offer, iri_of(sam)}, "No"));
    CHECK(late.error().reason() == Reason::unconcerned);
    CHECK(
        answer(ada, composer(ada).note_seen(author_of(ada), {offer, iri_of(sam)})).error().reason() ==
        Reason::unconcerned
    );
    CHECK(seen_by(sam).state == SuggestionState::merged);
}

TEST_CASE_FIXTURE(Suggested, "nobody but the author answers") {
    for (auto const& person : {ben, sam}) {
        auto const done = answer(person, composer(person).note_merged(author_of(person), {offer, iri_of(sam)}, ""));
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == Reason::foreign);
    }
    CHECK(seen_by(ada).state == SuggestionState::sent);
}

TEST_CASE_FIXTURE(Suggested, "its suggester may take a suggestion back, until it is answered") {
    CHECK(answer(sam, undo()));
    CHECK(suggestions(ada, guide).empty());
    CHECK(suggestions(sam, guide).empty());
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(Suggested, "where an answer and a taking back cross, both sides see the answer") {
    auto const version = at(ada, guide)->version;
    CHECK(perform(ada, composer(ada).note_merged(author_of(ada), {offer, iri_of(sam)}, version)));
    CHECK(perform(sam, undo()));
    village.settle();
    CHECK(seen_by(ada).state == SuggestionState::merged);
    CHECK(seen_by(sam).state == SuggestionState::merged);
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(Suggested, "a reason that is too long is refused, and not cut") {
    std::string const endless(2001, 'a');
    auto const proposed = whole_guide("Another title");
    auto const offered = perform(sam, composer(sam).suggest(author_of(sam), at(sam, guide).value(), proposed, endless));
    REQUIRE_FALSE(offered);
    CHECK(offered.error().reason() == Reason::too_large);
    auto const declined = answer(ada, composer(ada).decline(author_of(ada), {offer, iri_of(sam)}, endless));
    REQUIRE_FALSE(declined);
    CHECK(declined.error().reason() == Reason::too_large);
    CHECK(seen_by(sam).state == SuggestionState::sent);
}

TEST_CASE_FIXTURE(Suggested, "one person has 20 changes of a guide that wait, and the newest open ones come first") {
    auto const proposed = [&](unsigned which) {
        return with_section(whole_guide(), Section::action, "Way " + std::to_string(which) + ".");
    };
    for (unsigned i = 1; i < 20; ++i) offer = suggest(sam, guide, proposed(i), "");
    auto const one_more = [&] {
        return perform(sam, composer(sam).suggest(author_of(sam), at(sam, guide).value(), proposed(20), ""));
    };
    CHECK(one_more().error().reason() == Reason::too_many);
    CHECK(suggestions(ada, guide).size() == 20);
    CHECK(suggestions(ada, guide).front().iri == offer);

    CHECK(answer(ada, composer(ada).decline(author_of(ada), {offer, iri_of(sam)}, "No")));
    CHECK(suggestions(ada, guide).back().iri == offer);
    CHECK(one_more());
}

TEST_CASE_FIXTURE(Library, "a stranger's suggestions have the same bound, and nobody but the author answers them") {
    auto const guide = publish(ada, whole_guide());
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve");
    auto const say = [&](std::string const& type, std::string const& object) {
        return R"({"id":")" + east.fresh("act") + R"(","type":")" + type + R"(","actor":")" + eve + R"(","to":[")" +
               iri_of(ada) + R"("],"object":)" + object + "}";
    };
    auto const patch = R"({"type":"Patch","object":")" + guide + R"(","previousVersion":")" + at(ada, guide)->version +
                       R"(","name":"Mine"})";
    for (unsigned i = 0; i < 20; ++i) CHECK(east.send(north, eve, say("Offer", patch)));
    CHECK(east.send(north, eve, say("Offer", patch)).error().reason() == Reason::not_allowed);

    auto const offer = suggest(sam, guide, whole_guide("By sam"), "");
    for (auto const* const type : {"Accept", "Reject", "Read", "Undo"})
        CHECK(east.send(north, eve, say(type, "\"" + offer + "\"")).error().reason() == Reason::foreign);
    CHECK(suggestions(sam, guide).at(0).state == SuggestionState::sent);

    CHECK(suggestions(ada, guide).size() == 21);
    CHECK(east.send(north, eve, say("Delete", "\"" + eve + "\"")));
    CHECK(suggestions(ada, guide).size() == 1);  // what somebody suggested who is gone is not shown
}

TEST_CASE("what is longer than any guide is no suggestion") {
    Suggestion suggestion;
    suggestion.guide = "https://north.test/post/1";
    suggestion.base = version_of(whole_guide());
    for (auto const& each : all_sections()) suggestion.sections[each.section] = std::string(longest_section, 'a');
    auto patch = federation::JsonText::object();
    add_suggestion(patch, suggestion, "");
    auto const json = read_json(patch.done());
    CHECK(suggestion_in(json.root()).error().reason() == Reason::too_large);
}

TEST_CASE_FIXTURE(Suggested, "a suggestion that changes nothing, or a version that never was, is refused") {
    auto const current = at(sam, guide).value();
    auto const same = perform(sam, composer(sam).suggest(author_of(sam), current, whole_guide(), ""));
    CHECK(same.error().reason() == Reason::malformed);

    auto never = current;
    never.guide.title = "Never published";
    never.version = version_of(never.guide);
    auto const base = perform(sam, composer(sam).suggest(author_of(sam), never, whole_guide("Other"), ""));
    CHECK(base.error().reason() == Reason::malformed);

    auto const own =
        perform(ada, composer(ada).suggest(author_of(ada), at(ada, guide).value(), whole_guide("Other"), ""));
    CHECK(own.error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(
    Library, "what a school keeps to itself takes no suggestions from outside, and does not exist there"
) {
    auto const hidden = publish(ada, whole_guide(), storage::Audience::here);
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve");
    auto const patch = [&](std::string const& guide) {
        return R"({"id":")" + east.fresh("act") + R"(","type":"Offer","actor":")" + eve + R"(","to":[")" + iri_of(ada) +
               R"("],"object":{"type":"Patch","object":")" + guide + R"(","previousVersion":")" +
               version_of(whole_guide()) + R"(","name":"Mine"}})";
    };
    auto const refused = east.send(north, eve, patch(hidden));
    auto const nothing = east.send(north, eve, patch("https://north.test/post/1"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::unconcerned);
    CHECK(std::string_view{refused.error().detail()} == nothing.error().detail());

    auto const open = publish(ada, whole_guide());
    CHECK(east.send(north, eve, patch(open)));
    CHECK(suggestions(ada, open).size() == 1);
}

TEST_CASE_FIXTURE(Library, "pupils suggest to each other, and to nobody elsewhere") {
    give_account(ben, "ben", true);
    auto const guide = publish(ada, whole_guide());
    suggest(ben, guide, whole_guide("From a pupil"), "");
    CHECK(suggestions(ada, guide).size() == 1);
    CHECK(north.waiting() == 0);

    auto const theirs = publish(sam, whole_guide());
    auto const done =
        perform(ben, composer(ben).suggest(author_of(ben), at(ben, theirs).value(), whole_guide("From a pupil"), ""));
    REQUIRE_FALSE(done);
    CHECK(done.error().reason() == Reason::not_allowed);
}
