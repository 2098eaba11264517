#include "federation/community/marks.hpp"

#include "federation/community/opinions.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::Handle;
using storage::Mark;
using storage::MarkKey;
using storage::MarkKind;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

// False if the same person has said it again later, which came before this.
bool put_mark(rules::Context const& context, Activity const& act, MarkKind kind, Handle via) {
    MarkKey const place{context.intern(act.object_id()), kind, context.intern(act.actor().text())};
    auto const former = context.tables.marks.get(context.tx, place);
    if (former && context.was_overtaken(act, former->at)) return false;
    auto const host = storage::intern_host(context.tx, context.tables, act.actor());
    auto const name = storage::hash_of(act.id().text());
    context.tables.marks.put(context.tx, place, {context.seq, name, via, host, context.done_at(act)});
    return true;
}

struct Standing {
    MarkKey place;
    Handle via;
};

// Nothing if it no longer stands.
std::optional<Standing> standing_of(rules::Context const& context, Activity const& act) {
    auto const kind = mark_of(act);
    auto const thing = context.find(act.object_id());
    auto const by = context.find(act.actor().text());
    if (!kind || !thing || !by) return std::nullopt;
    MarkKey const place{*thing, *kind, *by};
    auto const mark = context.tables.marks.get(context.tx, place);
    if (!mark || mark->act != storage::hash_of(act.id().text())) return std::nullopt;
    return Standing{place, mark->via};
}

Result<void> check_thing(rules::Context const& context, ObjectRecord const& record, MarkKind kind) {
    if (record.author == context.find(context.activity.actor().text()))
        return Refusal{Reason::not_allowed, "what others say of your own words is for them to say"};
    bool const asks = record.kind == ObjectKind::question || record.kind == ObjectKind::unknown;
    if (kind == MarkKind::wanted && !asks) return Refusal{Reason::not_allowed, "only a question waits for answers"};
    return {};
}

void add(Marks& marks, MarkKind kind, Mark const& mark) {
    switch (kind) {
        case MarkKind::useful: ++marks.useful; break;
        case MarkKind::evidenced: ++marks.evidenced; break;
        case MarkKind::wanted: marks.wanting_schools.push_back(mark.host); break;
        case MarkKind::thanks: ++marks.thanks; break;
    }
}

}  // namespace

std::optional<MarkKind> mark_of(Activity const& act) {
    if (act.verb() != Verb::like) return std::nullopt;
    auto const kind = text_member(act.root(), "col:kind");
    if (kind == "support") return MarkKind::wanted;
    if (kind == "thanks") return MarkKind::thanks;
    if (kind != "endorsement") return std::nullopt;
    auto const axis = text_member(act.root(), "col:axis");
    if (axis == "useful") return MarkKind::useful;
    return axis == "evidenced" ? std::optional{MarkKind::evidenced} : std::nullopt;
}

Result<void> make_mark(rules::Context const& context, MarkKind kind) {
    if (!Iri::parse(context.activity.object_id())) return Refusal{Reason::malformed, "a mark needs the id of a thing"};
    auto const record = thing_of(context, context.activity);
    auto const community = record ? record->community : storage::no_one;
    if (came_through(context, community)) return Refusal{Reason::unconcerned, "the community has passed it on before"};
    if (record)
        if (auto const fits = check_thing(context, *record, kind); !fits) return fits;
    if (!put_mark(context, context.activity, kind, storage::no_one))
        return Refusal{Reason::unconcerned, "the same person has said it again since"};
    pass_on(context, community);
    return {};
}

Result<void> withdraw_mark(rules::Context const& context, Activity const& like) {
    auto const standing = standing_of(context, like);
    if (!standing) return Refusal{Reason::unconcerned, "a mark that no longer stands"};
    context.tables.marks.erase(context.tx, standing->place);
    if (auto const record = thing_of(context, like)) pass_on(context, record->community);
    return {};
}

void count_mark(rules::Context const& context, Handle community, Activity const& like) {
    auto const& id = like.id().text();
    auto const kind = mark_of(like);
    if (!kind || context.known_before(id) || context.passed_on_before(context.activity.actor().text(), id)) return;
    if (was_undone(context, community, like)) return;
    auto const record = thing_of(context, like);
    if (record && record->community != community) return;
    if (Iri::parse(like.object_id())) static_cast<void>(put_mark(context, like, *kind, community));
}

void discount_mark(rules::Context const& context, Handle community, Activity const& like) {
    remember_undone(context, community, like.id());
    auto const standing = standing_of(context, like);
    if (standing && may_take_back(context, community, like, standing->via))
        context.tables.marks.erase(context.tx, standing->place);
}

Marks marks_on(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record, Counted counted) {
    Marks marks;
    tables.marks
        .ascend(tx, MarkKey{thing, MarkKind::useful, storage::no_one}, [&](MarkKey const& key, Mark const& mark) {
            if (key.thing != thing) return false;
            bool const counts =
                key.by != record.author && (mark.via == storage::no_one || mark.via == record.community);
            bool const shown = counts && (counted == Counted::all || !is_pupil(tx, tables, key.by));
            if (shown) add(marks, key.kind, mark);
            return true;
        });
    auto& schools = marks.wanting_schools;
    std::ranges::sort(schools);
    schools.erase(std::unique(schools.begin(), schools.end()), schools.end());
    return marks;
}

Result<void> check_mark(ReadTx const& tx, Tables const& tables, Handle member, MarkKind kind) {
    if (kind != MarkKind::useful) return {};
    auto const name = tables.account_names.get(tx, member);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    if (account && account->constituency == storage::Constituency::teacher) return {};
    return Refusal{Reason::not_allowed, "useful in practice is for those to say who teach"};
}

}  // namespace collegium::federation::community
