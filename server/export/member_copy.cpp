#include "server/export/member_copy.hpp"

#include "federation/logged.hpp"
#include "federation/messages/json_text.hpp"
#include "server/export/disclosures.hpp"
#include "server/export/html.hpp"
#include "server/members/words.hpp"
#include "server/moderation/deciding.hpp"
#include "server/moderation/telling.hpp"
#include "server/writing/drafts.hpp"
#include "storage/names.hpp"

namespace collegium::server::exporting {

using federation::JsonText;
using storage::AccountRecord;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

struct Act {
    Seq seq{};
    std::string id;
    std::string type;
    std::string title;
    std::string content;  // HTML, as it is
    std::string text;     // the whole activity; empty: its words were erased
    Instant at{};
    std::vector<Receiver> receivers;
};

// "https://hillside.example" => "hillside.example"
std::string host_name(ReadTx const& tx, Tables const& tables, Handle host) {
    auto const iri = storage::iri_of(tx, tables, host);
    return iri.starts_with("https://") ? iri.substr(8) : iri;
}

class Copier {
public:
    Copier(MemberCopy const& from, std::string const& account, ZipFile& zip, ReadTx const& tx, Tables const& tables)
        : from_{from}, account_{account}, zip_{zip}, tx_{tx}, tables_{tables} {}

    Result<Copied> run() {
        auto const record = tables_.accounts.get(tx_, account_);
        if (!record) return Refusal{Reason::not_found, "nobody here signs in by that name"};
        record_ = *record;
        find_acts();
        add_pictures();
        for (auto const& act : acts_) add_activity(act);
        zip_.add("index.html", document("What " + from_.institution + " holds of " + account_, overview()));
        zip_.add("what-was-sent.html", document("Who got what of " + account_, sent_page()));
        zip_.add("data.json", data_json());
        return copied_;
    }

private:
    void find_acts() {
        for (auto& each : disclosures_of(tx_, tables_, voices_of(tx_, tables_, record_.actor)))
            note_act(std::move(each));
        copied_.acts = acts_.size();
        for (auto const& act : acts_) copied_.deliveries += act.receivers.size();
    }

    void note_act(Disclosure disclosure) {
        auto& act = acts_.emplace_back();
        act.seq = disclosure.seq;
        act.at = disclosure.at;
        act.receivers = std::move(disclosure.receivers);
        auto const activity = federation::logged_activity(tx_, tables_, act.seq);
        if (!activity) return;
        act.id = activity->id().text();
        act.type = federation::type_of(activity->root());
        act.text = activity->bytes();
        auto const* const object = activity->object();
        if (object == nullptr) return;
        act.title = federation::text_member(*object, "name");
        act.content = federation::text_member(*object, "content");
    }

    void add_pictures() {
        tables_.media.ascend(tx_, {record_.actor, {}}, [&](storage::PlaceKey const& key, auto const& picture) {
            if (key.under != record_.actor) return false;
            add_picture(picture.file, picture.description);
            return true;
        });
        auto const profile = tables_.profiles.get(tx_, record_.actor);
        if (!profile) return;
        add_picture(profile->avatar, "avatar");
        add_picture(profile->header, "header");
    }

    void add_picture(std::string const& name, std::string const& description) {
        if (name.empty()) return;
        zip_.add_file("pictures/" + name, from_.media / name.substr(0, 2) / name);
        pictures_.emplace_back(name, description);
        ++copied_.pictures;
    }

    static std::string file_of(Act const& act) {
        return "activities/" + std::to_string(static_cast<std::uint64_t>(act.seq)) + ".json";
    }

    void add_activity(Act const& act) {
        if (!act.text.empty()) zip_.add(file_of(act), act.text);
    }

    std::string overview() const {
        std::string body = "<p>Made on " + to_rfc3339(from_.now) +
                           ". The same is in <a href=\"data.json\">data.json</a> for "
                           "programs. <a href=\"what-was-sent.html\">Who got what</a> is a page of its own.</p>\n";
        body += "<h2>The account</h2>\n<table>" + account_rows() + "</table>\n<h2>The profile</h2>\n<table>" +
                profile_rows() + "</table>\n<h2>What was written and done</h2>\n";
        if (acts_.empty()) body += "<p>Nothing.</p>\n";
        for (auto const& act : acts_) body += article(act);
        body += drafts_part() + decisions_part() + "<h2>Pictures</h2>\n<ul>";
        for (auto const& [name, description] : pictures_)
            body += "<li><a href=\"pictures/" + escaped(name) + "\">" + escaped(name) + "</a> " + escaped(description) +
                    "</li>\n";
        return body + "</ul>\n";
    }

    // What they typed and have not sent.
    std::string drafts_part() const {
        std::string part = "<h2>Drafts</h2>\n";
        for (auto const& draft : writing::drafts_of(tx_, tables_, record_.actor)) {
            part += "<table>" + row("For", draft.record.place) + row("Saved", to_rfc3339(draft.record.saved));
            for (auto const& field : writing::fields_of(draft.record)) part += row(field.name, field.value);
            part += "</table>\n";
        }
        return part;
    }

    // What moderators decided about them, as they read it here.
    std::string decisions_part() const {
        std::string part = "<h2>Decisions about you</h2>\n";
        for (auto const& [report, index, measure] : moderation::decisions_about(tx_, tables_, record_.actor)) {
            part += "<table>" + row("What", std::string{moderation::told_words(measure.measure)}) +
                    row("When", to_rfc3339(measure.at)) + row("Why", measure.reason) + row("You said", measure.appeal) +
                    row("The answer", measure.answer);
            if (measure.undone != Instant{}) part += row("Taken back", to_rfc3339(measure.undone));
            part += "</table>\n";
        }
        return part;
    }

    std::string drafts_json() const {
        auto drafts = JsonText::list();
        for (auto const& draft : writing::drafts_of(tx_, tables_, record_.actor)) {
            auto typed = JsonText::object();
            for (auto const& field : writing::fields_of(draft.record)) typed.text(field.name, field.value);
            auto item = JsonText::object().text("place", draft.record.place);
            item.text("saved", to_rfc3339(draft.record.saved)).raw("typed", typed.done());
            drafts.raw_item(item.done());
        }
        return drafts.done();
    }

    std::string decisions_json() const {
        auto decisions = JsonText::list();
        for (auto const& [report, index, measure] : moderation::decisions_about(tx_, tables_, record_.actor)) {
            auto item = JsonText::object().text("what", moderation::told_words(measure.measure));
            item.text("at", to_rfc3339(measure.at)).text("why", measure.reason);
            item.text_unless_empty("appeal", measure.appeal).text_unless_empty("answer", measure.answer);
            if (measure.undone != Instant{}) item.text("undone", to_rfc3339(measure.undone));
            decisions.raw_item(item.done());
        }
        return decisions.done();
    }

    std::string account_rows() const {
        auto rows = row("Name for signing in", account_);
        rows += row("Since", to_rfc3339(record_.created));
        rows += row("Mail address", from_.mail_address ? from_.mail_address(account_, record_) : "");
        rows += row("Speaks for", members::named(members::constituencies(), record_.constituency).words);
        rows += row("Belongs as", members::named(members::belongings(), record_.belonging).words);
        rows += row("State", members::named(members::states(), record_.state).words);
        rows += row("Pupil", record_.pupil ? "yes: nothing of theirs leaves this node" : "no");
        rows += row("Roles", members::words_of(record_.roles));
        if (auto const consent = tables_.consents.get(tx_, record_.actor)) {
            if (consent->given != Instant{}) rows += row("Consent given", to_rfc3339(consent->given));
            if (consent->withdrawn != Instant{}) rows += row("Consent withdrawn", to_rfc3339(consent->withdrawn));
            rows += row("Proof of consent", consent->proof);
        }
        tables_.sessions.each(tx_, [&](auto const&, storage::SessionRecord const& session) {
            if (session.account == account_)
                rows += row(
                    "Signed in",
                    to_rfc3339(session.created) + ", last seen " + to_rfc3339(session.seen) + ", with " + session.client
                );
            return true;
        });
        return rows;
    }

    std::string profile_rows() const {
        std::string rows;
        if (auto const actor = tables_.actors.get(tx_, record_.actor)) rows += row("Name", actor->display_name);
        auto const profile = tables_.profiles.get(tx_, record_.actor);
        if (!profile) return rows;
        rows += row("About", profile->note);
        for (auto const& field : profile->shown) rows += row(field.name + " (shown to everybody)", field.value);
        for (auto const& field : profile->kept) rows += row(field.name + " (for members)", field.value);
        return rows;
    }

    static std::string article(Act const& act) {
        std::string text = "<article><small>" + to_rfc3339(act.at) + " · " +
                           escaped(act.type.empty() ? "words that were erased" : act.type) + " · " + escaped(act.id);
        if (!act.text.empty()) text += " · <a href=\"" + file_of(act) + "\">as JSON</a>";
        text += "</small>\n";
        if (!act.title.empty()) text += "<h3>" + escaped(act.title) + "</h3>\n";
        if (!act.content.empty()) text += "<div>" + harmless(act.content) + "</div>\n";
        return text + "</article>\n";
    }

    std::string sent_page() const {
        std::string body =
            "<p>Each line is one act and one institution that got it, or is to get it. What is not here left this "
            "server for nobody.</p>\n<table><tr><th>Act</th><th>Institution</th><th>State</th><th>When</th>"
            "</tr>\n";
        for (auto const& act : acts_)
            for (auto const& receiver : act.receivers)
                body += "<tr><td>" + escaped(act.title.empty() ? act.type + " " + act.id : act.title) + "</td><td>" +
                        escaped(host_name(tx_, tables_, receiver.host)) + "</td><td>" + std::string{receiver.state} +
                        "</td><td>" + (receiver.at == Instant{} ? std::string{} : to_rfc3339(receiver.at)) +
                        "</td></tr>\n";
        body += "</table>\n";
        if (copied_.deliveries == 0) body += "<p>Nothing was sent to anybody.</p>\n";
        return body;
    }

    std::string data_json() const {
        auto account = JsonText::object().text("name", account_).text("created", to_rfc3339(record_.created));
        account.text_unless_empty("mail", from_.mail_address ? from_.mail_address(account_, record_) : "");
        account.text("constituency", members::named(members::constituencies(), record_.constituency).name);
        account.text("belonging", members::named(members::belongings(), record_.belonging).name);
        account.text("state", members::named(members::states(), record_.state).name).boolean("pupil", record_.pupil);
        account.text("roles", members::names_of(record_.roles));
        account.text("id", storage::iri_of(tx_, tables_, record_.actor));
        auto acts = JsonText::list();
        for (auto const& act : acts_) acts.raw_item(act_json(act));
        auto pictures = JsonText::list();
        for (auto const& [name, description] : pictures_)
            pictures.raw_item(
                JsonText::object().text("file", "pictures/" + name).text("description", description).done()
            );
        auto json = JsonText::object().text("made", to_rfc3339(from_.now)).raw("account", account.done());
        json.raw("drafts", drafts_json()).raw("decisions", decisions_json());
        return json.raw("acts", acts.done()).raw("pictures", pictures.done()).done() + "\n";
    }

    std::string act_json(Act const& act) const {
        auto receivers = JsonText::list();
        for (auto const& receiver : act.receivers) {
            auto item = JsonText::object().text("host", host_name(tx_, tables_, receiver.host));
            item.text("state", receiver.state);
            if (receiver.at != Instant{}) item.text("at", to_rfc3339(receiver.at));
            receivers.raw_item(item.done());
        }
        auto json = JsonText::object().text("at", to_rfc3339(act.at)).raw("received_by", receivers.done());
        if (act.text.empty())
            json.boolean("erased", true);
        else
            json.raw("activity", act.text);
        return json.done();
    }

    MemberCopy const& from_;
    std::string const& account_;
    ZipFile& zip_;
    ReadTx const& tx_;
    Tables const& tables_;
    AccountRecord record_;
    std::vector<Act> acts_;
    std::vector<std::pair<std::string, std::string>> pictures_;  // name, description
    Copied copied_;
};

}  // namespace

Result<Copied> copy_member(MemberCopy const& from, std::string const& account, ZipFile& zip) {
    return from.store.read([&](ReadTx const& tx, Tables const& tables) {
        return Copier{from, account, zip, tx, tables}.run();
    });
}

}  // namespace collegium::server::exporting
