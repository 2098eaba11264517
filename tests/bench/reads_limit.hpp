// The limit of a read, in this process: the range scan and the records that an answer is made of, and its bytes.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::bench {

// An answer taken apart into what always stands there and texts that must be escaped when they are printed: the strings
// of JSON, or what stands between the tags of HTML.
class Printed {
public:
    enum class Form { json, html };

    // Throws std::logic_error if printing would not give the same bytes again.
    Printed(std::string_view answer, Form form);

    std::string print() const;
    std::size_t size() const noexcept { return size_; }

private:
    struct Piece {
        bool escaped = false;
        std::string text;
    };
    void take_json(std::string_view answer);
    void take_html(std::string_view answer);
    void add(std::string_view escaped, std::string plain, std::string_view again);

    Form form_;
    std::vector<Piece> pieces_;
    std::size_t size_ = 0;
};

// What a list is of; a profile is a page about somebody, without a list.
struct Scan {
    enum class Of { home, community, questions, thread, person, profile } of;
    storage::Handle whose{};
    std::size_t most = 20;
};

// Reads the newest things of the list, or the oldest of a thread: each with its record, its JSON, its IRI, and its
// author's record once. Returns their numbers, in this order.
std::vector<storage::LocalId> read_records(storage::Store const& store, Scan const& scan);

}  // namespace collegium::bench
