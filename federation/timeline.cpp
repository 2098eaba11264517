#include "federation/timeline.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/community/filing.hpp"
#include "federation/community/visibility.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/timeline_words.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::timeline {

using storage::Edge;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_replies = 500;              // answers, comments, and places of what was taken away
constexpr std::size_t most_replies_looked_at = 5'000;  // also those that the reader may not see
constexpr std::size_t most_reports = 100;
constexpr std::size_t longest_reason = 500;        // characters: others write more
constexpr std::size_t most_posts_looked_at = 400;  // whole posts, for one page of questions
constexpr std::size_t most_passed_over = 20'000;   // rows of a list, for the same

bool has_accepted(ReadTx const& tx, Tables const& tables, Handle question, Viewer const& viewer) {
    bool found = false;
    tables.accepted.ascend(tx, Edge{question, Handle{0}}, [&](Edge const& key, storage::Acceptance const&) {
        auto const answer = key.of == question ? tables.objects.get(tx, key.by) : std::nullopt;
        found = answer && community::is_visible(tx, tables, key.by, *answer) &&
                community::is_meant_for(tx, tables, viewer, key.by, *answer);
        return key.of == question && !found;
    });
    return found;
}

// Answers, comments, and what was taken away do not take each other's places, and what the reader may not see has none.
template <class Visit>
void each_reply(ReadTx const& tx, Tables const& tables, Handle question, Viewer const& viewer, Visit visit) {
    std::size_t looked_at = 0, answers = 0, comments = 0, taken_away = 0;
    tables.replies.ascend(tx, {question, LocalId{0}}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != question || looked_at++ == most_replies_looked_at) return false;
        auto const record = tables.objects.get(tx, handle);
        if (!record || !community::is_meant_for(tx, tables, viewer, handle, *record)) return true;
        bool const is_answer = record->kind == ObjectKind::answer;
        auto& of_kind = !community::is_visible(tx, tables, handle, *record) ? taken_away
                        : is_answer                                         ? answers
                                                                            : comments;
        if (of_kind++ < most_replies) visit(handle, *record);
        return true;
    });
}

std::uint64_t count_answers(ReadTx const& tx, Tables const& tables, Handle question, Viewer const& viewer) {
    std::uint64_t count = 0;
    each_reply(tx, tables, question, viewer, [&](Handle handle, ObjectRecord const& record) {
        if (record.kind == ObjectKind::answer && community::is_visible(tx, tables, handle, record)) ++count;
    });
    return count;
}

void add_words(PostView& post, Words&& words) {
    auto& object = words.object;
    post.name = std::move(object.name);
    post.details = std::move(words.details);
    post.content = std::move(object.content);
    post.options = std::move(object.options);
    post.source = std::move(object.source);
    post.language = std::move(object.language);
    post.about = std::move(object.about);
    post.links = std::move(object.links);
    post.take_up = std::move(object.take_up);
    post.origins = std::move(object.origins);
}

std::string reason_in(JsonValue const& act) {
    return content::cut_characters(content::plain_text(text_member(act, "summary")), longest_reason);
}

}  // namespace

std::string PostView::title() const {
    return title_of(name, content);
}

std::string reason_of(ReadTx const& tx, Tables const& tables, storage::Seq seq, std::string_view thing) {
    auto const activity = logged_activity(tx, tables, seq);
    if (!activity) return {};
    if (activity->verb() != Verb::announce) return reason_in(activity->root());
    for (auto const* const value : activity->wrapped())
        if (reference_member(*value, "object") == thing) return reason_in(*value);
    return {};
}

namespace {

// It stands in lists of its own, not among the questions.
bool has_own_list(ObjectKind kind) {
    using enum ObjectKind;
    return kind == guide || kind == instrument || kind == project || kind == signpost;
}

ActorView view_of(ReadTx const& tx, Tables const& tables, Handle handle, storage::ActorRecord const& record) {
    ActorView view;
    view.handle = handle;
    view.iri = storage::iri_of(tx, tables, handle);
    view.name = record.username;
    view.host = std::string{Iri::parse(view.iri).value().host()};
    view.display = record.display_name.empty() ? record.username : record.display_name;
    view.summary = record.summary;
    view.local = record.local;
    view.community = record.type == storage::ActorType::group;
    return view;
}

// Somebody whose document never came: only their institution is known.
ActorView stranger(ReadTx const& tx, Tables const& tables, Handle handle) {
    ActorView view;
    view.handle = handle;
    view.iri = storage::iri_of(tx, tables, handle);
    if (auto const iri = Iri::parse(view.iri)) view.host = std::string{iri->host()};
    view.name = view.display = view.host;
    return view;
}

// What others think of it, and what its community has decided.
void add_judgement(
    ReadTx const& tx, Tables const& tables, PostView& post, ObjectRecord const& record, Viewer const& viewer
) {
    auto const counted = viewer.member == Handle{0} ? community::Counted::outside : community::Counted::all;
    auto const votes = community::votes_for(tx, tables, post.handle, record.community, counted);
    post.up = votes.up;
    post.down = votes.down;
    post.marks = community::marks_on(tx, tables, post.handle, record, counted);
    if (record.kind != ObjectKind::question) post.marks.wanting_schools.clear();  // came before it was known what it is
    post.featured = tables.featured.contains(tx, Edge{record.community, post.handle});
    auto const lock = tables.locks.get(tx, Edge{post.handle, record.community});
    post.locked = lock.has_value();
    bool const is_visible = post.state == ObjectState::visible;
    auto const removal = is_visible ? std::nullopt : community::removal_of(tx, tables, post.handle, record);
    if (auto const ruling = removal ? removal : lock) post.reason = reason_of(tx, tables, ruling->seq, post.iri);
}

// A community's questions, or those of them with the first word of a context, and the lists in which they have to be
// for the others. Under nobody's name there are none.
struct QuestionList {
    storage::Table<PlaceKey, Handle> const* table;
    Handle under{};
    std::vector<Handle> also;
};

QuestionList list_of(ReadTx const& tx, Tables const& tables, Handle community, QuestionContext const& wanted) {
    auto const facets = facets_of(wanted);
    if (facets.empty()) return {&tables.topics, community, {}};
    auto const name = storage::iri_of(tx, tables, community);
    std::vector<Handle> places;
    for (auto const& facet : facets) {
        auto const place = storage::find_handle(tx, tables, community::place_by_context(name, facet));
        if (!place) return {&tables.contexts, Handle{0}, {}};  // nobody here has said this word
        places.push_back(*place);
    }
    auto const first = places.front();
    places.erase(places.begin());
    return {&tables.contexts, first, std::move(places)};
}

bool is_in_all(ReadTx const& tx, Tables const& tables, std::vector<Handle> const& places, LocalId number) {
    return std::ranges::all_of(places, [&](Handle place) { return tables.contexts.contains(tx, {place, number}); });
}

bool can_be_seen(ReadTx const& tx, Tables const& tables, std::string_view iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    return record && community::is_visible(tx, tables, *handle, *record);
}

Report report_at(ReadTx const& tx, Tables const& tables, storage::Seq seq, Activity const& flag) {
    Report report;
    report.seq = seq;
    auto const summary = text_member(flag.root(), "summary");
    report.reason = content::plain_text(summary.empty() ? text_member(flag.root(), "content") : summary);
    for (auto const iri : flag.objects()) report.things.emplace_back(iri);
    if (auto const entry = tables.log.get(tx, seq)) report.at = entry->received;
    report.school = std::string{flag.actor().host()};
    return report;
}

}  // namespace

std::optional<ActorView> find_actor(ReadTx const& tx, Tables const& tables, Handle handle) {
    auto const record = tables.actors.get(tx, handle);
    return record ? std::optional{view_of(tx, tables, handle, *record)} : std::nullopt;
}

std::optional<ActorView> find_community(
    ReadTx const& tx, Tables const& tables, std::string_view own_host, std::string_view address
) {
    auto const at = address.find('@');
    auto const name = address.substr(0, at);
    auto const host = at == std::string_view::npos ? own_host : address.substr(at + 1);
    std::optional<Handle> handle;
    if (host == own_host) {
        handle = tables.local_names.get(tx, std::string{name});
    } else {
        // Others choose their own paths, so the name decides, not the address.
        tables.actors.each(tx, [&](Handle each, storage::ActorRecord const& record) {
            bool const fits = !record.local && record.type == storage::ActorType::group && record.username == name;
            if (fits && Iri::parse(storage::iri_of(tx, tables, each)).value().host() == host) handle = each;
            return !handle;
        });
    }
    auto view = handle ? find_actor(tx, tables, *handle) : std::nullopt;
    return view && view->community ? view : std::nullopt;
}

std::vector<ActorView> local_communities(ReadTx const& tx, Tables const& tables) {
    std::vector<ActorView> found;
    tables.local_names.each(tx, [&](std::string const&, Handle handle) {
        if (auto view = find_actor(tx, tables, handle); view && view->community) found.push_back(*std::move(view));
        return true;
    });
    return found;
}

std::vector<Membership> communities_of(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Membership> found;
    tables.following.ascend(tx, {person, Handle{0}}, [&](Edge const& key, storage::FollowRecord const& record) {
        if (key.of != person) return false;
        if (auto view = find_actor(tx, tables, key.by); view && view->community)
            found.push_back({*std::move(view), record.state});
        return true;
    });
    return found;
}

PostReader::KnownActor const& PostReader::actor(Handle handle) {
    auto const [at, fresh] = actors_.try_emplace(handle);
    auto& known = at->second;
    if (fresh) known.record = tables_.actors.get(tx_, handle);
    if (fresh && known.record) known.view = view_of(tx_, tables_, handle, *known.record);
    return known;
}

std::optional<PostView> PostReader::find(Handle handle) {
    auto const record = tables_.objects.get(tx_, handle);
    return record ? find(handle, *record) : std::nullopt;
}

std::optional<PostView> PostReader::find(Handle handle, ObjectRecord const& record) {
    auto post = without_words(handle, record);
    if (!post || post->state != ObjectState::visible) return post;
    if (auto words = words_of(tx_, tables_, record.words)) add_words(*post, *std::move(words));
    return post;
}

std::optional<PostView> PostReader::find(Handle handle, ObjectRecord const& record, JsonValue const& words) {
    auto post = without_words(handle, record);
    if (!post || post->state != ObjectState::visible) return post;
    if (auto read = words_in(words)) add_words(*post, *std::move(read));
    return post;
}

std::optional<PostView> PostReader::without_words(Handle handle, ObjectRecord const& record) {
    if (record.kind == ObjectKind::unknown || !community::is_meant_for(tx_, tables_, viewer_, handle, record))
        return {};
    PostView post;
    post.handle = handle;
    post.iri = storage::iri_of(tx_, tables_, handle);
    post.number = record.number;
    post.kind = record.kind;
    post.state = community::state_of(tx_, tables_, handle, record);
    post.author = actor(record.author).view;
    post.author.handle = record.author;  // two people whose documents have not come are two
    post.community = actor(record.community).view;
    post.published = record.published;
    post.updated = record.updated;
    post.edited = record.updated > record.published;
    post.announced = record.announced != storage::Seq{0};
    auto const acceptance = tables_.accepted.get(tx_, Edge{record.root, handle});
    if (acceptance && post.state == ObjectState::visible) {
        post.accepted = true;
        post.accepted_by = acceptance->by;
    }
    post.parent = record.parent;
    post.root = record.root;
    post.audience = record.audience;
    add_judgement(tx_, tables_, post, record, viewer_);
    return post;
}

std::optional<PostView> find_post(ReadTx const& tx, Tables const& tables, Handle handle, Viewer const& viewer) {
    return PostReader{tx, tables, viewer}.find(handle);
}

std::optional<PostView> find_post(ReadTx const& tx, Tables const& tables, LocalId number, Viewer const& viewer) {
    auto const handle = tables.numbers.get(tx, number);
    return handle ? find_post(tx, tables, *handle, viewer) : std::nullopt;
}

std::optional<PostView> version_of(ReadTx const& tx, Tables const& tables, PostView const& post, storage::Seq seq) {
    auto words = words_of(tx, tables, seq);
    if (!words || words->object.id.text() != post.iri) return std::nullopt;
    auto version = post;
    version.updated = words->object.updated;
    add_words(version, *std::move(words));
    return version;
}

TopicPage questions_in(
    ReadTx const& tx,
    Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    Viewer const& viewer,
    QuestionContext const& wanted
) {
    TopicPage page;
    auto const list = list_of(tx, tables, community, wanted);
    PostReader reader{tx, tables, viewer};
    std::size_t rows = most_passed_over, posts = most_posts_looked_at;
    auto last = before;
    list.table->descend(tx, {list.under, before}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != list.under) return false;
        if (rows == 0 || posts == 0) {
            page.rest = last;
            return false;
        }
        --rows;
        last = key.number;
        if (!is_in_all(tx, tables, list.also, key.number)) return true;
        --posts;
        auto post = reader.find(handle);
        bool const is_shown = post && !has_own_list(post->kind) && post->state == ObjectState::visible;
        if (is_shown && fits(post->about, wanted))
            page.lines.push_back(
                {*std::move(post), count_answers(tx, tables, handle, viewer), has_accepted(tx, tables, handle, viewer)}
            );
        return page.lines.size() < most;
    });
    return page;
}

std::optional<Thread> thread_of(ReadTx const& tx, Tables const& tables, Handle question, Viewer const& viewer) {
    PostReader reader{tx, tables, viewer};
    auto post = reader.find(question);
    if (!post || post->parent != Handle{0}) return std::nullopt;
    Thread thread{*std::move(post), {}, {}};
    each_reply(tx, tables, question, viewer, [&](Handle handle, ObjectRecord const& record) {
        auto reply = reader.find(handle, record);
        if (!reply) return;
        if (reply->accepted) reply->acceptances = acceptances_of(tx, tables, *reply, viewer);
        (reply->kind == ObjectKind::answer ? thread.answers : thread.comments).push_back(*std::move(reply));
    });
    auto const is_accepted = [](PostView const& each) { return each.accepted; };
    if (std::ranges::any_of(thread.answers, is_accepted))  // which moves all of them
        std::stable_partition(thread.answers.begin(), thread.answers.end(), is_accepted);
    return thread;
}

std::vector<AcceptedBy> acceptances_of(
    ReadTx const& tx, Tables const& tables, PostView const& answer, Viewer const& viewer
) {
    auto const record = tables.objects.get(tx, answer.handle);
    if (!record) return {};
    std::vector<AcceptedBy> found;
    for (auto const& each : community::acceptances_of(tx, tables, answer.handle, *record)) {
        if (!community::may_know_of(tx, tables, viewer, each.by)) continue;
        auto const by = find_actor(tx, tables, each.by);
        found.push_back({by ? *by : stranger(tx, tables, each.by), reason_of(tx, tables, each.seq, answer.iri)});
    }
    return found;
}

std::optional<Report> report_of(ReadTx const& tx, Tables const& tables, storage::Seq seq) {
    auto const flag = logged_activity(tx, tables, seq);
    return flag && flag->verb() == Verb::flag ? std::optional{report_at(tx, tables, seq, *flag)} : std::nullopt;
}

std::vector<Report> open_reports(ReadTx const& tx, Tables const& tables, Handle recipient) {
    std::vector<Report> found;
    tables.reports.descend(tx, {recipient, storage::Seq{~0ull}}, [&](storage::EntryKey const& key, storage::Nothing) {
        if (key.of != recipient) return false;
        auto const flag = logged_activity(tx, tables, key.seq);
        if (!flag) return true;
        auto report = report_at(tx, tables, key.seq, *flag);
        auto const is_seen = [&](auto const& iri) { return can_be_seen(tx, tables, iri); };
        if (std::ranges::any_of(report.things, is_seen)) found.push_back(std::move(report));
        return found.size() < most_reports;
    });
    return found;
}

}  // namespace collegium::federation::timeline
