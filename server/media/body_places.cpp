#include "server/media/body_places.hpp"

#include "server/api_gate.hpp"
#include "server/app.hpp"
#include "server/cookies.hpp"
#include "server/media/upload_limit.hpp"
#include "server/media/workshop.hpp"

#include <map>
#include <mutex>

namespace collegium::server::media {

using storage::Handle;

struct BodyPlaces::Inside {
    std::mutex mutex;  // guards both
    unsigned taken = 0;
    std::map<Handle, unsigned> of_member;

    Result<void> count(Handle member) {
        std::lock_guard const lock{mutex};
        if (taken == most) return Refusal{Reason::unavailable, "all places for large bodies are taken"};
        auto& of_one = of_member[member];
        if (of_one == most_of_one) return Refusal{Reason::too_many, "as many large bodies as one member may send"};
        ++of_one;
        ++taken;
        return {};
    }

    void give_back(Handle member) {
        std::lock_guard const lock{mutex};
        --taken;
        auto const at = of_member.find(member);
        if (--at->second == 0) of_member.erase(at);
    }
};

namespace {

// By the token of a program, or by the cookie of a browser.
Handle bringer(App const& app, Request const& head) {
    Call call;
    call.request = head;
    auto const known = recognise_bearer(app, call);
    if (known && call.member) return call.member->actor;
    auto const member = app.sign_ins.member_of(cookies::value_of(head, cookies::sign_in));
    return member ? member->actor : Handle{0};
}

}  // namespace

BodyPlaces::BodyPlaces() : inside_{std::make_shared<Inside>()} {}

Result<std::shared_ptr<void const>> BodyPlaces::take(Handle member) {
    if (auto const counted = inside_->count(member); !counted) return counted.error();
    auto const give_back = [inside = inside_, member](void const*) { inside->give_back(member); };
    return std::shared_ptr<void const>{inside_.get(), give_back};
}

Result<Leave> leave_for_body(App const& app, Request const& head) {
    auto const most = most_body(app, head);
    if (most == 0) return Leave{};
    auto place = app.pictures.body_places().take(bringer(app, head));
    if (!place) return place.error();
    return Leave{most, *std::move(place)};
}

}  // namespace collegium::server::media
