#include "federation/content/mentions.hpp"

#include "federation/content/plain_text.hpp"

namespace collegium::federation::content {

std::string_view without_mention_paragraph(std::string_view html) {
    constexpr std::string_view end = "</p>";
    auto const at = html.starts_with("<p>") ? html.find(end) : std::string_view::npos;
    if (at == std::string_view::npos) return html;
    auto const first = plain_text(html.substr(0, at + end.size()));
    auto const rest = html.substr(at + end.size());
    bool const has_mentions_only = first.starts_with('@') && without_leading_mentions(first) == first;
    return has_mentions_only && !rest.empty() ? rest : html;
}

}  // namespace collegium::federation::content
