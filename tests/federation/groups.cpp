#include "tests/federation/groups.hpp"

#include "federation/messages/json_text.hpp"
#include "tests/federation/people.hpp"

namespace collegium::tests {

namespace {

std::string text(std::string const& value) {
    return federation::quoted(value);
}

}  // namespace

Groups::Groups() {
    north.partner_with("lemmy.test");
}

std::string Groups::act(
    std::string const& type, std::string const& actor, std::string const& object, std::string const& more
) {
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":)" + text(lemmy.fresh("activities")) +
           R"(,"type":)" + text(type) + R"(,"actor":)" + text(actor) + R"(,"object":)" + object + R"(,"to":[)" +
           everyone + "]" + more + "}";
}

GroupsAndFay::GroupsAndFay() {
    north.partner_with("far.test");
}

std::string GroupsAndFay::fay_does(std::string const& type, std::string const& object, std::string const& more) {
    constexpr std::string_view theirs = R"("id":"https://lemmy.test/)";
    auto body = act(type, fay, object, more);
    return body.replace(body.find(theirs), theirs.size(), R"("id":"https://far.test/)");
}

Result<storage::Seq> Groups::send(std::string const& actor, std::string const& body) {
    return lemmy.send(north, actor, body);
}

std::string Groups::write(
    std::string const& author, std::string const& type, std::string const& to, std::string const& more
) {
    auto const id = planned.empty() ? lemmy.fresh("post") : std::exchange(planned, "");
    auto const object = R"({"id":)" + text(id) + R"(,"type":)" + text(type) + R"(,"attributedTo":)" + text(author) +
                        R"(,"to":[)" + text(to) + "," + everyone + R"(],"cc":[],"audience":)" + text(to) +
                        R"(,"published":"2026-09-01T10:00:00Z")" + more + "}";
    auto const create = act("Create", author, object, R"(,"cc":[)" + text(to) + R"(],"audience":)" + text(to));
    static_cast<void>(to == math ? send(math, announce(create)) : send(author, create));
    return id;
}

std::string Groups::article(std::string const& author, std::string const& to, std::string const& title) {
    return write(author, "Page", to, R"(,"name":)" + text(title) + R"(,"content":"<p>Words</p>","attachment":[])");
}

std::string Groups::note(std::string const& author, std::string const& to, std::string const& parent) {
    return write(author, "Note", to, R"(,"content":"<p>A reply</p>","inReplyTo":)" + text(parent));
}

void Groups::follow_math() {
    meet(village, north, math);
    ben.follow(math);
    village.settle();
}

std::vector<std::string> Groups::announced(std::string const& inner_type) const {
    std::vector<std::string> found;
    for (auto const& body : lemmy.received)
        if (member_of(body, "type") == "Announce" && member_of(body, "object.type") == inner_type)
            found.push_back(body);
    return found;
}

}  // namespace collegium::tests
