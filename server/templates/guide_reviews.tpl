{{%AUTOESCAPE context="HTML"}}<section aria-labelledby="reviews">
<h2 id="reviews">Reviews</h2>
{{#IS_REVIEWED}}<p class="badge good">Reviewed</p>{{/IS_REVIEWED}}{{#IS_NOT_REVIEWED}}<p class="badge">Not reviewed yet</p>{{/IS_NOT_REVIEWED}}
<dl class="facts">
<dt>Recommended by peers</dt><dd>{{PEERS}} of {{PEERS_ASKED}}</dd>
<dt>Recommended by experts</dt><dd>{{EXPERTS}} of {{EXPERTS_ASKED}}</dd>
<dt>Of institutions</dt><dd>{{#HIDDEN_INSTITUTIONS}}at least {{/HIDDEN_INSTITUTIONS}}{{INSTITUTIONS}} of {{INSTITUTIONS_ASKED}}</dd>
{{#OBJECTIONS}}<dt>Not recommended by</dt><dd>{{COUNT}}</dd>{{/OBJECTIONS}}
{{#SET_ASIDE}}<dt>Flagged, and not counted</dt><dd>{{COUNT}}</dd>{{/SET_ASIDE}}
</dl>
<p class="quiet">These numbers are of the version above. Every school computes them by itself from the reviews, by the rule of the community.{{#MAY_SET_RULE}} <a href="{{RULE_PATH}}">Change the rule</a>{{/MAY_SET_RULE}}</p>
{{#OTHER_REVIEWED}}<p class="notice">Reviewed: <a href="{{VERSION_PATH}}">{{#NUMBERED}}version {{REVISION}}{{/NUMBERED}}</a>, which is another version than this one.</p>{{/OTHER_REVIEWED}}
{{#NO_REVIEWS}}<p class="empty">Nobody has reviewed this guide yet.</p>{{/NO_REVIEWS}}
{{#REVIEW}}<article class="answer" id="comment-{{ANCHOR}}">
<h3>{{TRACK}}: {{VERDICT}}</h3>
<p class="quiet">{{>BYLINE}} · {{#OF_VERSION}}<a href="{{VERSION_PATH}}">reviewed: {{#NUMBERED}}version {{REVISION}}{{/NUMBERED}}</a>{{/OF_VERSION}}{{#LATER_ROUND}} · round {{ROUND}}{{/LATER_ROUND}}</p>
{{#PEN_NAMED}}<p class="quiet">A pen name. {{KEEPER}} knows who it is, checked for conflicts of interest, and says that the reviewer is neither of the authors’ schools nor of its own.</p>{{/PEN_NAMED}}
{{#LATER_VERSION}}<p class="badge">A later version exists</p>{{/LATER_VERSION}}
{{#FLAG}}<p class="badge bad">{{WORDS}}</p>
{{/FLAG}}{{#WROTE_TOGETHER}}<p class="notice">This school knows of a guide that its reviewer wrote with an author lately, and the review does not say so.</p>{{/WROTE_TOGETHER}}
{{#OVERRIDDEN}}<p class="notice">It counts all the same: {{FACILITATOR}} ({{FACILITATOR_HOST}}), who facilitates the community, decided so. “{{REASON}}”</p>{{/OVERRIDDEN}}
<div class="words" dir="auto" lang="{{LANG}}">{{OVERALL:x-sanitised}}</div>
<details><summary>Ratings and statements</summary>
{{#RATING}}<p><strong>{{QUESTION}}</strong> {{VALUE}} of 5</p>
<div class="words" dir="auto" lang="{{LANG}}">{{RATIONALE:x-sanitised}}</div>
{{/RATING}}<p>Interests: {{#NO_INTERESTS}}none that the reviewer knows of{{/NO_INTERESTS}}{{#INTERESTS}}{{STATEMENT}}{{/INTERESTS}}</p>
{{#PROGRAMS}}<p>Programs: {{AI_USE}}</p>{{/PROGRAMS}}
</details>
{{#REPLY}}<div class="comment" id="comment-{{ANCHOR}}"><div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>
<p class="quiet">{{>BYLINE}}</p></div>
{{/REPLY}}<div class="row">{{#MAY_REPLY}}<a href="{{REVIEW_PATH}}/reply">Reply</a>{{/MAY_REPLY}}
{{#OWN}}<a href="{{CHANGE_PATH}}">Change it</a>
<a href="{{REVIEW_PATH}}/withdraw">Take it back</a>{{/OWN}}
{{#MAY_DECIDE}}<a href="{{REVIEW_PATH}}/override">Let it count</a>{{/MAY_DECIDE}}
{{#OTHERS}}<a href="{{REPORT_PATH}}">Report it</a>{{/OTHERS}}
{{#MAY_TAKE_BACK}}<form method="post" action="{{REVIEW_PATH}}/override/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Do not let it count any more</button></form>{{/MAY_TAKE_BACK}}</div>
</article>
{{/REVIEW}}
<div class="row">{{#MAY_REVIEW}}<a class="button" href="{{WRITE_PATH}}">Review this version</a>{{/MAY_REVIEW}}
{{#MAY_ASK}}<a class="button" href="{{ASK_PATH}}">Ask for a review</a>{{/MAY_ASK}}</div>
</section>
