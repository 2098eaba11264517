// Who is named to people outside: a member who turns out to be a pupil is not, wherever their name stood before.
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

// Nora facilitates, and accepted an answer to Ada's question.
struct NamedOutside : Front {
    NamedOutside() {
        rename("https://north.test/u/nora", "Nora Lindqvist");
        question = ada.ask("https://north.test" + community, "What is a group?");
        settle();
        auto const answer = ada.answer(question, "A set with an operation.");
        settle();
        REQUIRE(nora.accept(answer));
        settle();
        answer_number = answer.substr(answer.rfind('/') + 1);
    }

    bool names_nora(std::string const& target) { return shows(get(target), "Nora Lindqvist"); }

    Person ada = add_person("ada"), nora = add_person("nora");
    std::string community = found("algebra", "nora");
    std::string question, answer_number;
};

}  // namespace

TEST_CASE_FIXTURE(NamedOutside, "guests read who runs a community and who accepted an answer, but not of a pupil") {
    auto const thread = path_of(question), thing = "/api/collegium/v1/things/" + answer_number;
    for (auto const& place : {community, thread, thing}) CHECK_MESSAGE(names_nora(place), place);

    give_account(nora, "nora", true);

    for (auto const& place : {community, thread, thing}) CHECK_MESSAGE(!names_nora(place), place);
    CHECK(shows(get(thread), "Accepted answer"));
    auto ada_there = Browser::of(*this, "ada");
    for (auto const& place : {community, thread}) CHECK_MESSAGE(shows(ada_there.get(place), "Nora Lindqvist"), place);
}
