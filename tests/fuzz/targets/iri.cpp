// Names of things and of hosts: IRIs, origins, proxies.
#include "storage/iri.hpp"

#include "config/settings.hpp"
#include "server/http/host_name.hpp"
#include "server/http/syntax.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

void check_iri(Iri const& iri, std::string_view text) {
    require(iri.text() == text, "an IRI is kept as it was written");
    require(text.size() <= Iri::max_size, "no IRI is longer than it may be");
    require(text.starts_with(iri.origin()), "an IRI begins with its origin");
    require(iri.origin() == "https://" + std::string{iri.host()}, "an origin is the scheme and the host");
    require(iri.target().starts_with('/') || iri.target().starts_with('?'), "what is asked for begins with a slash");
    require(iri.host().find_first_of("@/\\?#%[] ") == std::string_view::npos, "a host has no sign of another part");
    auto const bare = iri.without_fragment();
    require(bare.text().find('#') == std::string::npos, "a fragment goes as a whole");
    require(bare.same_origin(iri) && bare.target() == iri.target(), "without its fragment, it is at the same place");
    require(Iri::parse(bare.text()).has_value(), "without its fragment, an IRI is one");
}

void read_iri(std::string_view input) {
    if (auto const iri = Iri::parse(input)) check_iri(*iri, input);
    if (auto const origin = server::parse_origin(input)) {
        require(server::is_host_name(origin->name), "the host of an origin is a name");
        require(!origin->port || *origin->port > 0, "a port is not 0");
        require(input.starts_with(origin->name), "a host is not repaired");
    }
    if (is_host_name(input)) require(Iri::parse("https://" + std::string{input} + "/").has_value(), "a node has IRIs");
    if (auto const proxy = proxy_place(input)) require(!proxy->host.empty() && proxy->port > 0, "a proxy is somewhere");
    if (is_mail_address(input))
        require(input.find_first_of("\r\n ,;<>") == std::string_view::npos, "a mail address is one and no more");
    if (server::syntax::is_authority(input))
        require(input.find_first_of("@/?# \r\n") == std::string_view::npos, "an authority names no user");
    if (server::syntax::is_origin_form(input))
        require(!input.starts_with("//") && !input.starts_with("/\\"), "no reader sees a host in a target");
}

Registered const iri_target{{"iri", read_iri}};

}  // namespace

}  // namespace collegium::fuzz
