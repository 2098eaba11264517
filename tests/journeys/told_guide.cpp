#include "tests/journeys/guide_village.hpp"

namespace collegium::journeys {

namespace {

using reviews::ReviewTrack;
using reviews::ReviewVerdict;

class Written {
public:
    Written() {
        village.start();
        village.settle();
        village.ask();
        village.want_it_too();
        village.answer();
        village.accept();
        village.write_guide();
        village.stop();
        for (auto const* school : village.schools()) school->keep();
    }

    GuideVillage village{"guide"};
    bool is_told = false;
};

Written& written() {
    static Written one;
    return one;
}

// A change is asked for, made, and found good.
void have_it_reviewed(GuideVillage& village) {
    village.ask_for_review(village.ben.address(), ReviewTrack::peer);
    village.ask_for_review(village.eva.address(), ReviewTrack::expert);
    village.review(village.ben, {ReviewTrack::peer, ReviewVerdict::major, "Say what it costs."});
    village.review(village.eva, {ReviewTrack::expert, ReviewVerdict::accept, "It says what is known."});
    village.revise({{"cost", "Ten minutes a week, and no money."}});
    village.ask_for_review(village.ben.address(), ReviewTrack::peer);
    village.ask_for_review(village.eva.address(), ReviewTrack::expert);
    village.review(village.ben, {ReviewTrack::peer, ReviewVerdict::accept, "Now I would begin tomorrow."});
    village.review(village.eva, {ReviewTrack::expert, ReviewVerdict::accept, "Still so."});
}

void have_it_adopted(GuideVillage& village) {
    village.publish_tool();
    village.adopt();
    village.measure_before();
    village.await_everywhere(
        [&](School const& school) { return village.roll_up_at(school).adopted == 1; }, "it is not known who adopted it"
    );
    village.measure_after();
    village.await_everywhere(
        [&](School const& school) { return village.roll_up_at(school).followed_up == 1; }, "no follow-up"
    );
}

}  // namespace

GuideVillage& written_guide() {
    auto& [village, is_told] = written();
    is_told = false;
    for (auto* school : village.schools()) {
        if (school->is_serving()) school->kill();
        school->bring_back();
    }
    village.start();
    return village;
}

GuideVillage& told_guide() {
    if (written().is_told) return written().village;
    auto& village = written_guide();
    have_it_reviewed(village);
    have_it_adopted(village);
    written().is_told = true;
    return village;
}

}  // namespace collegium::journeys
