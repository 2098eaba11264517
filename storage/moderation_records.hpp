// What the registers of moderation hold: what became of reports, and what was taken from sight. Nothing of it leaves
// the node.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// What one of those who look into something noted for the others.
struct NoteRecord {
    Handle by{};
    Instant at{};
    std::string words{};
    static constexpr auto fields = std::tuple{&NoteRecord::by, &NoteRecord::at, &NoteRecord::words};
    bool operator==(NoteRecord const&) const = default;
};

// The numbers are on disk: add at the end.
enum class Measure : std::uint64_t {
    removed,      // a thing, by an act that others hear of
    hidden,       // a thing from elsewhere, on this node
    warned,       // somebody here
    paused,       // somebody's account here
    shut_out,     // somebody elsewhere, from this node
    forwarded,    // the report, to the institution that a thing is from
    handed_over,  // the report, to the safeguarding lead
    limited,      // somebody: what they write waits
};

// What was decided in the course of looking into a report.
struct MeasureRecord {
    Measure measure{};
    Handle by{};
    Handle thing{};   // 0: about no thing
    Handle person{};  // whom it concerns; 0: nobody
    Instant at{};
    std::string reason{};  // whom it concerns reads it
    std::string act{};     // IRI of the act by which it was done; empty: there is none
    Handle speaker{};      // our actor that did that act
    Instant undone{};      // 1970: it stands
    std::string appeal{};  // what whom it concerns says against it
    std::string answer{};  // to that
    static constexpr auto fields = std::tuple{
        &MeasureRecord::measure,
        &MeasureRecord::by,
        &MeasureRecord::thing,
        &MeasureRecord::person,
        &MeasureRecord::at,
        &MeasureRecord::reason,
        &MeasureRecord::act,
        &MeasureRecord::speaker,
        &MeasureRecord::undone,
        &MeasureRecord::appeal,
        &MeasureRecord::answer};
    bool operator==(MeasureRecord const&) const = default;
};

// What became of a report, under its entry in the log.
struct ReportCaseRecord {
    bool closed{};
    Handle assigned{};  // who looks into it; 0: nobody yet
    std::vector<NoteRecord> notes{};
    std::vector<MeasureRecord> measures{};
    static constexpr auto fields = std::tuple{
        &ReportCaseRecord::closed, &ReportCaseRecord::assigned, &ReportCaseRecord::notes, &ReportCaseRecord::measures};
    bool operator==(ReportCaseRecord const&) const = default;
};

// A thing from elsewhere, or somebody there, that nobody here is to see; or somebody whose things wait.
struct HiddenRecord {
    Handle by{};
    Instant at{};
    static constexpr auto fields = std::tuple{&HiddenRecord::by, &HiddenRecord::at};
    bool operator==(HiddenRecord const&) const = default;
};

}  // namespace collegium::storage
