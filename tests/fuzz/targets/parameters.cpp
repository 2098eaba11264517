// What a form or a program sends in the query and the body: encoded, in parts, as JSON. The first line is the
// Content-Type, the second one the query, the rest is the body.
#include "server/parameters.hpp"

#include "server/forms.hpp"
#include "server/multipart.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

bool lies_in(std::string_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void read_encoded(std::string_view text) {
    auto const form = server::Form::parse(text);
    auto const fields = server::form_fields(text);
    require(form.has_value() == fields.has_value(), "a form is refused as its fields are");
    if (!fields) return;
    require(fields->size() <= server::Form::most_fields, "no form has more fields than it may have");
    std::string again;
    for (auto const& [name, value] : *fields) {
        require(server::is_text(name) && server::is_text(value), "what was decoded is text");
        require(form->has(name), "each field is in the form");
        again += (again.empty() ? "" : "&") + server::percent_encoded(name) + "=" + server::percent_encoded(value);
    }
    auto const reread = server::form_fields(again);
    require(reread && (reread->size() == fields->size() || again.empty()), "a form that was written is read again");
    for (std::size_t i = 0; i < reread->size(); ++i)
        require((*reread)[i].value == (*fields)[i].value, "a value that was written is read again");
}

void read_parameters(std::string_view input) {
    auto rest = input;
    auto const type = take_line(rest);
    server::Request request;
    request.method = server::Method::post;
    request.query = take_line(rest);
    request.fields.push_back({"Content-Type", std::string{type}});
    request.body = rest;
    read_encoded(request.query);

    auto const parts = server::read_multipart(request.body, server::boundary_of(type));
    if (parts)
        for (auto const& part : *parts) require(lies_in(part.data, request.body), "a part lies in its body");

    auto const parameters = server::Parameters::read(request);
    if (!parameters) return;
    std::size_t count = 0;
    for (auto const& [name, values] : parameters->all()) {
        require(!values.empty() && parameters->has(name), "a name has a value");
        require(name.size() <= server::Parameters::longest_name, "no name is longer than it may be");
        count += values.size();
        static_cast<void>(parameters->boolean(name));
        static_cast<void>(parameters->number(name));
        static_cast<void>(parameters->indices(name));
        bool const may_be_empty = parameters->has(name + "[]");
        require(may_be_empty || !parameters->list(name).empty(), "a name has a list");
        if (auto const* const file = parameters->file(name))
            require(lies_in(file->data, request.body), "a file lies in its body");
    }
    require(count <= server::Parameters::most, "there are no more values than there may be");
}

Registered const parameters_target{{"parameters", read_parameters}};

}  // namespace

}  // namespace collegium::fuzz
