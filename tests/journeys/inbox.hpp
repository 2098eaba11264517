// Inbox: one school that serves, for all tests of what is sent to it.
#pragma once

#include "tests/journeys/partner.hpp"
#include "tests/journeys/school.hpp"

namespace collegium::journeys {

// A school with one partner, and a stranger whom it does not know.
class Inbox {
public:
    static Inbox& instance() {
        static Inbox one;
        return one;
    }

    HttpAnswer send(HttpRequest const& request) { return HttpClient{school}.send(request); }
    HttpAnswer send_signed(Letter const& letter) { return send(partner.sign(letter, school)); }

    std::string community() const { return '"' + school.origin() + "/c/algebra\""; }

    std::size_t refusals_in_log() const {
        auto const log = school.log();
        std::size_t count = 0;
        for (auto place = log.find("refused a message"); place != std::string::npos;
             place = log.find("refused a message", place + 1))
            ++count;
        return count;
    }

    Neighbourhood neighbourhood;
    School school{neighbourhood, "inbox-school"};
    Partner partner{neighbourhood, "inbox-partner"};
    Partner stranger{neighbourhood, "inbox-stranger"};

private:
    Inbox() {
        school.add_partner(partner.domain());
        school.add_person("ada", "Ada Okafor");
        school.add_community("algebra", "Algebra", "ada");
        school.serve();
    }
};

}  // namespace collegium::journeys
