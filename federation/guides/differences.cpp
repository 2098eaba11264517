#include "federation/guides/differences.hpp"

#include "config/phrase.hpp"

namespace collegium::federation::guides {

namespace {

std::string evidence_lines(Guide const& guide) {
    if (!guide.evidence) return {};
    auto const& rating = *guide.evidence;
    return rating.scheme + ": " + rating.grade + "\n" + rating.rationale + "\n" + rating.rater;
}

std::string transferability_lines(Guide const& guide) {
    auto const& [rating, context] = guide.transferability;
    return (rating == 0 ? std::string{} : std::to_string(rating) + " of 5\n") + context;
}

std::string reference_lines(Guide const& guide) {
    std::string lines;
    for (auto const& each : guide.references)
        lines += each.title + " <" + each.address + ">" + (each.open ? " (open access)" : "") + "\n";
    return lines;
}

std::string source_line(std::string_view words, Source const& source) {
    if (source.empty()) return {};
    return std::string{words} + " " + source.guide + " " + source.version + "\n";
}

std::string source_lines(Guide const& guide) {
    auto lines = source_line("Adapted from", guide.adapted_from) + source_line("Translated from", guide.translation_of);
    for (auto const& each : guide.derived_from) lines += "It began with the question " + each + "\n";
    return lines;
}

class Comparison {
public:
    Comparison(Guide const& before, Guide const& after) : before_{before}, after_{after} {}

    void add(std::string_view name, std::string_view heading, std::string const& before, std::string const& after) {
        auto hunks = content::differences(before, after);
        if (!hunks.empty()) parts_.push_back({name, heading, std::move(hunks)});
    }

    void add(std::string_view name, std::string_view heading, std::string (*lines)(Guide const&)) {
        add(name, heading, lines(before_), lines(after_));
    }

    std::vector<ChangedPart> done() { return std::move(parts_); }

private:
    Guide const& before_;
    Guide const& after_;
    std::vector<ChangedPart> parts_;
};

char sign_of(content::LineChange change) {
    if (change == content::LineChange::added) return '+';
    return change == content::LineChange::removed ? '-' : ' ';
}

}  // namespace

std::vector<ChangedPart> differences(Guide const& before, Guide const& after) {
    Comparison comparison{before, after};
    comparison.add("title", phrase("Title"), before.title, after.title);
    for (auto const& each : all_sections()) {
        comparison.add(each.name, each.heading, before[each.section], after[each.section]);
        if (each.section == Section::strength) comparison.add("evidence", phrase("Evidence strength"), &evidence_lines);
        if (each.section == Section::transferability)
            comparison.add("rating", phrase("Transferability"), &transferability_lines);
    }
    comparison.add("sources", phrase("List of references"), &reference_lines);
    comparison.add("licence", phrase("Licence"), before.licence, after.licence);
    comparison.add("language", phrase("Language"), before.language, after.language);
    comparison.add("origin", phrase("Where it comes from"), &source_lines);
    return comparison.done();
}

std::string as_text(std::vector<ChangedPart> const& parts) {
    std::string text;
    for (auto const& part : parts) {
        text += std::string{part.heading} + "\n";
        for (auto const& hunk : part.hunks) {
            text += "@@\n";
            for (auto const& line : hunk) text += sign_of(line.change) + line.text + "\n";
        }
    }
    return text;
}

}  // namespace collegium::federation::guides
