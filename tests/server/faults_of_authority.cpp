// Well-formed activities about what is not the sender's, or is known, or concerns nobody here.
#include "federation/messages/json_text.hpp"
#include "tests/server/faults.hpp"

namespace collegium::tests {

using federation::JsonText;

namespace {

constexpr auto eve = "https://east.test/u/eve";

void say(DraftMessage& draft, std::string const& type, std::string object) {
    draft.has_object = false;
    draft.activity.text("type", type);
    draft.activity.set("object", std::move(object));
}

// A whole activity of somebody, as it stands inside another.
std::string inner(std::string const& id, std::string const& type, std::string const& actor, std::string const& object) {
    return JsonText::object().text("id", id).text("type", type).text("actor", actor).text("object", object).done();
}

void name_another_actor(Dice& dice, DraftMessage& draft, Known const&) {
    draft.activity.text("actor", "https://east.test/u/" + dice.letters(6));
}

void claim_to_be_ours(Dice& dice, DraftMessage& draft, Known const&) {
    draft.activity.text("id", "https://north.test/activities/follow/" + dice.letters(8));
    draft.activity.text("actor", "https://north.test/" + dice.pick({"u/ada", "c/club", ""}));
}

void delete_of_others(Dice& dice, DraftMessage& draft, Known const& known) {
    auto const thing = federation::quoted(known.others);
    say(draft, "Delete", dice.one_in(2) ? thing : R"({"type":"Tombstone","id":)" + thing + "}");
}

void undo_of_others(Dice& dice, DraftMessage& draft, Known const& known) {
    auto const whole = inner(known.others_follow, "Follow", "https://north.test/u/ada", known.community);
    say(draft, "Undo", dice.one_in(2) ? whole : federation::quoted(known.others_follow));
}

void update_of_others(Dice& dice, DraftMessage& draft, Known const& known) {
    make_question(draft, known, dice.between(1'000'000, 9'999'999));
    draft.activity.text("type", "Update");
    draft.object.text("id", known.others);
    if (dice.one_in(2)) draft.object.text("attributedTo", "https://north.test/u/ada");
}

// CVE-2024-37903: a Create that names a thing of somebody else.
void create_over_others(Dice& dice, DraftMessage& draft, Known const& known) {
    make_question(draft, known, dice.between(1'000'000, 9'999'999));
    draft.object.text("id", known.others);
}

void accept_ones_own(Dice& dice, DraftMessage& draft, Known const& known) {
    auto const whole = inner(known.follow, "Follow", eve, known.community);
    say(draft, dice.pick({"Accept", "Reject"}), dice.one_in(2) ? whole : federation::quoted(known.follow));
}

void choose_nothing(Dice& dice, DraftMessage& draft, Known const&) {
    say(draft,
        "ChooseAnswer",
        federation::quoted(dice.pick({"/comment/1", "1", "http://east.test/comment/1", "urn:x:1"})));
}

void delete_nothing(Dice& dice, DraftMessage& draft, Known const&) {
    say(draft, "Delete", dice.pick({"1", "{}", R"("")", R"("/post/1")", R"({"type":"Tombstone"})", R"(["x"])"}));
}

void come_again(Dice& dice, DraftMessage& draft, Known const& known) {
    if (dice.one_in(2)) make_question(draft, known, dice.between(1'000'000, 9'999'999));
    draft.activity.text("id", known.follow);
}

void repeat_the_question(Dice& dice, DraftMessage& draft, Known const& known) {
    make_question(draft, known, dice.between(1'000'000, 9'999'999));
    draft.object.text("id", known.question);
}

void update_from_the_past(Dice& dice, DraftMessage& draft, Known const& known) {
    make_question(draft, known, dice.between(1'000'000, 9'999'999));
    draft.activity.text("type", "Update");
    draft.object.text("id", known.question);
    draft.object.text("updated", dice.pick({"2001-01-01T00:00:00Z", "2026-08-01T00:00:00Z", "never", ""}));
}

void follow_elsewhere(Dice& dice, DraftMessage& draft, Known const&) {
    say(draft,
        "Follow",
        federation::quoted(
            "https://" + dice.pick({"south.test", "east.test", "north.test.west.test"}) + "/c/" + dice.letters(5)
        ));
}

void accept_the_unknown(Dice& dice, DraftMessage& draft, Known const&) {
    auto const follow = "https://north.test/activities/follow/" + dice.letters(9);
    say(draft, dice.pick({"Accept", "Reject"}), federation::quoted(follow));
}

// Nobody here follows eve: what she passes on is kept only where it is a member's own.
void announce_to_nobody(Dice& dice, DraftMessage& draft, Known const& known) {
    auto const like = inner("https://east.test/activities/" + dice.letters(7), "Create", eve, known.question);
    auto const strange = "https://east.test/post/" + dice.letters(7);
    say(draft, "Announce", dice.one_in(2) ? like : federation::quoted(dice.one_in(2) ? known.question : strange));
}

}  // namespace

Faults faults_of_authority() {
    return {
        {"signed by another than its actor (CVE-2025-54888)", 403, name_another_actor},
        {"an actor of ours", 403, claim_to_be_ours},
        {"a Delete of somebody else's question", 403, delete_of_others},
        {"an Undo of somebody else's act", 403, undo_of_others},
        {"an Update of somebody else's question (CVE-2026-73090)", 403, update_of_others},
        {"a Create over somebody else's question (CVE-2024-37903)", 403, create_over_others},
        {"an answer to one's own Follow", 403, accept_ones_own},
        {"a choice of nothing", 400, choose_nothing},
        {"a Delete of nothing", 400, delete_nothing},
        {"an id that came before", 202, come_again},
        {"a Create of what is known", 202, repeat_the_question},
        {"an Update that is not newer", 202, update_from_the_past},
        {"a Follow between others", 202, follow_elsewhere},
        {"an answer to a Follow that never was", 202, accept_the_unknown},
        {"an Announce that nobody here waits for", 202, announce_to_nobody}};
}

}  // namespace collegium::tests
