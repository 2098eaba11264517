#include "server/validators.hpp"

#include "crypto/digest.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::server {

namespace {

std::string tag_of(std::string_view body) {
    auto const digest = crypto::sha256(crypto::bytes_of(body));
    return '"' + crypto::to_hex(crypto::ByteView{digest}.first(16)) + '"';
}

// "*", or a list of tags; a weak one counts as well, since nothing is changed (RFC 9110, 13.1.2). A tag of ours has no
// comma and no quote inside, so it is found as it is.
bool names(std::string_view if_none_match, std::string_view tag) {
    return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

bool is_read_again(std::string_view type) {
    return type.starts_with(federation::vocabulary::activity_json) || type.starts_with("application/atom+xml") ||
           type.starts_with("text/calendar");
}

}  // namespace

Response with_validator(std::string_view if_none_match, Response response) {
    bool const is_document = response.status() == 200 && is_read_again(response.field("content-type"));
    if (!is_document) return response;
    auto const tag = tag_of(response.body());
    response.with("ETag", tag);
    if (!names(if_none_match, tag)) return response;
    Response unchanged{304};
    for (auto const& [name, value] : response.fields())
        if (name != "Content-Type") unchanged.with(name, value);
    return unchanged;
}

}  // namespace collegium::server
