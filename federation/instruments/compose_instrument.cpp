#include "federation/instruments/compose_instrument.hpp"

#include "federation/instruments/instrument_json.hpp"

namespace collegium::federation::instruments {

namespace {

ArticleDraft article_of(InstrumentDraft const& draft) {
    auto const& instrument = draft.instrument;
    ArticleDraft article{
        std::string{instrument_kind},
        draft.community,
        instrument.title,
        as_markdown(instrument),
        instrument.language,
        draft.audience};
    article.add_parts = [&instrument](JsonText& object) { add_instrument(object, instrument); };
    return article;
}

}  // namespace

Composed InstrumentComposer::publish(Author const& author, InstrumentDraft const& draft) const {
    return acts_.article(author, article_of(draft));
}

Composed InstrumentComposer::revise(Author const& author, Instrument const& changed, InstrumentView const& current)
    const {
    auto const& post = current.post;
    InstrumentDraft draft{post.community.iri, changed, post.audience};
    draft.instrument.revision = current.instrument.revision + 1;
    return acts_.edit(author, article_of(draft), {post.iri, post.published, post.updated});
}

}  // namespace collegium::federation::instruments
