#include "tests/server/member_program.hpp"

#include "tests/printing.hpp"

namespace collegium::tests {

using server::Method;
using server::Response;

Response MemberProgram::get(std::string const& target, std::string_view accept) {
    auto request = client_.request(Method::get, target);
    request.fields.push_back({"Accept", std::string{accept}});
    return client_.send(std::move(request));
}

Response MemberProgram::post(std::string const& target, std::string const& body, std::string_view type) {
    auto request = client_.request(Method::post, target);
    request.fields.push_back({"Content-Type", std::string{type}});
    request.body = body;
    return client_.send(std::move(request));
}

std::string MemberProgram::said(std::string const& body) {
    auto const response = say(body);
    INFO(std::string{response.body()});
    REQUIRE(response.status() == 201);
    return std::string{response.field("location")};
}

}  // namespace collegium::tests
