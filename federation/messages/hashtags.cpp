#include "federation/messages/hashtags.hpp"

#include "config/ascii.hpp"

namespace collegium::federation {

std::string tag_iri(std::string_view origin, std::string_view name) {
    std::string iri = std::string{origin} + "/tags/";
    for (char const c : name)
        if (c != '#') iri += ascii::lower(c);
    return iri;
}

}  // namespace collegium::federation
