// The audit log, for operators: what was done with power over others, and whether the log is whole.
#include "server/audit/audit.hpp"

#include "server/dispatch.hpp"
#include "server/pages/moderation/handlers.hpp"

#include <charconv>

namespace collegium::server::pages {

using storage::AuditNumber;

namespace {

constexpr std::size_t entries_on_a_page = 50;

AuditNumber entries_before_of(Call const& call) {
    auto const number = number_of(call.form.text("before"));
    return AuditNumber{number ? static_cast<std::uint64_t>(*number) : ~std::uint64_t{0}};
}

void show_entry(Values values, audit::Written const& entry) {
    auto const& record = entry.record;
    values.number("NUMBER", static_cast<std::uint64_t>(entry.number));
    values.time("AT", record.at);
    values.text("DATETIME", to_rfc3339(record.at));
    values.text("WHO", record.who);
    values.text("WHAT", record.what);
    if (!record.about.empty()) values.repeat("ABOUT").text("WORDS", record.about);
    if (!record.reason.empty()) values.repeat("REASON").text("WORDS", record.reason);
}

void show_verdict(Values values, audit::Verdict const& verdict) {
    if (verdict.ok())
        values.repeat("WHOLE").amount("COUNT", static_cast<std::uint64_t>(verdict.last));
    else
        values.repeat("BROKEN").text("WORDS", verdict.problem);
}

std::string all_lines(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        std::string lines;
        tables.audit_log.each(tx, [&](AuditNumber number, storage::AuditRecord const& record) {
            lines += audit::line_of(number, record) + "\n";
            return true;
        });
        return lines;
    });
}

}  // namespace

awaitable<Response> get_audit(App const& app, Call call) {
    std::vector<audit::Written> entries;
    std::optional<audit::Verdict> verdict;
    std::string head;
    auto const before = entries_before_of(call);
    bool const verifies = call.form.has("verify");
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            entries = audit::entries_before(tx, tables, before, entries_on_a_page);
            head = audit::head(tx, tables);
            if (verifies) verdict = audit::verify(tx, tables);
        });
    };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "audit", phrase("Audit log")};
    auto& values = page.values();
    if (verdict) show_verdict(values, *verdict);
    if (!head.empty()) values.repeat("HEAD").text("WORDS", head);
    for (auto const& entry : entries) show_entry(values.repeat("ENTRY"), entry);
    if (entries.empty()) values.show("NONE");
    if (entries.size() == entries_on_a_page)
        values.repeat("OLDER").number("BEFORE", static_cast<std::uint64_t>(entries.back().number));
    co_return page.render();
}

awaitable<Response> get_audit_export(App const& app, Call) {
    std::string lines;
    std::function<void()> work = [&] { lines = all_lines(app); };
    co_await app.node.workers.run(std::move(work));
    Response response{200, "application/x-ndjson; charset=utf-8", std::move(lines)};
    response.with("Cache-Control", "private, no-store")
        .with("Content-Disposition", "attachment; filename=\"audit-log.jsonl\"");
    co_return response;
}

}  // namespace collegium::server::pages
