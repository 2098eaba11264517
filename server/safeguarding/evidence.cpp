#include "server/safeguarding/evidence.hpp"

#include "crypto/digest.hpp"
#include "crypto/object_proof.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/audit/audit.hpp"
#include "server/safeguarding/archive.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::safeguarding {

namespace timeline = federation::timeline;

using federation::Json;
using federation::JsonText;
using federation::content::escape;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_things = 500;
constexpr char const* manifest_name = "manifest.json";
constexpr char const* seal_name = "seal.json";

std::string hex_of(std::string_view bytes) {
    return crypto::to_hex(crypto::sha256(crypto::bytes_of(bytes)));
}

// What the case names, and the whole threads around it.
std::vector<Handle> things_around(ReadTx const& tx, Tables const& tables, Case const& the_case) {
    std::vector<Handle> found;
    std::set<Handle> seen;
    auto const add = [&](Handle thing) {
        if (thing != storage::no_one && found.size() < most_things && seen.insert(thing).second) found.push_back(thing);
    };
    for (auto const thing : the_case.record.things) {
        auto const record = tables.objects.get(tx, thing);
        if (!record) continue;
        add(thing);
        add(record->root);
        tables.replies.ascend(tx, {record->root, LocalId{0}}, [&](storage::PlaceKey const& key, Handle reply) {
            if (key.under != record->root || found.size() == most_things) return false;
            add(reply);
            return true;
        });
    }
    return found;
}

// Every Create and Update that gave a thing words, as it came.
std::vector<Seq> acts_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    std::vector<Seq> found;
    tables.versions.ascend(tx, storage::EntryKey{thing, Seq{0}}, [&](storage::EntryKey const& key, storage::Nothing) {
        if (key.of != thing) return false;
        found.push_back(key.seq);
        return true;
    });
    auto const record = tables.objects.get(tx, thing);
    for (auto const seq : {record->created, record->words})
        if (std::ranges::find(found, seq) == found.end()) found.push_back(seq);
    std::ranges::sort(found);
    return found;
}

std::string file_name(Seq seq) {
    return "acts/" + std::to_string(static_cast<std::uint64_t>(seq)) + ".json";
}

std::string entry_json(ReadTx const& tx, Tables const& tables, Seq seq, std::string const& bytes) {
    auto const entry = tables.log.get(tx, seq);
    auto json = JsonText::object();
    json.number("entry", static_cast<std::uint64_t>(seq)).text("file", file_name(seq)).text("sha256", hex_of(bytes));
    if (entry)
        json.text("actor", storage::iri_of(tx, tables, entry->actor)).text("received", to_rfc3339(entry->received));
    return json.done();
}

// A page that shows words and loads nothing.
std::string page_of(std::string const& title, std::string const& body) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>" +
           escape(title) + "</title></head><body>\n" + body + "</body></html>\n";
}

std::string words_of_thing(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    auto post = timeline::find_post(tx, tables, thing, timeline::Viewer::of_member(record->author));
    if (post && post->state != storage::ObjectState::visible)
        if (auto words = timeline::version_of(tx, tables, *post, record->words)) post = *std::move(words);
    auto const iri = storage::iri_of(tx, tables, thing);
    if (!post)
        return "<article><p>" + escape(iri) +
               ": its words cannot be shown here. What is kept of it is in acts/.</p></article>\n";
    return "<article><h2>" + escape(post->title()) + "</h2><p>" + escape(post->author.display) + " (" +
           escape(post->author.address()) + "), " + escape(to_rfc3339(post->published)) + ", " + escape(iri) + "</p>" +
           federation::content::sanitise(post->content) + "</article>\n";
}

std::string case_json(ReadTx const& tx, Tables const& tables, Case const& the_case, std::size_t things) {
    auto notes = JsonText::list();
    for (std::size_t i = 0; i < the_case.notes.size(); ++i)
        notes.raw_item(JsonText::object()
                           .text("at", to_rfc3339(the_case.record.notes[i].at))
                           .text("by", audit::name_of(tx, tables, the_case.record.notes[i].by))
                           .text("words", the_case.notes[i])
                           .done());
    std::vector<std::string> people;
    for (auto const person : the_case.record.people) people.push_back(storage::iri_of(tx, tables, person));
    return JsonText::object()
        .text("case", case_name(the_case.id))
        .text("told", to_rfc3339(the_case.record.created))
        .text("by", audit::name_of(tx, tables, the_case.record.by))
        .text("words", the_case.words)
        .texts("people", people)
        .raw("notes", notes.done())
        .number("things", things)
        .boolean("cut", things == most_things)  // there may be more around it
        .done();
}

Seal broken(std::string problem) {
    Seal seal;
    seal.problem = std::move(problem);
    return seal;
}

std::string manifest_problem(Files const& files, std::string const& manifest) {
    auto const json = Json::read_object(manifest);
    auto const* const list = json ? federation::member(json->root(), "files") : nullptr;
    if (list == nullptr || !list->IsArray()) return "the manifest cannot be read";
    std::set<std::string> named;
    for (auto const& each : list->GetArray()) {
        if (!each.IsObject()) return "the manifest cannot be read";
        std::string const path{federation::text_member(each, "path")};
        auto const found = files.find(path);
        if (found == files.end()) return path + " is missing";
        if (hex_of(found->second) != federation::text_member(each, "sha256")) return path + " was changed";
        named.insert(path);
    }
    for (auto const& [path, bytes] : files)
        if (path != manifest_name && path != seal_name && !named.contains(path)) return path + " was added";
    return "";
}

}  // namespace

Files evidence_of(App const& app, ReadTx const& tx, Tables const& tables, Case const& the_case, Member const& by) {
    Files files;
    std::string words;
    auto entries = JsonText::list();
    auto const things = things_around(tx, tables, the_case);
    for (auto const thing : things) {
        words += words_of_thing(tx, tables, thing);
        for (auto const seq : acts_of(tx, tables, thing)) {
            auto bytes = tables.flesh.get(tx, seq);
            if (!bytes) continue;
            entries.raw_item(entry_json(tx, tables, seq, *bytes));
            files[file_name(seq)] = *std::move(bytes);
        }
    }
    files["log.json"] = entries.done();
    files["case.json"] = case_json(tx, tables, the_case, things.size());
    files["words.html"] = page_of(
        "Evidence of " + case_name(the_case.id),
        "<h1>" + escape(case_name(the_case.id)) + " at " + escape(app.node.settings.node.name) + "</h1>\n<p>Made by " +
            escape(by.account) + ", " + escape(to_rfc3339(app.node.clock.now())) + "</p>\n" + words
    );
    return files;
}

Pack sealed_pack(Files files, Signer const& signer, std::string const& audit_head, Instant now) {
    auto list = JsonText::list();
    for (auto const& [path, bytes] : files)
        list.raw_item(
            JsonText::object().text("path", path).number("bytes", bytes.size()).text("sha256", hex_of(bytes)).done()
        );
    auto const manifest = JsonText::object().raw("files", list.done()).done();
    auto const made = to_rfc3339(now);
    auto seal = JsonText::object()
                    .text("type", "EvidenceSeal")
                    .text("node", signer.node)
                    .text("made", made)
                    .text("manifest", hex_of(manifest))
                    .text("audit", audit_head)
                    .text("key", signer.key.public_key().multikey())
                    .done();
    auto const proof = crypto::make_proof(Json::read_object(seal).value().root(), signer.method, made, signer.key);
    seal.pop_back();
    seal += ",\"proof\":" + proof + "}";
    Pack pack;
    pack.seal = crypto::sha256(crypto::bytes_of(seal));
    files[manifest_name] = manifest;
    files[seal_name] = std::move(seal);
    auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    pack.bytes = to_tar(files, seconds);
    return pack;
}

Pack pack_of(App const& app, Case const& the_case, Member const& by, Instant now) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const self = app.node.settings.origin() + "/";
        auto const actor = storage::find_handle(tx, tables, self);
        if (!actor) throw std::logic_error{"this node has no actor"};
        auto const keys = app.node.keyring.keys_of(tx, tables, *actor);
        Signer const signer{app.node.settings.node.domain, self + "#ed25519-key", keys->ed25519};
        return sealed_pack(evidence_of(app, tx, tables, the_case, by), signer, audit::head(tx, tables), now);
    });
}

Seal verify_pack(std::string_view tar) {
    auto const files = from_tar(tar);
    if (!files) return broken("this is no pack of evidence, or it is broken");
    auto const manifest = files->find(manifest_name), sealed = files->find(seal_name);
    if (manifest == files->end() || sealed == files->end()) return broken("the manifest or the seal is missing");
    auto const json = Json::read_object(sealed->second);
    if (!json) return broken("the seal cannot be read");
    auto const& root = json->root();
    Seal seal;
    seal.node = federation::text_member(root, "node");
    seal.made = federation::text_member(root, "made");
    seal.key = federation::text_member(root, "key");
    seal.audit_head = federation::text_member(root, "audit");
    seal.files = files->size();
    auto const key = crypto::Ed25519PublicKey::from_multikey(seal.key);
    if (!key || !crypto::verify_proof(root, *key))
        seal.problem = "the seal was changed";
    else if (federation::text_member(root, "manifest") != hex_of(manifest->second))
        seal.problem = "the manifest was changed";
    else
        seal.problem = manifest_problem(*files, manifest->second);
    return seal;
}

}  // namespace collegium::server::safeguarding
