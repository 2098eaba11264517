{{%AUTOESCAPE context="HTML"}}{{#IN_COMMUNITY}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/guides">Guides in {{COMMUNITY}}</a></p>{{/IN_COMMUNITY}}
<article>
<h1 lang="{{LANG}}" dir="auto">{{TITLE}}</h1>
<div class="row"><p class="badge">{{STATE}}</p><p class="badge"><a href="{{PATH}}/versions">Version {{REVISION}}</a></p>{{#REVIEWED}}<p class="badge good"><a href="#reviews">Reviewed</a></p>{{/REVIEWED}}{{#NOT_REVIEWED}}<p class="badge"><a href="#reviews">Not reviewed yet</a></p>{{/NOT_REVIEWED}}</div>
<p class="quiet">By {{>BYLINE}}</p>
{{#OLD_VERSION}}<p class="notice">This is an older version. <a href="{{PATH}}">Read the newest one</a>, or <a href="{{CHANGES}}">see what has changed since</a>.</p>{{/OLD_VERSION}}
{{#IS_RETIRED}}<p class="notice">Its author has retired this guide: it is kept to be read, and no longer recommended.</p>{{/IS_RETIRED}}
{{#PAST_REVIEW}}<p class="notice">Its author wanted to look at this guide again by {{DAY}}. It may be out of date.</p>{{/PAST_REVIEW}}
{{#LICENCE_PROBLEM}}<p class="notice">This guide was made from another one whose licence may not allow it. Ask its author before you use it.</p>{{/LICENCE_PROBLEM}}
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{#ADAPTED_FROM}}<p>Adapted from <a href="{{ADDRESS}}">{{SOURCE_TITLE}}</a>.{{#STALE}} That guide has a newer version than the one that was adapted.{{/STALE}}{{#UNKNOWN}} Whether that guide has changed since is not known here.{{/UNKNOWN}}</p>{{/ADAPTED_FROM}}
{{#TRANSLATION_OF}}<p>A translation of <a href="{{ADDRESS}}">{{SOURCE_TITLE}}</a>.{{#STALE}} <strong>Out of date:</strong> that guide has a newer version than the one that was translated.{{/STALE}}{{#UNKNOWN}} Whether that guide has changed since is not known here.{{/UNKNOWN}}</p>{{/TRANSLATION_OF}}
{{#TRANSLATOR}}<p class="quiet">It was {{HOW}}.</p>{{/TRANSLATOR}}
{{#CONTENTS}}<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>
<ul>{{#LINE}}<li><a href="#part-{{NAME}}">{{HEADING}}</a></li>{{/LINE}}<li><a href="#reviews">Reviews</a></li></ul></nav>{{/CONTENTS}}
{{#SECTION}}<section aria-labelledby="part-{{NAME}}">
<h2 id="part-{{NAME}}">{{HEADING}}</h2>
{{#EVIDENCE}}<div class="card">
<p><strong>{{SCHEME}}: {{GRADE_WORDS}}</strong></p>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>
<p class="quiet">Judged by {{#MET}}{{PERSON}}{{/MET}}{{#UNMET}}<a href="{{ADDRESS}}" rel="nofollow noopener">{{PERSON}}</a>{{/UNMET}}</p>
</div>{{/EVIDENCE}}
{{#TRANSFERABILITY}}<div class="card">
<p><strong>Transferability: {{RATING}} of 5</strong></p>
<p>Judged for: {{TRIED_IN}}</p>
</div>{{/TRANSFERABILITY}}
{{#SECTION_WORDS}}<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/SECTION_WORDS}}
{{#REFERENCES}}<ul>{{#REFERENCE}}<li>{{REFERENCE_TITLE}}, {{#LINKED_ADDRESS}}<a href="{{LINK}}" rel="nofollow noopener">{{ADDRESS}}</a>{{/LINKED_ADDRESS}}{{#PLAIN_ADDRESS}}{{ADDRESS}}{{/PLAIN_ADDRESS}}{{#OPEN_ACCESS}} (open access){{/OPEN_ACCESS}}{{#DEAD}} <strong>This link leads nowhere, as far as we know since {{SINCE}}.</strong>{{/DEAD}}</li>
{{/REFERENCE}}</ul>{{/REFERENCES}}
</section>
{{/SECTION}}
</article>
{{>REVIEWS}}
{{>WHAT_HAPPENED}}
{{>STATEMENTS}}
<h2>About this guide</h2>
<dl class="facts">
{{#QUESTION_BEHIND}}<dt>It began with</dt><dd><a href="{{ADDRESS}}">{{QUESTION_TITLE}}</a></dd>{{/QUESTION_BEHIND}}
{{#ABOUT}}<dt>Subject</dt><dd>{{SUBJECT}}</dd>{{/ABOUT}}
{{#CONTRIBUTOR}}<dt>Contributor</dt><dd>{{#MET}}{{PERSON}}{{/MET}}{{#UNMET}}<a href="{{ADDRESS}}" rel="nofollow noopener">{{PERSON}}</a>{{/UNMET}}, who {{VOICE}}</dd>{{/CONTRIBUTOR}}
{{#LICENCE}}<dt>Licence</dt><dd><a href="{{ADDRESS}}" rel="nofollow noopener">{{LICENCE_NAME}}</a></dd>{{/LICENCE}}
{{#OTHER_LICENCE}}<dt>Licence</dt><dd>{{LICENCE_NAME}}</dd>{{/OTHER_LICENCE}}
{{#REVIEW_BY}}<dt>To be looked at again by</dt><dd>{{DAY}}</dd>{{/REVIEW_BY}}
<dt>Cite this version</dt><dd><a href="{{VERSION_PATH}}"><code>{{VERSION}}</code></a>{{#PREVIOUS}} (<a href="{{CHANGES}}">what it changed</a>){{/PREVIOUS}}</dd>
<dt>Signed copy</dt><dd><a href="{{COPY_PATH}}">The words of this version, signed by their author</a></dd>
</dl>
{{#MADE}}<h2>Made from this guide</h2>
<ul>{{#OFFSHOOT}}<li><a href="{{ADDRESS}}" lang="{{OFFSHOOT_LANG}}" dir="auto">{{OFFSHOOT_TITLE}}</a> ({{OFFSHOOT_LANG}}), {{HOW}} by {{OFFSHOOT_AUTHOR}} ({{OFFSHOOT_HOST}}){{#STALE}}. <strong>Out of date:</strong> this guide has changed since{{/STALE}}{{#UNKNOWN}}. Whether it follows the newest version is not known here{{/UNKNOWN}}</li>
{{/OFFSHOOT}}</ul>{{/MADE}}
{{#OWN}}<div class="row"><form method="post" action="{{PATH}}/revise"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button>Change this guide</button></form>
<a href="{{PATH}}/suggestions">Suggested changes</a>
<a href="{{PATH}}/translate">Translate it</a>
<a href="/collections?thing={{PATH}}">Put it into a collection</a>
<a href="{{PATH}}/delete">Delete it</a></div>{{/OWN}}
{{#OTHERS}}<div class="row"><a class="button" href="{{SUGGEST_PATH}}">Suggest a change</a>
<a href="{{PATH}}/suggestions">Your suggestions</a>
{{#MAY_ADAPT}}<form method="post" action="{{PATH}}/adapt"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Adapt it for your school</button></form>
<a href="{{PATH}}/translate">Translate it</a>{{/MAY_ADAPT}}
<a href="/collections?thing={{PATH}}">Put it into a collection</a>
<a href="{{PATH}}/report">Report it</a></div>{{/OTHERS}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to suggest a change, adapt it or translate it</a></p>{{/GUEST}}
{{>COMMENTS}}
