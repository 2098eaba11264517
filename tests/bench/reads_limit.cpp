#include "tests/bench/reads_limit.hpp"

#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <deque>
#include <queue>
#include <stdexcept>
#include <unordered_set>

namespace collegium::bench {

using storage::Cursor;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

using Places = storage::Table<PlaceKey, Handle>;

constexpr std::pair<std::string_view, char> entities[]{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};

std::string html_plain(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        auto const* const found =
            std::ranges::find_if(entities, [&](auto const& each) { return text.starts_with(each.first); });
        bool const is_entity = found != std::end(entities);
        plain += is_entity ? found->second : text.front();
        text.remove_prefix(is_entity ? found->first.size() : 1);
    }
    return plain;
}

void append_html(std::string& out, std::string_view plain) {
    for (char const c : plain) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
}

std::string html_escaped(std::string_view plain) {
    std::string out;
    append_html(out, plain);
    return out;
}

// The things of one list in order, from a cursor that stays where it is.
class Walk {
public:
    Walk(ReadTx const& tx, Places const& table, Handle under, bool newest_first)
        : tx_{tx}, table_{table}, cursor_{tx, table.raw()}, under_{under}, newest_first_{newest_first} {
        std::string edge;
        storage::append_key(edge, PlaceKey{under, LocalId{newest_first ? ~std::uint64_t{0} : 0}});
        take(newest_first ? cursor_.seek_before(edge) : cursor_.seek(edge));
    }

    bool ended() const noexcept { return ended_; }
    LocalId number() const noexcept { return number_; }
    std::optional<Handle> thing() const { return table_.get(tx_, {under_, number_}); }
    void next() { take(newest_first_ ? cursor_.previous() : cursor_.next()); }

private:
    void take(bool more) {
        PlaceKey key{};
        auto bytes = more ? cursor_.key() : std::string_view{};
        if (more) storage::take_key(bytes, key);
        ended_ = !more || key.under != under_;
        number_ = key.number;
    }

    ReadTx const& tx_;
    Places const& table_;
    Cursor cursor_;
    Handle under_;
    bool newest_first_;
    bool ended_ = false;
    LocalId number_{};
};

std::deque<Walk> walks_of(ReadTx const& tx, Tables const& tables, Scan const& scan) {
    std::deque<Walk> walks;
    auto const add = [&](Places const& table, Handle under, bool newest_first) {
        walks.emplace_back(tx, table, under, newest_first);
        if (walks.back().ended()) walks.pop_back();
    };
    switch (scan.of) {
        case Scan::Of::community: add(tables.posts, scan.whose, true); break;
        case Scan::Of::questions: add(tables.topics, scan.whose, true); break;
        case Scan::Of::thread: add(tables.replies, scan.whose, false); break;
        case Scan::Of::person: add(tables.works, scan.whose, true); break;
        case Scan::Of::profile: break;
        case Scan::Of::home:
            add(tables.works, scan.whose, true);
            tables.following.ascend(tx, {scan.whose, Handle{0}}, [&](auto const& edge, auto const&) {
                if (edge.of != scan.whose) return false;
                add(tables.works, edge.by, true);
                add(tables.posts, edge.by, true);
                add(tables.boosts_by, edge.by, true);
                return true;
            });
    }
    return walks;
}

// Where the words are, as a program must know them before it can print them.
std::size_t words_in(std::string flesh) {
    rapidjson::Document document;
    document.ParseInsitu(flesh.data());
    auto const object = document.FindMember("object");
    if (object == document.MemberEnd() || !object->value.IsObject()) return 0;
    auto const content = object->value.FindMember("content");
    return content == object->value.MemberEnd() ? 0 : content->value.GetStringLength();
}

}  // namespace

Printed::Printed(std::string_view answer, Form form) : form_{form} {
    form == Form::json ? take_json(answer) : take_html(answer);
    size_ = answer.size();
    if (print() != answer) throw std::logic_error{"an answer is printed otherwise than it was"};
}

// What is escaped otherwise than we would is left as it is.
void Printed::add(std::string_view escaped, std::string plain, std::string_view again) {
    if (escaped == again)
        pieces_.push_back({true, std::move(plain)});
    else
        pieces_.push_back({false, std::string{escaped}});
}

void Printed::take_json(std::string_view answer) {
    for (std::size_t at = 0; at < answer.size();) {
        auto const quote = std::min(answer.find('"', at), answer.size());
        pieces_.push_back({false, std::string{answer.substr(at, quote - at)}});
        if (quote == answer.size()) return;
        auto end = quote + 1;
        while (answer.at(end) != '"') end += answer[end] == '\\' ? 2u : 1u;
        auto const escaped = answer.substr(quote, end + 1 - quote);
        rapidjson::Document document;
        document.Parse(escaped.data(), escaped.size());
        std::string plain{document.GetString(), document.GetStringLength()};
        auto const again = federation::quoted(plain);
        add(escaped, std::move(plain), again);
        at = end + 1;
    }
}

void Printed::take_html(std::string_view answer) {
    for (std::size_t at = 0; at < answer.size();) {
        auto const tag = std::min(answer.find('<', at), answer.size());
        auto const escaped = answer.substr(at, tag - at);
        auto plain = html_plain(escaped);
        auto const again = html_escaped(plain);
        add(escaped, std::move(plain), again);
        auto const end = std::min(answer.find('>', tag), answer.size() - 1);
        if (tag < answer.size()) pieces_.push_back({false, std::string{answer.substr(tag, end + 1 - tag)}});
        at = std::max(tag, end + 1);
    }
}

std::string Printed::print() const {
    std::string out;
    out.reserve(size_);
    for (auto const& piece : pieces_) {
        if (!piece.escaped)
            out += piece.text;
        else if (form_ == Form::json)
            out += federation::quoted(piece.text);
        else
            append_html(out, piece.text);
    }
    return out;
}

std::vector<LocalId> read_records(storage::Store const& store, Scan const& scan) {
    return store.read([&](ReadTx const& tx, Tables const& tables) {
        auto walks = walks_of(tx, tables, scan);
        auto const comes_later = [&](std::size_t a, std::size_t b) {
            auto const left = walks[a].number(), right = walks[b].number();
            return scan.of == Scan::Of::thread ? left > right : left < right;
        };
        std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(comes_later)> heads{comes_later};
        for (std::size_t i = 0; i < walks.size(); ++i) heads.push(i);

        std::unordered_set<std::uint64_t> authors;
        std::vector<LocalId> things;
        std::size_t words = 0;
        if (scan.of == Scan::Of::profile)
            words +=
                tables.actors.get(tx, scan.whose)->username.size() + storage::iri_of(tx, tables, scan.whose).size();
        for (LocalId last{}; things.size() < scan.most && !heads.empty();) {
            auto const first = heads.top();
            heads.pop();
            auto& walk = walks[first];
            auto const number = walk.number();
            if (number != last) {
                last = number;
                auto const thing = walk.thing();
                auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
                auto flesh = record ? tables.flesh.get(tx, record->words) : std::nullopt;
                if (!flesh) throw std::logic_error{"a list names a thing that is not there"};
                words += words_in(*std::move(flesh)) + storage::iri_of(tx, tables, *thing).size();
                if (authors.insert(static_cast<std::uint64_t>(record->author)).second)
                    words += tables.actors.get(tx, record->author)->username.size();
                things.push_back(number);
            }
            walk.next();
            if (!walk.ended()) heads.push(first);
        }
        if (words == 0) things.clear();  // so that the reading cannot be left out
        return things;
    });
}

}  // namespace collegium::bench
