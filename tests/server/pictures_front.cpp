#include "tests/server/pictures_front.hpp"

#include "tests/printing.hpp"

namespace collegium::tests {

using server::Method;
using server::Request;
using server::Response;

std::string PicturesFront::token_of(Person const& person, std::string const& name, std::string const& scopes) {
    storage::TokenRecord record;
    record.app = "camera";
    record.account = name;
    record.actor = person.handle;
    record.scopes = scopes;
    auto const fresh = tokens.make(record);
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tokens.put(tx, tables, fresh);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    return fresh.token;
}

Request PicturesFront::call(Method method, std::string const& target, std::string const& token) {
    auto request = request_for(method, target);
    if (!token.empty()) request.fields.push_back({"Authorization", "Bearer " + token});
    return request;
}

Request PicturesFront::upload(std::string const& target, std::string const& token, PictureForm const& form) {
    auto request = call(Method::post, target, token);
    request.fields.push_back({"Content-Type", "multipart/form-data; boundary=edge"});
    auto const part = [&](std::string const& head, std::string const& data) {
        request.body += "--edge\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + data + "\r\n";
    };
    for (auto const& [name, value] : form.fields) part('"' + name + '"', value);
    if (!form.file.empty()) part("\"file\"; filename=\"../../class.jpg\"\r\nContent-Type: " + form.type, form.file);
    request.body += "--edge--\r\n";
    return request;
}

Response PicturesFront::bring(std::string const& token, std::string const& file, std::string const& description) {
    PictureForm form;
    form.file = file;
    if (!description.empty()) form.fields.emplace_back("description", description);
    return answer(upload("/api/v2/media", token, form));
}

Response PicturesFront::ask(std::string const& target, std::string const& token) {
    return answer(call(Method::get, target, token));
}

std::size_t PicturesFront::files_kept() const {
    std::size_t kept = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{north.settings.node.data / "media"})
        if (entry.is_regular_file()) ++kept;
    return kept;
}

std::string text_in(Response const& response, std::string_view name) {
    INFO(response.body());
    auto const document = federation::Json::read_object(std::string{response.body()});
    REQUIRE(document);
    return std::string{federation::text_member(document->root(), name)};
}

}  // namespace collegium::tests
