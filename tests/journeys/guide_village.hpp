// Guide village: two schools, a university and a college that agreed with each other, and a guide that grows out of one
// question. Everybody acts on the pages of their own node.
#pragma once

#include "federation/adoption/reading.hpp"
#include "federation/guides/reading.hpp"
#include "federation/reviews/reading.hpp"
#include "federation/reviews/requests.hpp"
#include "tests/journeys/member.hpp"

#include <array>

namespace collegium::journeys {

namespace adoption = federation::adoption;
namespace guides = federation::guides;
namespace reviews = federation::reviews;

struct GuideWords {
    std::string question = "Does retrieval practice help with fractions in Year 7?";
    std::string research =
        "Short quizzes help if they are spaced: <https://doi.org/10.1000/one>, "
        "<https://doi.org/10.1000/two>.";
    std::string practice = "Three questions at the beginning of each lesson worked with us.";
    std::string reason = "It says what to read.";
    std::string title = "Retrieval practice with fractions";
    std::string tool = "Fractions quiz";
};

struct Opinion {
    reviews::ReviewTrack track{};
    reviews::ReviewVerdict verdict{};
    std::string words;
};

class GuideVillage {
public:
    // The names of its nodes begin with `name`.
    explicit GuideVillage(std::string const& name);

    std::array<School*, 4> schools() { return {&hillside, &northfield, &riverside, &lakeside}; }
    std::array<School const*, 4> schools() const { return {&hillside, &northfield, &riverside, &lakeside}; }

    void start();
    void stop();

    // The steps. Each waits until what was done is known wherever somebody goes on with it, and throws if it does not
    // come there.
    void settle();  // everybody signs in and joins, and guides need people of both sides
    void ask();
    void want_it_too();  // Ben at Riverside, and two people of Lakeside
    void answer();
    void accept();
    void write_guide();  // from the question: by Ada, with Cora and Nadia
    void ask_for_review(std::string const& whom, reviews::ReviewTrack track);  // Ada, of the newest version
    void review(Member& reviewer, Opinion const& opinion);                     // takes the request on, and answers it
    void revise(Fields const& changes);
    void publish_tool();
    void adopt();           // Ruth, for Lakeside, the newest version
    void measure_before();  // the baseline
    void measure_after();   // twelve weeks later by the days in the form: when it is written down is for the school

    // What a school knows by itself.
    std::string version_at(School const& school) const;  // the name of the guide's newest
    std::vector<reviews::ReviewView> reviews_at(School const& school) const;
    reviews::GateResult gate_at(School const& school, std::string const& version) const;
    adoption::RollUp roll_up_at(School const& school) const;
    std::vector<adoption::AdoptionView> adoptions_at(School const& school) const;
    std::vector<reviews::RequestView> queue_of(Member const& member) const;
    std::optional<timeline::PostView> answer_of(Member const& member, School const& school) const;

    // The page of the guide as anybody reads it there.
    HttpAnswer guide_page(School const& school) const;

    void await(std::function<bool()> const& holds, std::string const& complaint) const;
    void await_everywhere(std::function<bool(School const&)> const& holds, std::string const& complaint) const;

    std::string community_path(Member const& member) const;

    Neighbourhood neighbourhood;
    School hillside, northfield, riverside, lakeside;
    Member ada, dan;     // teachers at Hillside
    Member cora, nadia;  // a researcher, and a teacher of the university's own school
    Member ben;          // a teacher at Riverside
    Member eva, ruth;    // an expert, and the research lead of Lakeside
    GuideWords words;
    std::string question, guide, tool;  // IRIs
    std::string first_version;          // of the guide

private:
    std::array<Member*, 7> everybody() { return {&ada, &dan, &cora, &nadia, &ben, &eva, &ruth}; }
    void join(Member& member);
    bool is_member(Member& member) const;
    std::string measures_page();
    Fields baseline(std::string const& page);
};

// The one village of the program's guides. Nodes are started for it once; what happened before is undone.
GuideVillage& written_guide();  // the guide was just published, and nobody has reviewed it
GuideVillage& told_guide();     // told to the end; only to be looked at

}  // namespace collegium::journeys
