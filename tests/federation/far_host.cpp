#include "tests/federation/far_host.hpp"

#include "crypto/digest.hpp"
#include "federation/messages/json_text.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <array>

namespace collegium::tests {

using federation::IncomingResponse;
using federation::JsonText;
using federation::OutgoingRequest;

FarHost::FarHost(Village& village, School& school, std::string const& name)
    : village_{village}, school_{school}, host_{name}, keys_{spare_keys(1)} {
    school_.partner_with(host_);
    village.scripted[host_] = [this](OutgoingRequest const& request) { return respond(request); };
}

IncomingResponse FarHost::respond(OutgoingRequest const& request) {
    if (request.method == "POST") {
        posts_.push_back(request);
        return answer ? answer(request) : status(202);
    }
    if (!request.target.starts_with("/u/")) return status(404);
    auto const person = request.target.substr(3);
    ++fetched[person];
    return gone.contains(person) ? status(410) : document("application/activity+json", document_of(person));
}

std::string FarHost::document_of(std::string const& person) const {
    auto const id = "https://" + host_ + "/u/" + person;
    auto const key = JsonText::object()
                         .text("id", id + "#main-key")
                         .text("owner", id)
                         .text("publicKeyPem", keys_.rsa.public_key().pem())
                         .done();
    auto document = JsonText::object();
    document.text("id", id).text("type", "Person").text("preferredUsername", person).text("inbox", id + "/inbox");
    if (has_shared_inbox)
        document.raw("endpoints", JsonText::object().text("sharedInbox", "https://" + host_ + "/inbox").done());
    return document.raw("publicKey", key).done();
}

void FarHost::follow(std::string const& community, std::string const& person) {
    auto const actor = "https://" + host_ + "/u/" + person;
    federation::SignedPost post;
    post.target = "/inbox";
    post.body = JsonText::object()
                    .text("id", "https://" + host_ + "/activities/" + std::to_string(++follows_))
                    .text("type", "Follow")
                    .text("actor", actor)
                    .text("object", community)
                    .done();
    auto const origin = school_.settings.origin();
    post.fields = {
        {"Host", school_.settings.node.domain},
        {"Date", to_http_date(village_.clock.now())},
        {"Digest", crypto::digest_field(crypto::bytes_of(post.body))},
        {"Content-Type", "application/activity+json"}};
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    constexpr std::array<std::string_view, 5> covered{"(request-target)", "host", "date", "digest", "content-type"};
    post.fields.push_back({"Signature", crypto::sign_cavage(view, actor + "#main-key", covered, keys_.rsa).value()});
    REQUIRE(village_.run(federation::receive(school_.node, std::move(post))));
    village_.settle();
    REQUIRE(count("\"Accept\"") > 0);
    forget();
}

std::size_t FarHost::count(std::string_view text) const {
    auto const has_it = [&](OutgoingRequest const& post) { return post.body.find(text) != std::string::npos; };
    return static_cast<std::size_t>(std::ranges::count_if(posts_, has_it));
}

}  // namespace collegium::tests
