#include "federation/content/parsed_html.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

namespace collegium::federation::content {

namespace {

constexpr std::size_t usual_block = std::size_t{64} << 10;

constexpr std::size_t aligned(std::size_t bytes) noexcept {
    constexpr std::size_t step = alignof(std::max_align_t);
    return (bytes + step - 1) / step * step;
}

}  // namespace

// All that the parser takes goes at once, so nothing of it is given back one by one.
struct alignas(std::max_align_t) ParsedHtml::Block {
    Block* before;
    std::size_t size, used;
};

ParsedHtml::ParsedHtml(std::string_view html) {
    options_.fragment_context = GUMBO_TAG_DIV;
    options_.max_errors = 0;
    options_.userdata = this;
    options_.allocator = [](void* self, std::size_t bytes) { return static_cast<ParsedHtml*>(self)->take(bytes); };
    options_.deallocator = [](void*, void*) {};
    read(html);
}

ParsedHtml::~ParsedHtml() {
    while (newest_ != nullptr) std::free(std::exchange(newest_, newest_->before));
}

GumboVector const* ParsedHtml::nodes() const noexcept {
    return output_ == nullptr ? nullptr : &output_->root->v.element.children;
}

// The parser is C, does not ask whether it was given anything, and has nothing of its own to tidy up: it is left by a
// jump, over its frames alone.
void ParsedHtml::read(std::string_view html) noexcept {
    if (setjmp(too_much_) == 0) output_ = gumbo_parse_with_options(&options_, html.data(), html.size());
}

void* ParsedHtml::take(std::size_t bytes) noexcept {
    bytes = aligned(bytes);
    if (bytes > most_room - taken_) std::longjmp(too_much_, 1);
    if (newest_ == nullptr || newest_->size - newest_->used < bytes) {
        auto const size = std::max(bytes, usual_block);
        void* const fresh = std::malloc(sizeof(Block) + size);
        if (fresh == nullptr) std::longjmp(too_much_, 1);
        newest_ = new (fresh) Block{newest_, size, 0};
    }
    auto* const begin = reinterpret_cast<std::byte*>(newest_ + 1) + newest_->used;
    newest_->used += bytes;
    taken_ += bytes;
    return begin;
}

}  // namespace collegium::federation::content
