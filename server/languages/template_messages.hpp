// Template messages: templates stay readable English, and each language gets a copy of them that is made when the
// program starts. What a reader sees as one piece of text is one message of the catalogues; nobody invents names for
// messages.
//
// A template is cut where a block begins or ends (<p>, <li>, <button> ...), and at a {{#SECTION}} with a block inside.
// What stands between is a message if there are words in it, with white space as a browser shows it:
//   {NAME}            a value, {{NAME}} or {{NAME:modifier}}
//   <1>words</1>      an element within the text, such as a link; <1/> one without an end, such as a picture
//   <NAME>words</NAME>  a section within the text; <NAME/> another template that stands there
// If all words are inside of such elements and sections, each of them is a message of its own. So are the attributes
// aria-label, title, placeholder and alt, and of those of ours that scripts say (data-saved and its like).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::languages {

struct Message {
    std::string context;  // "button" if it says what a button does, so that verbs and nouns can differ; else empty
    std::string english;
    auto operator<=>(Message const&) const = default;
};

// All messages of a template, in their order; the same one perhaps several times. Throws std::logic_error if its
// elements or sections do not end as they began, which is a mistake of ours.
std::vector<Message> messages_in(std::string_view page_template);

// Whether a translation has the places of its original: each as often, and each in the same section, since values mean
// something only there. They may come in another order.
bool has_same_places(std::string_view english, std::string_view translation);

// Finds the translation of a message; empty if there is none.
using FindTranslation = std::function<std::string(Message const&)>;

// The template with its messages translated. What has no translation, or one with other places, stays English. Nothing
// of a translation can become markup: it is escaped, and its places are filled with what stood in the template.
std::string translated(std::string_view page_template, FindTranslation const& find);

}  // namespace collegium::server::languages
