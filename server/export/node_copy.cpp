#include "server/export/node_copy.hpp"

#include "federation/logged.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/partners/partner_view.hpp"
#include "server/export/html.hpp"
#include "server/media/picture_files.hpp"
#include "server/members/words.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::exporting {

using federation::JsonText;
using storage::Handle;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

// A thread of the node: its top, and all below it in the order in which it was said.
struct Thread {
    std::string title;
    std::vector<Handle> things;
};

class Copier {
public:
    Copier(NodeCopy const& from, ZipFile& zip, backup::Progress& progress, ReadTx const& tx, Tables const& tables)
        : from_{from}, zip_{zip}, progress_{progress}, tx_{tx}, tables_{tables} {}

    NodeCopied run() {
        add_activities();
        add_actors();
        add_people();
        add_partners();
        add_threads();
        add_media();
        zip_.add("index.html", document(from_.institution + ", as it was", index()));
        return copied_;
    }

private:
    // In JSON a line end stands between values only: within a text it is written as \n.
    static std::string on_one_line(std::string words) {
        std::ranges::replace_if(
            words, [](char c) { return c == '\n' || c == '\r'; }, ' '
        );
        return words;
    }

    // Line by line, oldest first: what came in and what went out, byte for byte inside but for line ends.
    void add_activities() {
        progress_.begin("writing activities", tables_.log.size(tx_));
        zip_.begin("activities.jsonl");
        tables_.log.each(tx_, [&](Seq seq, storage::LogEntry const& entry) {
            auto json = JsonText::object().number("number", static_cast<std::uint64_t>(seq));
            json.text("received", to_rfc3339(entry.received)).boolean("ours", entry.local);
            json.text("actor", storage::iri_of(tx_, tables_, entry.actor));
            if (auto const words = tables_.flesh.get(tx_, seq))
                json.raw("activity", on_one_line(*words));
            else
                json.boolean("erased", true);
            zip_.write(json.done() + "\n");
            ++copied_.activities;
            progress_.add(1);
            return true;
        });
    }

    void add_actors() {
        zip_.begin("actors.jsonl");
        tables_.actors.each(tx_, [&](Handle handle, storage::ActorRecord const& actor) {
            auto json =
                JsonText::object().text("id", storage::iri_of(tx_, tables_, handle)).boolean("ours", actor.local);
            json.text("name", actor.username).text("display_name", actor.display_name).text("summary", actor.summary);
            zip_.write(json.done() + "\n");
            return true;
        });
    }

    void add_people() {
        auto people = JsonText::list();
        tables_.accounts.ascend(tx_, "", [&](std::string const& name, storage::AccountRecord const& account) {
            auto json = JsonText::object().text("name", name).text("id", storage::iri_of(tx_, tables_, account.actor));
            json.text_unless_empty("mail", from_.mail_address ? from_.mail_address(name, account) : "");
            json.text("created", to_rfc3339(account.created)).boolean("pupil", account.pupil);
            json.text("state", members::named(members::states(), account.state).name);
            json.text("constituency", members::named(members::constituencies(), account.constituency).name);
            people.raw_item(json.text("roles", members::names_of(account.roles)).done());
            ++copied_.people;
            return true;
        });
        zip_.add("people.json", people.done() + "\n");
    }

    void add_partners() {
        auto partners = JsonText::list();
        tables_.partners.ascend(tx_, "", [&](std::string const& host, storage::PartnerRecord const& partner) {
            auto json = JsonText::object().text("host", host).text("since", to_rfc3339(partner.since));
            json.text("state", federation::state_name(partner.state));
            partners.raw_item(json.text_unless_empty("note", partner.note).done());
            return true;
        });
        zip_.add("partners.json", partners.done() + "\n");
    }

    void add_threads() {
        std::map<Handle, std::vector<std::pair<storage::LocalId, Handle>>> threads;
        tables_.objects.each(tx_, [&](Handle handle, ObjectRecord const& record) {
            auto const top = record.root == Handle{0} ? handle : record.root;
            threads[top].emplace_back(record.number, handle);
            return true;
        });
        progress_.begin("writing pages", threads.size());
        for (auto& [top, things] : threads) {
            std::ranges::sort(things);
            add_thread(top, things);
            progress_.add(1);
        }
    }

    void add_thread(Handle top, std::vector<std::pair<storage::LocalId, Handle>> const& things) {
        std::string body, title;
        for (auto const& [number, handle] : things) {
            auto const record = tables_.objects.get(tx_, handle);
            auto const activity = record ? federation::logged_activity(tx_, tables_, record->words) : std::nullopt;
            auto const* const object = activity ? activity->object() : nullptr;
            if (object == nullptr) continue;
            auto const name = federation::text_member(*object, "name");
            if (handle == top) title = name;
            body += "<article><small>" + to_rfc3339(record->published) + " · " +
                    escaped(storage::iri_of(tx_, tables_, record->author)) + " · " +
                    escaped(storage::iri_of(tx_, tables_, handle)) + "</small>\n";
            if (!name.empty()) body += "<h2>" + escaped(name) + "</h2>\n";
            body += "<div>" + harmless(federation::text_member(*object, "content")) + "</div></article>\n";
        }
        if (body.empty()) return;
        if (title.empty()) title = storage::iri_of(tx_, tables_, top);
        auto const file = "threads/" + std::to_string(static_cast<std::uint64_t>(top)) + ".html";
        zip_.add(file, document(title, body));
        titles_.emplace_back(file, title);
        ++copied_.threads;
    }

    void add_media() {
        if (!std::filesystem::exists(from_.media)) return;
        progress_.begin("adding pictures", 0);
        for (auto const& entry : std::filesystem::recursive_directory_iterator{from_.media}) {
            auto const name = entry.path().filename().string();
            if (!media::PictureFiles::is_name(name)) continue;
            zip_.add_file("media/" + name, entry.path());
            ++copied_.pictures;
        }
    }

    std::string index() const {
        std::string body =
            "<p>" + escaped(from_.domain) + ", as of " + to_rfc3339(from_.now) +
            ". Everything here can be read with any browser and any text editor. <b>It holds private words "
            "and the names of pupils: keep it as you keep the school's files.</b></p>\n<ul>"
            "<li><a href=\"activities.jsonl\">activities.jsonl</a>: everything that was said and done, one "
            "activity (ActivityStreams 2.0) a line, oldest first</li>"
            "<li><a href=\"actors.jsonl\">actors.jsonl</a>: people and communities, here and elsewhere</li>"
            "<li><a href=\"people.json\">people.json</a>: who has an account here</li>"
            "<li><a href=\"partners.json\">partners.json</a>: institutions that exchanged with this one</li>"
            "<li>media/: pictures</li></ul>\n<h2>Questions, guides and all else</h2>\n<ul>";
        for (auto const& [file, title] : titles_)
            body += "<li><a href=\"" + file + "\">" + escaped(title) + "</a></li>\n";
        return body + "</ul>\n";
    }

    NodeCopy const& from_;
    ZipFile& zip_;
    backup::Progress& progress_;
    ReadTx const& tx_;
    Tables const& tables_;
    std::vector<std::pair<std::string, std::string>> titles_;  // file, title
    NodeCopied copied_;
};

}  // namespace

NodeCopied copy_node(NodeCopy const& from, ZipFile& zip, backup::Progress& progress) {
    return from.store.read([&](ReadTx const& tx, Tables const& tables) {
        return Copier{from, zip, progress, tx, tables}.run();
    });
}

}  // namespace collegium::server::exporting
