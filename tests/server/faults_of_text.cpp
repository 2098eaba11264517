// What can be wrong with the text of an activity: it is well signed, and its bytes are no JSON that has one reading.
#include "tests/server/faults.hpp"

namespace collegium::tests {

namespace {

using Change = void (*)(Dice& dice, std::string& text);

Fault once_written(std::string name, unsigned status, Change change) {
    return {std::move(name), status, [change](Dice& dice, DraftMessage& draft, Known const&) {
                draft.once_written = [change, seed = dice.below(1'000'000'007)](std::string& text) {
                    Dice own{seed};
                    change(own, text);
                };
            }};
}

// One member more, as it is.
void add(std::string& text, std::string const& member) {
    text.insert(text.size() - 1, "," + member);
}

std::string repeated(std::string const& part, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) whole += part;
    return whole;
}

std::string nested(Dice& dice, std::size_t depth) {
    std::string open, close;
    for (std::size_t i = 0; i < depth; ++i) {
        bool const list = dice.one_in(2);
        open += list ? "[" : R"({"a":)";
        close.insert(close.begin(), list ? ']' : '}');
    }
    return open + "1" + close;
}

// The activity is the first of the 64 levels.
void nest_too_deep(Dice& dice, std::string& text) {
    auto const most = dice.one_in(10) ? std::size_t{2000} : std::size_t{80};
    add(text, R"("deep":)" + nested(dice, dice.between(64, most)));
}

// Deep enough to exhaust a stack (security S2), closed or not.
void nest_for_ever(Dice& dice, std::string& text) {
    auto const depth = dice.between(100'000, 200'000);
    add(text, R"("deep":)" + repeated("[", depth) + (dice.one_in(2) ? repeated("]", depth) : ""));
}

// Wide is no fault; so that nothing of it is kept, nobody knows its type.
void grow_wide(Dice& dice, std::string& text) {
    auto const size = dice.between(1'000, 20'000);
    std::string all;
    for (std::size_t i = 0; i < size; ++i)
        all += (i == 0 ? "" : ",") + (dice.one_in(2) ? std::to_string(i) : R"({"i":[)" + std::to_string(i) + "]}");
    text = R"({"id":"https://east.test/activities/w","type":"Dance","actor":"https://east.test/u/eve","to":[)" + all +
           "]}";
}

void put_mark_before(Dice& dice, std::string& text) {
    text.insert(
        0, dice.pick({"\xef\xbb\xbf", "\xfe\xff", "\xff\xfe", "\xef\xbb", "\xc2\xa0", "\xe2\x80\x8b", "\f", "\v"})
    );
}

void write_as_utf16(Dice& dice, std::string& text) {
    bool const little = dice.one_in(2);
    std::string wide = dice.one_in(2) ? (little ? "\xff\xfe" : "\xfe\xff") : "";
    for (char const c : text) {
        wide += little ? c : '\0';
        wide += little ? '\0' : c;
    }
    text = std::move(wide);
}

// Bytes that are no UTF-8: overlong, beyond Unicode, surrogates, cut short, Latin-1.
void break_utf8(Dice& dice, std::string& text) {
    add(text,
        R"("name":"a)" +
            dice.pick(
                {"\xff",
                 "\xfe",
                 "\x80",
                 "\xbf",
                 "\xc0\x80",
                 "\xc0\xaf",
                 "\xc1\xbf",
                 "\xe0\x80\xaf",
                 "\xe0\x9f\xbf",
                 "\xf0\x80\x80\xaf",
                 "\xf0\x8f\xbf\xbf",
                 "\xf4\x90\x80\x80",
                 "\xf5\x80\x80\x80",
                 "\xed\xa0\x80",
                 "\xed\xbf\xbf",
                 "\xed\xa0\xbd\xed\xb8\x80",
                 "\xe9",
                 "\xc3",
                 "\xe2\x82",
                 "\xf0\x9f\x98",
                 "\xfc\x83\xbf\xbf\xbf\xbf"}
            ) +
            R"(z")");
}

void break_surrogates(Dice& dice, std::string& text) {
    add(text,
        R"("name":"a)" +
            dice.pick(
                {R"(\ud800)",
                 R"(\udbff)",
                 R"(\udc00)",
                 R"(\udfff)",
                 R"(\ud83dx)",
                 R"(\ud83d\ud83d)",
                 R"(\ude00\ud83d)",
                 R"(\ud83d\u0041)",
                 R"(\ud83d\n)",
                 R"(\uD800\u)",
                 R"(\u12)",
                 R"(\u12G4)",
                 R"(\u-123)",
                 R"(\U0041)",
                 R"(\x41)",
                 R"(\')",
                 R"(\0)",
                 R"(\a)"}
            ) +
            R"(z")");
}

void put_nul(Dice& dice, std::string& text) {
    text.insert(dice.below(text.size() + 1), 1, '\0');
}

void put_control(Dice& dice, std::string& text) {
    std::string const byte(1, static_cast<char>(dice.between(1, 31)));
    add(text, R"("name":"a)" + byte + R"(z")");
}

void say_twice(Dice& dice, std::string& text) {
    add(text,
        dice.pick(
            {R"("id":"https://east.test/activities/2")",
             R"("actor":"https://north.test/u/ada")",
             R"("type":"Delete")",
             R"("object":"https://north.test/c/club")",
             R"("\u0069d":"https://east.test/activities/3")",
             R"("act\u006fr":"https://north.test/u/ada")",
             R"("x":{"a":1,"a":1})",
             R"("x":[{"b":1,"c":2,"b":3}])",
             R"("x":{"y":{"":1,"":2}})",
             R"("x":1,"x":1)",
             R"("@context":1,"@context":2)",
             R"("x":{"\u00e4":1,"ä":2})"}
        ));
}

void write_strange_number(Dice& dice, std::string& text) {
    if (dice.one_in(3))
        return add(text, R"("n":)" + repeated(std::to_string(dice.between(1, 9)), dice.between(129, 5000)));
    add(text,
        R"("n":)" + dice.pick(
                        {"01",
                         "-01",
                         "+1",
                         "1.",
                         ".5",
                         "-",
                         "-.5",
                         "1e",
                         "1e+",
                         "0x1f",
                         "1_000",
                         "NaN",
                         "Infinity",
                         "-Infinity",
                         "1e400",
                         "-1e999",
                         "1e00000000000000000001",
                         "0.00000000001e-2147483639",
                         "0.0004e-99999",
                         "1e99999",
                         "1.5.5",
                         "--1",
                         "1e1e1",
                         "0e",
                         "00",
                         "1 2",
                         "٣"}
                    ));
}

void go_on_after_the_end(Dice& dice, std::string& text) {
    if (dice.one_in(4)) return void(text.append(1, '\0').append(R"({"evil":2})"));
    text += dice.pick(
        {"x", "{}", ",", "]", "}", "//", "/**/", "1", "\"\"", "null", "\n{}", " []", ";", "\xef\xbb\xbf", "\xff"}
    );
}

void be_cut_short(Dice& dice, std::string& text) {
    text.resize(dice.below(text.size()));
}

void be_something_else(Dice& dice, std::string& text) {
    text = dice.pick({"",         " ",      "hello",    "null",      "true",          "1",
                      "\"\"",     "[]",     "{}",       "[{}]",      "<html></html>", "a=b&c=d",
                      "{'id':1}", "{id:1}", "{\"id\"}", "{\"id\":}", "{,}",           "{\"a\":1,}",
                      "[1,]",     "/**/{}", "#",        "--",        "\x1f\x8b\x08",  "{\"a\":1 \"b\":2}",
                      "{\"a\" 1}"});
}

}  // namespace

Faults faults_of_nesting() {
    return {
        once_written("nested too deep", 400, nest_too_deep),
        once_written("nested without end", 400, nest_for_ever),
        once_written("very wide, of no known type", 202, grow_wide)};
}

Faults faults_of_encoding() {
    return {
        once_written("a mark before the text", 400, put_mark_before),
        once_written("UTF-16", 400, write_as_utf16),
        once_written("no UTF-8", 400, break_utf8),
        once_written("half a surrogate pair, or no escape", 400, break_surrogates),
        once_written("a NUL", 400, put_nul),
        once_written("a control byte in a text", 400, put_control),
        once_written("a name twice", 400, say_twice),
        once_written("a number that is none, or too long", 400, write_strange_number),
        once_written("something after the end", 400, go_on_after_the_end),
        once_written("cut short", 400, be_cut_short),
        once_written("not an object", 400, be_something_else)};
}

}  // namespace collegium::tests
