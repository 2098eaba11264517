#include "server/languages/template_messages.hpp"

#include "server/languages/message_places.hpp"
#include "server/languages/template_tree.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace collegium::server::languages {

namespace {

using Nodes = std::span<Node const>;

// Elements that stand within a text. Every other one begins a block.
constexpr std::array<std::string_view, 24> within_text{"a",    "abbr",  "b",    "bdi",    "bdo", "cite", "code", "del",
                                                       "dfn",  "em",    "i",    "ins",    "kbd", "mark", "q",    "s",
                                                       "samp", "small", "span", "strong", "sub", "sup",  "time", "u"};

// What is in them is not for people to read, or the same in each language.
constexpr std::array<std::string_view, 3> untranslated{"code", "script", "style"};

// What people read of them, or hear of a script of ours.
constexpr std::array<std::string_view, 12> attributes{
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-saved",
    "data-unsaved",
    "data-sent",
    "data-preview",
    "data-completions",
    "data-nothing",
    "data-twice",
    "data-button"};

template <std::size_t size>
bool is_one_of(std::array<std::string_view, size> const& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_white(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "&lt;" at the beginning of the text: how long it is; 0 if there is none.
std::size_t entity_length(std::string_view text) {
    if (!text.starts_with('&')) return 0;
    auto const end = std::find_if_not(text.begin() + 1, text.end(), is_letter);
    bool const is_entity = end != text.end() && *end == ';' && end != text.begin() + 1;
    return is_entity ? static_cast<std::size_t>(end - text.begin()) + 1 : 0;
}

// The templates are English, so other letters than those of ASCII come only together with them.
bool has_letters(std::string_view text) {
    while (!text.empty()) {
        if (is_letter(text.front())) return true;
        text.remove_prefix(std::max<std::size_t>(entity_length(text), 1));
    }
    return false;
}

bool has_words(Node const& node) {
    if (node.kind == NodeKind::text) return has_letters(node.begin);
    if (node.kind == NodeKind::element && is_one_of(untranslated, node.name)) return false;
    return std::ranges::any_of(node.children, has_words);
}

bool is_block(Node const& node) {
    if (node.kind == NodeKind::element && !is_one_of(within_text, node.name)) return true;
    return std::ranges::any_of(node.children, is_block);
}

bool is_blank(Node const& node) {
    return node.kind == NodeKind::single || (node.kind == NodeKind::text && std::ranges::all_of(node.begin, is_white));
}

// What stands in the places of one message.
struct Places {
    std::map<std::string, Node const*, std::less<>> nodes;        // elements, sections and templates, by their names
    std::map<std::string, std::string_view, std::less<>> values;  // as they are written, by section and name
};

// Writes the English of a message.
class MessageWriter {
public:
    void write(Nodes nodes, std::string const& section) {
        for (auto const& node : nodes) write(node, section);
    }

    std::string const& english() const noexcept { return english_; }
    Places const& places() const noexcept { return places_; }

private:
    void write(Node const& node, std::string const& section) {
        switch (node.kind) {
            case NodeKind::text: return write_text(node.begin);
            case NodeKind::value:
                english_ += "{" + std::string{node.name} + "}";
                places_.values.emplace(scoped(section, node.name), node.begin);
                return;
            case NodeKind::include: return write_single(node, fresh(std::string{node.name}));
            case NodeKind::single: return write_single(node, std::to_string(++elements_));
            case NodeKind::element: return write_place(node, std::to_string(++elements_), section);
            case NodeKind::section:
                auto const name = fresh(std::string{node.name});
                return write_place(node, name, name);
        }
    }

    void write_text(std::string_view text) {
        for (char const c : text) {
            bool const follows_white = english_.ends_with(' ');
            if (!is_white(c))
                english_ += c;
            else if (!follows_white)
                english_ += ' ';
        }
    }

    void write_single(Node const& node, std::string const& name) {
        english_ += "<" + name + "/>";
        places_.nodes.emplace(name, &node);
    }

    void write_place(Node const& node, std::string const& name, std::string const& section) {
        english_ += "<" + name + ">";
        places_.nodes.emplace(name, &node);
        write(node.children, section);
        english_ += "</" + name + ">";
    }

    // The same section can stand in a text twice: NAME, NAME-2.
    std::string fresh(std::string const& name) const {
        auto free = name;
        for (int i = 2; places_.nodes.contains(free); ++i) free = name + "-" + std::to_string(i);
        return free;
    }

    std::string english_;
    Places places_;
    int elements_ = 0;
};

std::string escaped(std::string_view text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '&' && entity_length(text.substr(i)) == 0)
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"')
            safe += "&quot;";
        else
            safe += c;
    }
    return safe;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
    return text;
}

class Translator {
public:
    explicit Translator(FindTranslation const& find) : find_{find} {}

    void blocks(Nodes nodes, std::string const& context) {
        auto begin = nodes.begin();
        while (begin != nodes.end()) {
            auto const end = std::find_if(begin, nodes.end(), is_block);
            text({begin, end}, context);
            begin = end;
            for (; begin != nodes.end() && is_block(*begin); ++begin) block(*begin, context);
        }
    }

    std::string taken() { return std::move(out_); }

private:
    void block(Node const& node, std::string const& context) {
        begin(node);
        if (is_one_of(untranslated, node.name) && node.kind == NodeKind::element)
            as_they_are(node.children);
        else
            blocks(node.children, node.name == "button" ? "button" : context);
        out_ += node.end;
    }

    // What stands between two borders of blocks.
    void text(Nodes nodes, std::string const& context) {
        auto first = std::ranges::find_if_not(nodes, is_blank);
        auto last = nodes.end();
        while (last != first && is_blank(*(last - 1))) --last;
        as_they_are({nodes.begin(), first});
        core({first, last}, context);
        as_they_are({last, nodes.end()});
    }

    void core(Nodes nodes, std::string const& context) {
        auto const is_said = [](Node const& node) { return node.kind == NodeKind::text && has_words(node); };
        if (std::ranges::any_of(nodes, is_said)) return say(nodes, context);
        for (auto const& node : nodes) {
            if (!has_words(node)) {
                as_it_is(node);
                continue;
            }
            begin(node);
            text(node.children, context);
            out_ += node.end;
        }
    }

    void say(Nodes nodes, std::string const& context) {
        MessageWriter writer;
        writer.write(nodes, "");
        auto const english = trimmed(writer.english());
        auto const translation = find_({context, std::string{english}});
        if (translation.empty() || !has_same_places(english, translation)) return as_they_are(nodes);
        auto const pieces = *read_message(translation);
        if (!are_there(pieces, writer.places(), "")) return as_they_are(nodes);
        if (is_white(writer.english().front())) out_ += ' ';
        fill(pieces, writer.places(), "");
        if (is_white(writer.english().back())) out_ += ' ';
    }

    // A template may have words that only look like a place: "{so}".
    static bool are_there(std::vector<Piece> const& pieces, Places const& places, std::string_view section) {
        return std::ranges::all_of(pieces, [&](Piece const& piece) {
            if (piece.kind == PieceKind::text) return true;
            if (piece.kind == PieceKind::value) return places.values.contains(scoped(section, piece.words));
            return places.nodes.contains(piece.words) &&
                   are_there(piece.pieces, places, is_section(piece) ? piece.words : section);
        });
    }

    void fill(std::vector<Piece> const& pieces, Places const& places, std::string_view section) {
        for (auto const& piece : pieces) {
            if (piece.kind == PieceKind::text) {
                out_ += escaped(piece.words);
            } else if (piece.kind == PieceKind::value) {
                out_ += places.values.find(scoped(section, piece.words))->second;
            } else {
                auto const& node = *places.nodes.find(piece.words)->second;
                begin(node);
                fill(piece.pieces, places, is_section(piece) ? piece.words : section);
                out_ += node.end;
            }
        }
    }

    void as_they_are(Nodes nodes) {
        for (auto const& node : nodes) as_it_is(node);
    }

    // Without its words, but with its attributes.
    void as_it_is(Node const& node) {
        begin(node);
        as_they_are(node.children);
        out_ += node.end;
    }

    void begin(Node const& node) {
        bool const is_tag = node.begin.starts_with('<') && !node.begin.starts_with("<!");
        if (is_tag)
            tag(node.begin);
        else
            out_ += node.begin;
    }

    void tag(std::string_view rest) {
        while (!rest.empty()) {
            auto const start = attribute_start(rest);
            out_ += rest.substr(0, start);
            rest.remove_prefix(start);
            auto const end = std::min(rest.find('"'), rest.size());
            attribute(rest.substr(0, end));
            out_ += rest.substr(end, 1);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    // Where the value of the next attribute begins that people read, and not within another value; the end of the tag
    // if there is none.
    static std::size_t attribute_start(std::string_view tag) {
        auto first = tag.size();
        for (auto const name : attributes) {
            auto const sign = " " + std::string{name} + "=\"";
            auto found = tag.find(sign);
            while (found != tag.npos && std::ranges::count(tag.substr(0, found), '"') % 2 != 0)
                found = tag.find(sign, found + 1);
            if (found != tag.npos) first = std::min(first, found + sign.size());
        }
        return first;
    }

    void attribute(std::string_view value) {
        auto const nodes = read_template(value);
        core(nodes, "");
    }

    FindTranslation const& find_;
    std::string out_;
};

void collect_places(std::vector<Piece> const& pieces, std::string_view section, std::vector<std::string>& places) {
    for (auto const& piece : pieces) {
        if (piece.kind == PieceKind::text) continue;
        auto const sign = piece.kind == PieceKind::value ? "{" : piece.kind == PieceKind::single ? "/" : "<";
        places.push_back(sign + scoped(section, piece.words));
        collect_places(piece.pieces, is_section(piece) ? piece.words : section, places);
    }
}

}  // namespace

std::vector<Message> messages_in(std::string_view page_template) {
    std::vector<Message> messages;
    translated(page_template, [&](Message const& message) {
        messages.push_back(message);
        return std::string{};
    });
    return messages;
}

bool has_same_places(std::string_view english, std::string_view translation) {
    auto const before = read_message(english), after = read_message(translation);
    if (!before || !after) return false;
    std::vector<std::string> wanted, found;
    collect_places(*before, "", wanted);
    collect_places(*after, "", found);
    std::ranges::sort(wanted);
    std::ranges::sort(found);
    return wanted == found;
}

std::string translated(std::string_view page_template, FindTranslation const& find) {
    auto const tree = read_template(page_template);
    Translator translator{find};
    translator.blocks(tree, "");
    return translator.taken();
}

}  // namespace collegium::server::languages
