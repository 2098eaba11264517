#include "server/papers/papers.hpp"

#include "federation/messages/json_text.hpp"
#include "server/backup/new_file.hpp"
#include "server/backup/problem.hpp"
#include "server/export/html.hpp"
#include "server/papers/sentences.hpp"

#include <list>

namespace collegium::server::papers {

using exporting::escaped;
using federation::JsonText;

namespace {

File index_of(Facts const& facts, std::vector<File> const& papers) {
    auto const& node = facts.settings.node;
    std::string const title = "Papers for data protection: " + node.name;
    std::string body = "<p>" + escaped(node.domain) + ", made from its settings and its store on " +
                       date_of(facts.now) +
                       ". Each sentence says what was set on that day: make them again, into another folder, when "
                       "something changes.</p>\n<ul>\n";
    for (auto const& paper : papers)
        body += "<li><a href=\"" + paper.name + "\">" + escaped(paper.title) +
                "</a>: " + std::to_string(paper.gaps.size()) + " to fill in</li>\n";
    body += "<li><a href=\"data.json\">data.json</a>: the same for programs</li>\n</ul>\n";
    return {"index.html", title, exporting::document(title, body), {}};
}

std::string retention_json(Facts const& facts) {
    auto list = JsonText::list();
    for (auto const& row : retention_rows(facts)) {
        auto json = JsonText::object().text("what", row[0]).text("of_whom", row[1]);
        list.raw_item(json.text("how_long", row[2]).text("set_by", row[3]).done());
    }
    return list.done();
}

File data_of(Facts const& facts, std::vector<File> const& papers) {
    auto list = JsonText::list();
    for (auto const& paper : papers) {
        auto json = JsonText::object().text("file", paper.name).text("title", paper.title);
        list.raw_item(json.texts("to_fill_in", paper.gaps).done());
    }
    auto json = JsonText::object().raw("facts", json_of(facts)).raw("retention", retention_json(facts));
    return {"data.json", "", json.raw("papers", list.done()).done() + "\n", {}};
}

}  // namespace

std::vector<File> all_papers(Facts const& facts) {
    std::vector<File> files{
        impact_assessment(facts), record_of_processing(facts), notice_for_adults(facts), notice_for_children(facts)};
    auto index = index_of(facts, files);
    auto data = data_of(facts, files);
    files.push_back(std::move(index));
    files.push_back(std::move(data));
    return files;
}

void write_papers(std::filesystem::path const& folder, std::vector<File> const& files) {
    for (auto const& file : files) {
        auto const place = folder / file.name;
        if (std::filesystem::exists(std::filesystem::symlink_status(place)))
            throw backup::Problem{
                place.string() +
                " is there already, and nothing is written over it: name another folder with --into, or move it away"};
    }
    std::list<backup::NewFile> written;
    for (auto const& file : files) written.emplace_back(folder / file.name).write(file.text);
    for (auto& file : written) file.keep();
}

}  // namespace collegium::server::papers
