// What can be wrong with the members of an activity, while it is JSON and well signed.
#include "federation/messages/json_text.hpp"
#include "tests/server/faults.hpp"

namespace collegium::tests {

namespace {

constexpr auto eve = "https://east.test/u/eve";

// What is no https address of anything.
std::string no_address(Dice& dice) {
    if (dice.one_in(8)) return federation::quoted("https://east.test/" + dice.letters(dice.between(2100, 9000)));
    return dice.pick(
        {"null",
         "0",
         "1",
         "-7.5",
         "true",
         "false",
         "[]",
         "{}",
         "[[]]",
         "[{}]",
         R"({"name":"eve"})",
         R"("")",
         R"(" ")",
         R"("eve")",
         R"("/u/eve")",
         R"("//east.test/u/eve")",
         R"("east.test/u/eve")",
         R"("http://east.test/u/eve")",
         R"("HTTPS://east.test/u/eve")",
         R"("https:/east.test/u/eve")",
         R"("https:east.test")",
         R"("https://")",
         R"("https:///u/eve")",
         R"("https://east/u/eve")",
         R"("https://127.0.0.1/u/eve")",
         R"("https://127.1/u/eve")",
         R"("https://[::1]/u/eve")",
         R"("https://east.test\\@north.test/")",
         R"("https://eve@east.test/u/eve")",
         R"("https://east.test:0/u/eve")",
         R"("https://east.test:99999/u/eve")",
         R"("https://EAST.test/u/eve")",
         R"("https://east.test./u/eve")",
         R"("https://east..test/u/eve")",
         R"("https://east.test/u/e ve")",
         R"("https://east.test/u/eve\u0000")",
         R"("https://east.test/u/eve\n")",
         R"("urn:uuid:1")",
         R"("acct:eve@east.test")",
         R"("data:,eve")",
         R"("file:///u/eve")",
         R"("javascript:x")",
         R"("1")",
         R"("/uid/1")",
         R"("as:Public")"}
    );
}

// The same where a list is not taken apart either.
std::string no_single_address(Dice& dice) {
    if (dice.one_in(2)) return no_address(dice);
    std::string const one = federation::quoted(eve);
    std::string const other = dice.pick({R"("https://east.test/u/mallory")", R"("https://north.test/u/ada")", "1"});
    if (dice.one_in(2)) return "[" + one + "," + other + "]";
    return dice.one_in(2) ? "[" + other + "," + one + "]" : "[[" + one + "]]";
}

// One value in the place of a member.
Fault with(std::string name, unsigned status, std::string member, std::string (*value)(Dice&)) {
    return {
        std::move(name), status, [member = std::move(member), value](Dice& dice, DraftMessage& draft, Known const&) {
            draft.activity.set(member, value(dice));
        }};
}

Fault in_object(std::string name, unsigned status, std::string member, std::string (*value)(Dice&)) {
    return {
        std::move(name),
        status,
        [member = std::move(member), value](Dice& dice, DraftMessage& draft, Known const& known) {
            make_question(draft, known, dice.between(1'000'000, 9'999'999));
            draft.object.set(member, value(dice));
        }};
}

Fault without(std::string name, std::string member) {
    return {std::move(name), 400, [member = std::move(member)](Dice&, DraftMessage& draft, Known const&) {
                draft.activity.drop(member);
                if (member == "object") draft.has_object = false;
            }};
}

std::string id_elsewhere(Dice& dice) {
    return federation::quoted(
        dice.pick(
            {"https://west.test/activities/",
             "https://north.test/activities/follow/",
             "https://sub.east.test/",
             "https://east.test.west.test/",
             "https://east.test:444/activities/"}
        ) +
        dice.letters(8)
    );
}

std::string type_unknown(Dice& dice) {
    if (dice.one_in(2)) return federation::quoted(dice.letters(dice.between(1, 400)));
    return dice.pick(
        {R"("Dance")",
         R"("follow")",
         R"("CREATE")",
         R"("Create ")",
         R"("as:Create")",
         R"(["Dance"])",
         R"("\u0000")",
         R"("https://www.w3.org/ns/activitystreams#Create")",
         R"("Arrive")",
         R"("Travel")",
         R"("<script>")",
         R"([1,"Dance"])",
         R"("Kré\u00e4t")"}
    );
}

std::string type_none(Dice& dice) {
    return dice.pick(
        {"null",
         "0",
         "5",
         "true",
         "false",
         "{}",
         "[]",
         R"("")",
         "[1,2]",
         "[null]",
         R"([["Follow"]])",
         R"([{"type":"Follow"}])",
         R"({"type":"Follow"})",
         R"({"@value":"Create"})",
         "[{}]",
         "1e3"}
    );
}

std::string number(Dice& dice) {
    return std::to_string(dice.below(1000));
}
std::string local_author(Dice& dice) {
    return federation::quoted("https://north.test/" + dice.pick({"u/ada", "u/root", "uid/1", "c/club", ""}));
}
std::string other_author(Dice& dice) {
    return federation::quoted("https://east.test/u/" + dice.letters(6));
}
std::string other_author_object(Dice& dice) {
    return R"({"type":"Person","id":)" + other_author(dice) + "}";
}
std::string id_of_object_elsewhere(Dice& dice) {
    return federation::quoted(
        dice.pick({"https://north.test/post/", "https://west.test/post/", "https://east.test:444/"}) + dice.letters(7)
    );
}

}  // namespace

Faults faults_of_types() {
    return {
        with("a type that nobody knows", 202, "type", type_unknown),
        with("a type that is no text", 400, "type", type_none),
        without("no type", "type"),
        {"a type inside the object only", 400, [](Dice& dice, DraftMessage& draft, Known const& known) {
             make_question(draft, known, dice.between(1'000'000, 9'999'999));
             draft.activity.drop("type");
         }}};
}

Faults faults_of_fields() {
    return {
        without("no id", "id"),
        without("no actor", "actor"),
        without("no object", "object"),
        with("an id that is no address", 400, "id", no_address),
        with(
            "an id that is a list",
            400,
            "id",
            [](Dice&) { return std::string{R"(["https://east.test/activities/1"])"}; }
        ),
        with(
            "an id that is an object", 400, "id", [](Dice&) { return std::string{R"({"id":"https://east.test/1"})"}; }
        ),
        with("an actor that is no address", 400, "actor", no_address),
        with("more than one actor", 400, "actor", no_single_address),
        with("an id at another origin than its actor", 400, "id", id_elsewhere),
        {"an object that is null", 400, [](Dice&, DraftMessage& draft, Known const&) {
             draft.has_object = false;
             draft.activity.set("object", "null");
         }}};
}

Faults faults_of_objects() {
    Faults faults{
        in_object("an object whose id is no address", 400, "id", no_address),
        in_object("an author that is no address", 400, "attributedTo", no_address),
        in_object("more than one author (NodeBB 813c37a672)", 400, "attributedTo", no_single_address),
        in_object("an author that is a number (NodeBB attributedTo)", 400, "attributedTo", number),
        in_object("an author of ours (NodeBB f93507a640)", 403, "attributedTo", local_author),
        in_object("an author who is somebody else", 403, "attributedTo", other_author),
        in_object("an author who is somebody else, whole", 403, "attributedTo", other_author_object),
        in_object("an object at another origin than its author", 403, "id", id_of_object_elsewhere)};
    for (std::string const member : {"id", "attributedTo"})
        faults.push_back(
            {"an object without " + member,
             400,
             [member](Dice& dice, DraftMessage& draft, Known const& known) {
                 make_question(draft, known, dice.between(1'000'000, 9'999'999));
                 draft.object.drop(member);
             }}
        );
    faults.push_back(
        {"an object that is nothing of the kind",
         400,
         [](Dice& dice, DraftMessage& draft, Known const& known) {
             make_question(draft, known, dice.between(1'000'000, 9'999'999));
             draft.has_object = false;
             draft.activity.set("object", dice.pick({"1", "true", "[]", "{}", R"("")", "[[]]", "-0.5"}));
         }}
    );
    return faults;
}

}  // namespace collegium::tests
