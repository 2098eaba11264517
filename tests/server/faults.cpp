#include "tests/server/faults.hpp"

#include "federation/messages/vocabulary.hpp"

namespace collegium::tests {

namespace {

constexpr auto eve = "https://east.test/u/eve";

void begin(DraftMessage& draft, std::string const& type, std::uint64_t number) {
    draft.activity = {};
    draft.activity.text("id", "https://east.test/activities/" + std::to_string(number));
    draft.activity.text("type", type);
    draft.activity.text("actor", eve);
    draft.has_object = false;
}

void publish(DraftMessage& draft, Known const& known, std::string const& id) {
    draft.has_object = true;
    draft.object = {};
    draft.object.text("id", "https://east.test" + id);
    draft.object.text("type", "Note");
    draft.object.text("attributedTo", eve);
    draft.object.text("content", "<p>What is <b>it</b>?</p>");
    draft.object.text("published", "2026-09-01T09:00:00Z");
    draft.object.text("audience", known.community);
    draft.object.set("to", "[\"" + std::string{federation::vocabulary::public_audience} + "\"]");
}

}  // namespace

void make_follow(DraftMessage& draft, Known const& known, std::uint64_t number) {
    begin(draft, "Follow", number);
    draft.activity.text("object", known.community);
}

void make_question(DraftMessage& draft, Known const& known, std::uint64_t number) {
    begin(draft, "Create", number);
    publish(draft, known, "/post/" + std::to_string(number));
}

void make_answer(DraftMessage& draft, Known const& known, std::uint64_t number) {
    begin(draft, "Create", number);
    publish(draft, known, "/comment/" + std::to_string(number));
    draft.object.text("inReplyTo", known.others);
}

Faults all_faults() {
    Faults all;
    for (auto const& some :
         {faults_of_types(),
          faults_of_fields(),
          faults_of_objects(),
          faults_of_authority(),
          faults_of_nesting(),
          faults_of_encoding(),
          faults_of_cavage(),
          faults_of_rfc9421(),
          faults_of_requests()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace collegium::tests
