// A node with one community, a partner that is not ours, and the status that each message is answered with.
#pragma once

#include "tests/federation/east.hpp"
#include "tests/federation/hand_signed.hpp"
#include "tests/federation/sent.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

namespace collegium::tests {

struct SignedInbox : Front {
    SignedInbox() {
        static_cast<void>(found("club"));
        north.partner_with("east.test");
    }

    // A Follow of the community by eve, each time another one.
    Letter letter() { return east.letter(east.follow("https://east.test/activities/" + std::to_string(++follows))); }

    federation::SignedPost post() { return east.signed_by_cavage(letter()); }

    // Through the whole front: the status on the wire, and whether something was kept goes with it.
    unsigned status_of(federation::SignedPost const& message) {
        auto const before = north.entries();
        auto request = request_for(server::Method::post, message.target);
        request.fields = message.fields;
        request.body = message.body;
        auto const status = answer(std::move(request)).status();
        CHECK((north.entries() > before) == (status == 202));
        return status;
    }

    std::int64_t now() const {
        return std::chrono::floor<std::chrono::seconds>(village.clock.now()).time_since_epoch().count();
    }

    East east{village};
    unsigned follows = 0;
};

}  // namespace collegium::tests
