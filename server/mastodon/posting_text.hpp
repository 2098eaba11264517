// The words of a status as they are typed, and the gestures in them (clients 6a): "@community" puts it there,
// "#question" makes its first line a title, "#accept" accepts the answer that it replies to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::mastodon {

// What stands behind '@' or '#' at the beginning of a word, outside of code. Each once, in the order of the text.
struct Marks {
    std::vector<std::string> names;  // "ada" or "ada@uni.test", in lower case
    std::vector<std::string> tags;   // as typed, without '#'
};

Marks marks_in(std::string_view text);

bool has_tag(Marks const& marks, std::string_view tag);  // in any case

// The text without this word ("@algebra", "#question"; any case), wherever it stands as a word of its own, and without
// the blanks and empty lines that this leaves at the edges.
std::string without_word(std::string_view text, std::string_view word);

// Blanks and line ends around it are taken away, and line ends are "\n".
std::string tidy(std::string_view text);

struct Titled {
    std::string title;  // the first line, without "# " in front
    std::string words;  // what follows
};

Titled titled(std::string_view text);

}  // namespace collegium::server::mastodon
