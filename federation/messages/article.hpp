// Article: a document with parts of its own that stands in a community, put into words of the wire.
#pragma once

#include "federation/messages/compose.hpp"

#include <functional>

namespace collegium::federation {

struct DocumentDraft {
    std::string community;  // IRI
    storage::Audience audience = storage::Audience::everyone;
    std::string title;
    std::string html;    // the whole, for software that knows no parts
    std::string source;  // the same in Markdown
    std::string language;
    std::function<void(JsonText&)> add_parts;  // puts its parts beside the words
};

class ArticleComposer {
public:
    ArticleComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    Composed publish(Author const& author, DocumentDraft const& draft) const;

    // In place of what stands, and newer than it.
    Composed revise(Author const& author, DocumentDraft const& draft, Edited const& standing) const;

private:
    Composed put_into_words(
        Author const& author,
        std::string_view type,
        DocumentDraft const& draft,
        Publication const& published,
        storage::LocalId number
    ) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation
