#include "server/export/html.hpp"

#include "federation/content/sanitise.hpp"

namespace collegium::server::exporting {

namespace {

constexpr std::string_view style =
    "body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
    "article{border-top:1px solid #999;padding:.5rem 0}article article{margin-left:1.5rem}"
    "td,th{text-align:start;vertical-align:top;padding:.2rem .8rem .2rem 0}small{color:#444}";

}  // namespace

std::string document(std::string_view title, std::string_view body) {
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">";
    page += "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escaped(title) + "</title><style>";
    page += std::string{style} + "</style></head><body>\n<h1>" + escaped(title) + "</h1>\n";
    return page + std::string{body} + "\n</body></html>\n";
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (char const c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string harmless(std::string_view html) {
    return federation::content::sanitise(html);
}

std::string row(std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return "<tr><th>" + escaped(name) + "</th><td>" + escaped(text) + "</td></tr>\n";
}

}  // namespace collegium::server::exporting
