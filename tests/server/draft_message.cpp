#include "tests/server/draft_message.hpp"

#include "crypto/digest.hpp"
#include "federation/messages/json_text.hpp"

#include <algorithm>
#include <stdexcept>

namespace collegium::tests {

using federation::SignedPost;

namespace {

std::string text_of(DraftMessage const& draft) {
    auto activity = draft.activity;
    if (draft.has_object) activity.set("object", draft.object.json());
    auto text = activity.json();
    if (draft.once_written) draft.once_written(text);
    return text;
}

std::vector<std::string_view> covered_by(DraftMessage const& draft) {
    if (!draft.covered.empty()) return {draft.covered.begin(), draft.covered.end()};
    if (draft.dialect == Dialect::rfc9421) return {"@method", "@target-uri", "content-digest"};
    return {"(request-target)", "host", "date", "digest"};
}

void sign(SignedPost& post, DraftMessage const& draft) {
    auto const origin = "https://" + draft.host;
    crypto::RequestView const view{draft.method, origin, post.target, post.fields};
    auto const covered = covered_by(draft);
    if (draft.dialect == Dialect::rfc9421) {
        auto const message = crypto::sign_message(view, covered, draft.created, draft.key_id, draft.key).value();
        post.fields.push_back({"Signature-Input", message.signature_input});
        post.fields.push_back({"Signature", message.signature});
        return;
    }
    auto const& key = std::get<crypto::RsaPrivateKey>(draft.key);
    post.fields.push_back({"Signature", crypto::sign_cavage(view, draft.key_id, covered, key).value()});
}

SignedPost signed_post(DraftMessage const& draft) {
    SignedPost post;
    post.target = draft.target;
    post.body = text_of(draft);
    auto const body = crypto::bytes_of(post.body);
    post.fields = {
        {"Host", draft.host},
        {"Date", draft.date},
        {"Digest", crypto::digest_field(body)},
        {"Content-Digest", crypto::content_digest_field(body)},
        {"Content-Type", "application/activity+json"}};
    sign(post, draft);
    if (draft.once_signed) draft.once_signed(post);
    return post;
}

}  // namespace

void Members::set(std::string const& name, std::string json) {
    for (auto& [known, value] : all_)
        if (known == name) return void(value = std::move(json));
    all_.emplace_back(name, std::move(json));
}

void Members::text(std::string const& name, std::string const& value) {
    set(name, federation::quoted(value));
}

void Members::drop(std::string const& name) {
    std::erase_if(all_, [&](auto const& each) { return each.first == name; });
}

std::string Members::json() const {
    auto text = federation::JsonText::object();
    for (auto const& [name, value] : all_) text.raw(name, value);
    return text.done();
}

std::string bytes_of(DraftMessage const& draft) {
    auto const post = signed_post(draft);
    std::string bytes = draft.method + " " + post.target + " HTTP/1.1\r\n";
    for (auto const& [name, value] : post.fields) bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + std::to_string(post.body.size()) + "\r\n\r\n" + post.body;
    if (draft.once_sent) draft.once_sent(bytes);
    return bytes;
}

std::string& field_of(SignedPost& post, std::string_view name) {
    for (auto& field : post.fields)
        if (field.name == name) return field.value;
    throw std::logic_error{"no such field"};
}

}  // namespace collegium::tests
