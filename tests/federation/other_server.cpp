#include "tests/federation/other_server.hpp"

#include "crypto/digest.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"

namespace collegium::tests {

using federation::JsonText;

OtherServer::OtherServer(Village& village, std::string host) : village_{village}, host_{std::move(host)} {
    village_.scripted[host_] = [traffic = traffic_](federation::OutgoingRequest const& request) {
        if (request.method == "POST") {
            traffic->received.push_back(request.body);
            return status(202);
        }
        ++traffic->fetches;
        auto const page = traffic->pages.find(request.target);
        return page == traffic->pages.end() ? status(404) : page->second;
    };
}

std::string OtherServer::person(std::string const& name) {
    return add("/u/" + name, "Person", name);
}

std::string OtherServer::group(std::string const& name) {
    return add("/c/" + name, "Group", name);
}

std::string OtherServer::add(std::string const& path, std::string const& type, std::string const& name) {
    auto const id = "https://" + host_ + path;
    auto const key = JsonText::object()
                         .text("id", id + "#main-key")
                         .text("owner", id)
                         .text("publicKeyPem", spare_keys(1).rsa.public_key().pem())
                         .done();
    auto text = JsonText::object();
    text.text("id", id)
        .text("type", type)
        .text("preferredUsername", name)
        .text("inbox", id + "/inbox")
        .text("outbox", id + "/outbox")
        .text("followers", id + "/followers")
        .raw("endpoints", JsonText::object().text("sharedInbox", "https://" + host_ + "/inbox").done())
        .raw("publicKey", key);
    pages[path] = document("application/activity+json", text.done());
    return id;
}

Result<storage::Seq> OtherServer::send(School& to, std::string const& actor, std::string const& body) {
    auto const host = to.settings.node.domain;
    federation::SignedPost post;
    post.target = "/inbox";
    post.body = body;
    post.fields = {
        {"Host", host},
        {"Date", to_http_date(village_.clock.now())},
        {"Digest", crypto::digest_field(crypto::bytes_of(body))},
        {"Content-Type", "application/activity+json"}};
    auto const origin = "https://" + host;
    std::vector<std::string_view> const covered{"(request-target)", "host", "date", "digest", "content-type"};
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    post.fields.push_back(
        {"Signature", crypto::sign_cavage(view, actor + "#main-key", covered, spare_keys(1).rsa).value()}
    );
    auto const seq = village_.run(federation::receive(to.node, std::move(post)));
    village_.settle();
    return seq;
}

std::string OtherServer::fresh(std::string const& kind) {
    return "https://" + host_ + "/" + kind + "/" + std::to_string(++counter_);
}

std::optional<federation::timeline::PostView> post_at(School const& school, std::string const& iri) {
    return school.node.store.read(
        [&](auto const& tx, auto const& tables) -> std::optional<federation::timeline::PostView> {
            auto const handle = storage::find_handle(tx, tables, iri);
            auto post = handle ? federation::timeline::find_post(tx, tables, *handle) : std::nullopt;
            if (post && post->accepted) post->acceptances = federation::timeline::acceptances_of(tx, tables, *post, {});
            return post;
        }
    );
}

federation::Author author_of(Person const& person) {
    return federation::author_of(person.school->node, person.handle).value();
}

Result<storage::Seq> perform(Person const& person, federation::Composed const& composed) {
    return federation::perform_now(person.school->node, composed);
}

federation::Composer composer_of(Person const& person) {
    return federation::composer_of(person.school->node);
}

std::string member_of(std::string const& json, std::string const& path) {
    auto const document = federation::Json::read_object(json).value();
    auto const* value = &document.root();
    for (std::size_t from = 0; from <= path.size();) {
        auto const dot = std::min(path.find('.', from), path.size());
        value = federation::member(*value, path.substr(from, dot - from));
        if (value == nullptr) return {};
        from = dot + 1;
    }
    return value->IsString() ? std::string{federation::text_of(*value)} : federation::to_text(*value);
}

}  // namespace collegium::tests
