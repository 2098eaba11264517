#include "server/papers/paper.hpp"

#include "server/export/html.hpp"

namespace collegium::server::papers {

using exporting::escaped;

namespace {

std::string mark(std::size_t number) {
    return "[fill in " + std::to_string(number) + "]";
}

std::string element(std::string_view name, std::string_view text) {
    auto const tag = std::string{name};
    return "<" + tag + ">" + escaped(text) + "</" + tag + ">";
}

}  // namespace

void Paper::part(std::string_view heading) {
    body_ += element("h2", heading) + "\n";
}

void Paper::say(std::string_view text) {
    if (!text.empty()) body_ += element("p", text) + "\n";
}

void Paper::list(std::vector<std::string> const& lines) {
    if (lines.empty()) return;
    body_ += "<ul>\n";
    for (auto const& line : lines) body_ += element("li", line) + "\n";
    body_ += "</ul>\n";
}

void Paper::table(Row const& heads, std::vector<Row> const& rows) {
    if (rows.empty()) return;
    body_ += "<table>\n<thead><tr>";
    for (auto const& head : heads) body_ += "<th scope=\"col\">" + escaped(head) + "</th>";
    body_ += "</tr></thead>\n<tbody>\n";
    for (auto const& row : rows) {
        body_ += "<tr>";
        for (auto const& cell : row) body_ += element("td", cell);
        body_ += "</tr>\n";
    }
    body_ += "</tbody></table>\n";
}

std::string Paper::gap(std::string what) {
    gaps_.push_back(std::move(what));
    return mark(gaps_.size());
}

std::string Paper::value_or_gap(std::string const& value, std::string what) {
    return value.empty() ? gap(std::move(what)) : value;
}

File Paper::done() const {
    auto body = body_;
    if (!gaps_.empty()) {
        body += "<h2>What the school fills in</h2>\n<ol>\n";
        for (std::size_t at = 0; at < gaps_.size(); ++at)
            body += "<li>" + element("strong", mark(at + 1)) + " " + escaped(gaps_[at]) + "</li>\n";
        body += "</ol>\n";
    }
    return {file_, title_, exporting::document(title_, body), gaps_};
}

}  // namespace collegium::server::papers
