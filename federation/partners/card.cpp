#include "federation/partners/card.hpp"

#include "config/phrase.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/policy.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::CardRecord;

namespace {

constexpr std::size_t most_bytes = 32 * 1024;
constexpr std::array<std::string_view, 3> mode_names{"closed", "network", "open"};
constexpr char const* holiday_name = "holiday";  // in the table of the node

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    for (char const c : text) {
        if (c == ' ') continue;
        if (c != ',') {
            part += c;
        } else if (!part.empty()) {
            parts.push_back(std::exchange(part, {}));
        }
    }
    if (!part.empty()) parts.push_back(part);
    return parts;
}

void append(std::string& list, std::string_view part) {
    if (part.empty()) return;
    if (!list.empty()) list += ", ";
    list += part;
}

std::string texts_of(JsonValue const& root, std::string_view name) {
    std::string list;
    auto const* const values = member(root, name);
    if (values == nullptr || !values->IsArray()) return list;
    for (auto const& value : values->GetArray())
        append(list, value.IsObject() ? text_member(value, "name") : text_of(value));
    return list;
}

std::string inner_text(JsonValue const& root, std::string_view object, std::string_view name) {
    auto const* const inner = member(root, object);
    return inner != nullptr && inner->IsObject() ? std::string{text_member(*inner, name)} : std::string{};
}

std::string person_json(std::string_view name, std::string_view contact) {
    return JsonText::object().text_unless_empty("name", name).text_unless_empty("contact", contact).done();
}

std::string holiday_json(Holiday const& holiday) {
    return JsonText::object()
        .text("from", holiday.from)
        .text("to", holiday.to)
        .text_unless_empty("text", holiday.text)
        .done();
}

std::optional<Holiday> read_holiday(JsonValue const& value) {
    if (!value.IsObject()) return std::nullopt;
    Holiday holiday{
        std::string{text_member(value, "from")},
        std::string{text_member(value, "to")},
        std::string{text_member(value, "text")}};
    if (!check_holiday(holiday)) return std::nullopt;
    return holiday;
}

bool is_date(std::string_view text) {
    return text.size() == 10 && from_rfc3339(std::string{text} + "T00:00:00Z").has_value();
}

std::string capabilities_json() {
    auto const rfc9421 = JsonText::object()
                             .text("href", "https://datatracker.ietf.org/doc/html/rfc9421")
                             .text("name", "RFC-9421: HTTP Message Signatures")
                             .done();
    return JsonText::list().raw_item(rfc9421).done();
}

}  // namespace

Result<void> check_holiday(Holiday const& holiday) {
    if (!is_date(holiday.from) || !is_date(holiday.to))
        return Refusal{Reason::malformed, "write dates as in 2026-12-19"};
    if (holiday.from > holiday.to) return Refusal{Reason::malformed, "a holiday that ends before it begins"};
    return {};
}

std::optional<Holiday> own_holiday(storage::ReadTx const& tx, storage::Tables const& tables) {
    auto bytes = tables.node.get(tx, holiday_name);
    if (!bytes) return std::nullopt;
    auto const json = Json::read_object(*std::move(bytes));
    return json ? read_holiday(json->root()) : std::nullopt;
}

void put_own_holiday(storage::WriteTx& tx, storage::Tables& tables, std::optional<Holiday> const& holiday) {
    if (holiday)
        tables.node.put(tx, holiday_name, holiday_json(*holiday));
    else
        tables.node.erase(tx, holiday_name);
}

std::string card_document(Settings const& settings, std::optional<Holiday> const& holiday) {
    auto const& card = settings.card;
    auto document = JsonText::object();
    document.text("type", "PartnerCard")
        .text("domain", settings.node.domain)
        .text("name", settings.node.name)
        .text_unless_empty("kind", card.kind)
        .raw("operator", person_json(card.operator_name, card.operator_contact))
        .raw("safeguarding", person_json(card.safeguarding_name, card.safeguarding_contact))
        .text_unless_empty("dataProtection", card.data_protection_contact)
        .text_unless_empty("rules", card.rules)
        .texts("languages", split(card.languages))
        .raw(
            "software",
            JsonText::object().text("name", "collegium").text("version", vocabulary::software_version).done()
        )
        .raw("implements", capabilities_json())
        .text("mode", mode_names[static_cast<std::size_t>(settings.federation.mode)]);
    if (holiday) document.raw("holiday", holiday_json(*holiday));
    return document.done();
}

Result<Card> read_card(std::string bytes, std::string_view domain) {
    if (bytes.size() > most_bytes) return Refusal{Reason::too_large, "a partner card of more than 32 KiB"};
    auto const json = Json::read_object(std::move(bytes));
    if (!json) return json.error();
    auto const& root = json->root();
    auto const text = [&](std::string_view name) { return std::string{text_member(root, name)}; };
    Card card;
    card.domain = text("domain");
    if (type_of(root) != "PartnerCard") return Refusal{Reason::malformed, "not a partner card"};
    if (card.domain != domain) return Refusal{Reason::foreign, "the card of another domain"};
    card.name = text("name");
    card.kind = text("kind");
    card.operator_name = inner_text(root, "operator", "name");
    card.operator_contact = inner_text(root, "operator", "contact");
    card.safeguarding_name = inner_text(root, "safeguarding", "name");
    card.safeguarding_contact = inner_text(root, "safeguarding", "contact");
    card.data_protection_contact = text("dataProtection");
    card.rules = text("rules");
    card.languages = texts_of(root, "languages");
    card.software = inner_text(root, "software", "name") + " " + inner_text(root, "software", "version");
    card.capabilities = texts_of(root, "implements");
    card.mode = text("mode");
    if (auto const* const holiday = member(root, "holiday")) card.holiday = read_holiday(*holiday);
    return card;
}

std::vector<std::pair<std::string, std::string>> lines_of(Card const& card) {
    std::vector<std::pair<std::string, std::string>> lines{
        {phrase("Name"), card.name},
        {phrase("Kind of institution"), card.kind},
        {phrase("Operator"), card.operator_name},
        {phrase("Contact of the operator"), card.operator_contact},
        {phrase("Safeguarding lead"), card.safeguarding_name},
        {phrase("Contact of the safeguarding lead"), card.safeguarding_contact},
        {phrase("Data protection"), card.data_protection_contact},
        {phrase("Rules"), card.rules},
        {phrase("Languages"), card.languages},
        {phrase("Software"), card.software},
        {phrase("Capabilities"), card.capabilities},
        {phrase("Mode"), card.mode}};
    std::erase_if(lines, [](auto const& line) { return line.second.empty(); });
    return lines;
}

std::vector<CardChange> changes_between(Card const& before, Card const& now) {
    std::vector<CardChange> changes;
    auto old_lines = lines_of(before);
    for (auto const& [what, value] : lines_of(now)) {
        auto const old = std::ranges::find(old_lines, what, &std::pair<std::string, std::string>::first);
        if (old == old_lines.end()) {
            changes.push_back({what, "", value});
            continue;
        }
        if (old->second != value) changes.push_back({what, old->second, value});
        old_lines.erase(old);
    }
    for (auto const& [what, value] : old_lines) changes.push_back({what, value, ""});
    return changes;
}

asio::awaitable<Result<std::string>> fetch_card(Node const& node, std::string host, bool for_introduction) {
    auto iri = Iri::parse("https://" + host + "/partner-card");
    if (!iri) co_return iri.error();
    FetchBudget budget;
    budget.requests = 1;
    budget.redirects = 0;
    budget.for_introduction = for_introduction;
    auto const json = co_await fetch_json(node, *std::move(iri), budget);
    if (!json) co_return json.error();
    auto const card = read_card(json->bytes(), host);
    if (!card) co_return card.error();
    co_return json->bytes();
}

asio::awaitable<Result<void>> refresh_card(Node const& node, std::string host, bool for_introduction) {
    auto const fetched = co_await fetch_card(node, host, for_introduction);
    if (!fetched && fetched.error().reason() == Reason::paused) co_return fetched.error();  // nobody was asked
    storage::Store::Change<storage::Nothing> change =
        [host, fetched, now = node.clock.now()](storage::WriteTx& tx, storage::Tables& tables) {
            auto record = tables.cards.get(tx, host).value_or(CardRecord{});
            record.fetched = now;
            if (fetched) record.seen = *fetched;
            // Who was agreed with unread: from the first reading on, changes are noticed.
            if (record.agreed.empty() && standing_of(tx, tables, host) == Standing::agreed) record.agreed = record.seen;
            tables.cards.put(tx, host, record);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const kept = co_await node.store.write(std::move(change));
    if (!kept) co_return kept.error();
    if (!fetched) co_return fetched.error();
    co_return Result<void>{};
}

}  // namespace collegium::federation
