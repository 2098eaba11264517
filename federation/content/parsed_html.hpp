// Parsed HTML: a document from a stranger as a browser's parser reads it, in no more memory than it may take.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <gumbo.h>
#include <string_view>

namespace collegium::federation::content {

class ParsedHtml {
public:
    // Bytes that the parser may take for one document. It copies elements that were left open, with their attributes,
    // for each paragraph behind them: 64 KiB could become gigabytes.
    static constexpr std::size_t most_room = std::size_t{3} << 20;

    // Reads a fragment in <div>, so that nothing is taken for the head of a page. html must outlive this.
    explicit ParsedHtml(std::string_view html);
    ~ParsedHtml();
    ParsedHtml(ParsedHtml const&) = delete;
    ParsedHtml& operator=(ParsedHtml const&) = delete;

    // What the fragment consists of; nullptr if it takes too much room.
    GumboVector const* nodes() const noexcept;

private:
    struct Block;

    void read(std::string_view html) noexcept;
    void* take(std::size_t bytes) noexcept;

    GumboOptions options_ = kGumboDefaultOptions;
    GumboOutput const* output_ = nullptr;
    std::jmp_buf too_much_{};
    Block* newest_ = nullptr;
    std::size_t taken_ = 0;
};

}  // namespace collegium::federation::content
