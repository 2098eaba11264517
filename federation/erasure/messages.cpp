#include "federation/erasure/messages.hpp"

#include "federation/messages/addressees.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation::erasure {

namespace {

constexpr std::string_view wish = "col:wantsReceipt", receipt_type = "col:ErasureReceipt", erased = "col:erased";

std::string activity_id(Node const& node, std::string const& folder) {
    return node.settings.origin() + "/activities/" + folder + "/" + digits(node.ids.next());
}

// What such a receipt says stands in its result: to others it is an Accept like any.
JsonValue const* result_of(Activity const& activity) {
    auto const* const result = activity.verb() == Verb::accept ? member(activity.root(), "result") : nullptr;
    bool const fits = result != nullptr && result->IsObject() && type_of(*result) == receipt_type;
    return fits ? result : nullptr;
}

}  // namespace

bool asks_for_receipt(Activity const& activity) {
    if (activity.verb() != Verb::delete_ || activity.object_id() != activity.actor().text()) return false;
    auto const* const wanted = member(activity.root(), wish);
    return wanted != nullptr && wanted->IsTrue();
}

bool is_receipt(Activity const& activity) {
    return result_of(activity) != nullptr;
}

std::string_view erased_in(Activity const& receipt) {
    auto const* const result = result_of(receipt);
    return result == nullptr ? std::string_view{} : reference_member(*result, erased);
}

Composed deletion(Node const& node, Author const& person, std::vector<std::string> const& told) {
    auto const to = person.stays ? kept_here(node.settings.origin(), {}).to
                                 : std::vector<std::string>{std::string{vocabulary::public_audience}};
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", activity_id(node, "delete"))
        .text("type", "Delete")
        .text("actor", person.iri)
        .texts("to", to)
        .text("published", to_rfc3339_in_millis(node.clock.now()))
        .text("object", person.iri)
        .boolean(wish, true);
    Composed const composed{signed_act(person, node.clock, members), node.ids.next()};
    return with_hidden(composed, {{}, person.stays ? std::vector<std::string>{} : told});
}

Composed receipt(Node const& node, Author const& ourselves, Activity const& deletion) {
    auto const result = JsonText::object().text("type", receipt_type).text(erased, deletion.actor().text()).done();
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", activity_id(node, "accept"))
        .text("type", "Accept")
        .text("actor", ourselves.iri)
        .texts("to", {std::string{deletion.actor().origin()} + "/"})
        .text("published", to_rfc3339_in_millis(node.clock.now()))
        .text("object", deletion.id().text())
        .raw("result", result);
    return {signed_act(ourselves, node.clock, members), node.ids.next()};
}

}  // namespace collegium::federation::erasure
