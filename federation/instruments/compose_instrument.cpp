#include "federation/instruments/compose_instrument.hpp"

#include "federation/content/markdown.hpp"
#include "federation/instruments/instrument_json.hpp"

namespace collegium::federation::instruments {

namespace {

DocumentDraft article_of(InstrumentDraft const& draft) {
    auto const& instrument = draft.instrument;
    auto const markdown = as_markdown(instrument);
    return {
        draft.community,
        draft.audience,
        instrument.title,
        content::to_html(markdown),
        markdown,
        instrument.language,
        [&instrument](JsonText& object) { add_instrument(object, instrument); }};
}

}  // namespace

Composed InstrumentComposer::publish(Author const& author, InstrumentDraft const& draft) const {
    return articles_.publish(author, article_of(draft));
}

Composed InstrumentComposer::revise(Author const& author, Instrument const& changed, InstrumentView const& current)
    const {
    auto const& post = current.post;
    InstrumentDraft draft{post.community.iri, changed, post.audience};
    draft.instrument.revision = current.instrument.revision + 1;
    return articles_.revise(author, article_of(draft), {post.iri, post.published, post.updated});
}

}  // namespace collegium::federation::instruments
