#include "tests/journeys/village.hpp"

namespace collegium::journeys {

namespace {

class Settled {
public:
    Settled() {
        village.start();
        village.settle();
        village.stop();
        for (auto const* school : village.schools()) school->keep();
    }

    Village village{"settled"};
};

}  // namespace

Village& settled_village() {
    static Settled settled;
    auto& village = settled.village;
    for (auto* school : village.schools()) {
        if (school->is_serving()) school->kill();
        school->bring_back();
    }
    village.start();
    return village;
}

}  // namespace collegium::journeys
