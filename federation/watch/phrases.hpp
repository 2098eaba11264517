// Phrases: whether a text has some words, however they are spelt to get past (needs N3). Pure: texts in, an answer out.
#pragma once

#include <memory>
#include <string_view>

namespace collegium::federation::watch {

// A text ready to be searched. Letters count without capitals, accents and width; a letter may be drawn
// out ("stuuupid");
// digits and signs that stand for letters ("5tup!d", "$tupid") count as themselves and as those letters; letters that
// stand alone one after the other ("s t u p i d", "s.t.u.p.i.d") count as themselves and as one word.
class Searched {
public:
    explicit Searched(std::string_view text);

    // Whole words only, in their order; a phrase may end in '*', then its last word only has to begin so. False for a
    // phrase without a letter or a digit.
    bool has(std::string_view phrase) const;

private:
    struct Inside;
    std::shared_ptr<Inside const> inside_;  // shared, never changed
};

// Whether something can be searched for: at least two letters or digits, at most 100 characters.
bool is_phrase(std::string_view phrase);

}  // namespace collegium::federation::watch
