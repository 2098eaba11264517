// Paper: a document for people while it is written. Everything in it is plain text and is escaped here; what a school
// must fill in itself has a number where it stands, and all of them stand in one list at the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::papers {

using Row = std::vector<std::string>;

// As a file of its own.
struct File {
    std::string name;  // without a folder
    std::string title;
    std::string text;
    std::vector<std::string> gaps;  // what the school fills in
};

class Paper {
public:
    // file: its name. title: of the document.
    Paper(std::string file, std::string title) : file_{std::move(file)}, title_{std::move(title)} {}

    void part(std::string_view heading);
    void say(std::string_view text);                             // a paragraph; without text nothing
    void list(std::vector<std::string> const& lines);            // without lines nothing
    void table(Row const& heads, std::vector<Row> const& rows);  // without rows nothing

    // The mark to put into a sentence for what only the school knows. what: what to fill in, for the list at the end.
    std::string gap(std::string what);

    // The value; where it is empty, such a mark.
    std::string value_or_gap(std::string const& value, std::string what);

    // The whole, with the list of gaps.
    File done() const;

private:
    std::string file_;
    std::string title_;
    std::string body_;
    std::vector<std::string> gaps_;
};

}  // namespace collegium::server::papers
