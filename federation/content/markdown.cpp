#include "federation/content/markdown.hpp"

#include "federation/content/formulas.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"

#include <algorithm>
#include <charconv>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cstdlib>
#include <memory>
#include <vector>

namespace collegium::federation::content {

namespace {

using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES |
                        CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;

// What the parser must not look into: a word of letters and digits stands for it meanwhile. Where the word turns out to
// stand in code or in an address, what was written comes back there; in text its HTML does.
class Aside {
public:
    // Takes the formulas out, and the dollar signs with a backslash: those begin no formula, on no page.
    explicit Aside(std::string_view source) {
        while (source.find(word_) != std::string_view::npos) word_ += 'x';
        for (std::size_t at = 0; at < source.size();) {
            if (auto const formula = formula_at(source, at)) {
                auto const written = source.substr(at, formula->size);
                text_ += put(written, written, escape(written));
                at += formula->size;
            } else if (source[at] == '\\' && at + 1 < source.size()) {
                auto const written = source.substr(at, 2);
                text_ += written == "\\$" ? put(written, "$", "<span>$</span>") : std::string{written};
                at += 2;
            } else {
                text_ += source[at++];
            }
        }
    }

    std::string const& text() const noexcept { return text_; }

    // The word that stands for it from now on.
    std::string put(std::string_view written, std::string_view plain, std::string shown) {
        pieces_.push_back({std::string{written}, std::string{plain}, std::move(shown)});
        return word_ + std::to_string(pieces_.size() - 1) + 'z';
    }

    std::string as_written(std::string_view text) const { return with(text, &Piece::written); }
    std::string as_plain(std::string_view text) const { return with(text, &Piece::plain); }
    std::string as_shown(std::string_view html) const { return with(html, &Piece::shown); }

private:
    struct Piece {
        std::string written, plain, shown;
    };

    std::string with(std::string_view text, std::string Piece::*form) const {
        std::string whole;
        for (auto at = text.find(word_); at != std::string_view::npos; at = text.find(word_)) {
            whole += text.substr(0, at);
            text.remove_prefix(at + word_.size());
            std::size_t number = 0;
            auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
            auto const digits = static_cast<std::size_t>(end - text.data());
            bool const is_ours = problem == std::errc{} && number < pieces_.size() && text.substr(digits, 1) == "z";
            whole += is_ours ? pieces_[number].*form : word_;
            if (is_ours) text.remove_prefix(digits + 1);
        }
        return whole.append(text);
    }

    std::string word_ = "aside";
    std::string text_;
    std::vector<Piece> pieces_;
};

std::string_view view(char const* text) noexcept {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

cmark_node* new_text(std::string const& words) {
    auto* const text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, words.c_str());
    return text;
}

void put_in_place_of(cmark_node* node, cmark_node* replacement) {
    cmark_node_replace(node, replacement);
    cmark_node_free(node);
}

void move_children(cmark_node* from, cmark_node* to) {
    while (auto* const child = cmark_node_first_child(from)) cmark_node_append_child(to, child);
}

// Puts the words of a raw HTML node where it was, as text: what somebody typed is never dropped.
void show_as_text(cmark_node* node) {
    auto* const text = new_text(cmark_node_get_literal(node));
    auto* replacement = text;
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
        replacement = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node_append_child(replacement, text);
    }
    put_in_place_of(node, replacement);
}

bool is_in_link(cmark_node* node) {
    for (auto* above = cmark_node_parent(node); above != nullptr; above = cmark_node_parent(above))
        if (cmark_node_get_type(above) == CMARK_NODE_LINK) return true;
    return false;
}

// Readers ask no third server for anything: a picture that lies elsewhere is a link with its words.
void show_as_link(cmark_node* image) {
    if (is_in_link(image)) {
        while (auto* const child = cmark_node_first_child(image)) cmark_node_insert_before(image, child);
        cmark_node_unlink(image);
        return cmark_node_free(image);
    }
    auto* const link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, cmark_node_get_url(image));
    move_children(image, link);
    if (cmark_node_first_child(link) == nullptr) cmark_node_append_child(link, new_text(cmark_node_get_url(image)));
    put_in_place_of(image, link);
}

// A number without a link: several texts stand on one page, and the anchors of each would be those of the others.
void show_as_number(cmark_node* reference, Aside& aside) {
    auto const number = "[" + std::string{view(cmark_node_get_literal(reference))} + "]";
    put_in_place_of(reference, new_text(aside.put(number, number, "<sup>" + escape(number) + "</sup>")));
}

// The notes, which the parser leaves at the end in the order of their numbers, as a numbered list below a line.
void list_notes(cmark_node* tree, std::vector<cmark_node*> const& notes) {
    if (notes.empty()) return;
    auto* const list = cmark_node_new(CMARK_NODE_LIST);
    cmark_node_set_list_type(list, CMARK_ORDERED_LIST);
    cmark_node_set_list_start(list, 1);
    for (auto* const note : notes) {
        auto* const item = cmark_node_new(CMARK_NODE_ITEM);
        cmark_node_append_child(list, item);
        move_children(note, item);
        cmark_node_unlink(note);
        cmark_node_free(note);
    }
    cmark_node_append_child(tree, cmark_node_new(CMARK_NODE_THEMATIC_BREAK));
    cmark_node_append_child(tree, list);
}

// Each node once, from the outside in.
std::vector<cmark_node*> nodes_of(cmark_node* tree) {
    std::vector<cmark_node*> found;
    std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> const iterator{cmark_iter_new(tree), &cmark_iter_free};
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get()))
        if (event == CMARK_EVENT_ENTER) found.push_back(cmark_iter_get_node(iterator.get()));
    return found;
}

void bring_back(cmark_node* node, Aside const& aside) {
    auto const type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
        cmark_node_set_url(node, aside.as_plain(view(cmark_node_get_url(node))).c_str());
    if (type == CMARK_NODE_CODE_BLOCK)
        cmark_node_set_fence_info(node, aside.as_written(view(cmark_node_get_fence_info(node))).c_str());
    if (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
        cmark_node_set_literal(node, aside.as_written(view(cmark_node_get_literal(node))).c_str());
}

// No link, picture or number has a note inside, so a node is looked at before anything around it goes.
void change(cmark_node* tree, Aside& aside) {
    std::vector<cmark_node*> notes;
    for (auto* const node : nodes_of(tree)) {
        bring_back(node, aside);
        auto const type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) show_as_text(node);
        if (type == CMARK_NODE_IMAGE) show_as_link(node);
        if (type == CMARK_NODE_FOOTNOTE_REFERENCE) show_as_number(node, aside);
        if (type == CMARK_NODE_FOOTNOTE_DEFINITION) notes.push_back(node);
    }
    list_notes(tree, notes);
}

Tree parse(std::string const& source) {
    static bool const ready = (cmark_gfm_core_extensions_ensure_registered(), true);
    static_cast<void>(ready);
    Parser const parser{cmark_parser_new(options), &cmark_parser_free};
    for (auto const* const name : {"table", "strikethrough"})
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    cmark_parser_feed(parser.get(), source.data(), source.size());
    return {cmark_parser_finish(parser.get()), &cmark_node_free};
}

}  // namespace

std::string to_html(std::string_view markdown) {
    Aside aside{cut(markdown, longest_source)};
    Tree const tree = parse(aside.text());
    change(tree.get(), aside);
    Text const html{cmark_render_html(tree.get(), options, nullptr), &std::free};
    return sanitise(aside.as_shown(html.get()));
}

std::string escape(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    while (!text.empty()) {
        auto const plain = std::min(text.find_first_of("&<>\"'"), text.size());
        escaped += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        switch (text.front()) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            default: escaped += "&#39;";
        }
        text.remove_prefix(1);
    }
    return escaped;
}

std::string as_markdown(std::string_view plain) {
    constexpr std::string_view signs = R"(\`*_[]<&~)", signs_in_front = "#>-+=|", signs_after_number = ".)";
    std::string text;
    bool in_front = true, only_digits = true;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        if (auto const formula = formula_at(plain, at)) {
            text += plain.substr(at, formula->size);
            at += formula->size - 1;
            in_front = only_digits = false;
            continue;
        }
        char const c = plain[at];
        bool const digit = c >= '0' && c <= '9';
        bool const after_number = only_digits && !in_front && signs_after_number.find(c) != std::string_view::npos;
        bool const sign = signs.find(c) != std::string_view::npos ||
                          (in_front && signs_in_front.find(c) != std::string_view::npos) || after_number;
        if (sign) text += '\\';
        if (c == '\n') text += '\n';
        text += c;
        in_front = c == '\n' || (in_front && c == ' ');
        only_digits = in_front || (only_digits && digit);
    }
    return text;
}

}  // namespace collegium::federation::content
