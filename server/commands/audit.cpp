#include "server/audit/audit.hpp"

#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

namespace collegium::server::commands {

using storage::AuditNumber;
using storage::AuditRecord;

namespace {

// A text in quotes for a table; a spreadsheet must not take what somebody wrote for a formula.
std::string csv_field(std::string_view text) {
    constexpr std::string_view formulas = "=+-@\t\r";
    bool const may_run = !text.empty() && formulas.find(text.front()) != std::string_view::npos;
    std::string field = may_run ? "\"'" : "\"";
    for (char const c : text) field += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return field + '"';
}

std::string csv_line(AuditNumber number, AuditRecord const& record) {
    auto line = std::to_string(static_cast<std::uint64_t>(number));
    for (auto const& text :
         {to_rfc3339(record.at),
          record.who,
          record.what,
          record.about,
          record.reason,
          crypto::to_hex(record.previous),
          crypto::to_hex(record.hash)})
        line += ',' + csv_field(text);
    return line;
}

std::string whole_file(std::filesystem::path const& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw CommandError{"cannot read " + file.string()};
    return text.str();
}

std::optional<audit::Witness> witness_in(std::string const& text) {
    if (text.empty()) return std::nullopt;
    if (auto const witness = audit::read_witness(text)) return witness;
    throw CommandError{"a witness is the number and the hash of an entry: 1042:<64 hex digits>"};
}

}  // namespace

void export_audit(std::filesystem::path const& config, bool csv) {
    Opened opened{config};
    if (csv) std::cout << "number,at,who,what,about,reason,previous,hash\n";
    opened.store.read([&](auto const& tx, auto const& tables) {
        tables.audit_log.each(tx, [&](AuditNumber number, AuditRecord const& record) {
            std::cout << (csv ? csv_line(number, record) : audit::line_of(number, record)) << '\n';
            return true;
        });
    });
}

void verify_audit(
    std::filesystem::path const& config, std::filesystem::path const& file, std::string const& witness_text
) {
    auto const witness = witness_in(witness_text);
    audit::Verdict verdict;
    if (file.empty()) {
        Opened opened{config};
        verdict =
            opened.store.read([&](auto const& tx, auto const& tables) { return audit::verify(tx, tables, witness); });
    } else {
        verdict = audit::verify_lines(whole_file(file), witness);
    }
    auto const count = std::to_string(static_cast<std::uint64_t>(verdict.last));
    if (!verdict.ok())
        throw CommandError{"the audit log is broken after " + count + " good entries: " + verdict.problem};
    std::cout << "The audit log is whole: " << count << " entries.\n";
    if (verdict.last != AuditNumber{0}) std::cout << "Head: " << count << ':' << crypto::to_hex(verdict.head) << '\n';
}

}  // namespace collegium::server::commands
