{{%AUTOESCAPE context="HTML"}}<h1>Search</h1>
<form method="get" action="/search" role="search">
<label for="q">Words to look for</label>
<div class="row"><input id="q" name="q" type="search" value="{{QUERY}}" maxlength="300">
<button>Search</button></div>
<div class="row line">
<div><label for="kind">Kind</label>
<select id="kind" name="kind"><option value="">Everything</option>
{{#KIND}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/KIND}}</select></div>
<div><label for="community">Community</label>
<select id="community" name="community"><option value="">All communities</option>
{{#COMMUNITY}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/COMMUNITY}}</select></div>
</div>
<details{{#NARROWED}} open{{/NARROWED}}><summary>More choices</summary>
<div class="row line">
<div><label for="phase">Phase</label>
<select id="phase" name="phase"><option value="">Any phase</option>
{{#PHASE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/PHASE}}</select></div>
<div><label for="subject">Subject</label>
<input id="subject" name="subject" value="{{SUBJECT}}" maxlength="100"></div>
<div><label for="answered">Answers</label>
<select id="answered" name="answered"><option value="">Answered or not</option>
<option value="yes"{{#ANSWERED}} selected{{/ANSWERED}}>Answered</option>
<option value="no"{{#UNANSWERED}} selected{{/UNANSWERED}}>Not answered yet</option></select></div>
<div><label for="strength">Strength of evidence</label>
<select id="strength" name="strength"><option value="">Any</option>
{{#STRENGTH}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STRENGTH}}</select></div>
</div>
<div class="row">
<label class="tick"><input type="checkbox" name="accepted" value="1"{{#ACCEPTED}} checked{{/ACCEPTED}}> Has an accepted answer</label>
<label class="tick"><input type="checkbox" name="reviewed" value="1"{{#REVIEWED}} checked{{/REVIEWED}}> Reviewed guides</label>
</div>
</details>
</form>
{{#CLOSED}}<p class="notice bad" role="alert">Searching is not possible right now. Your operator can find out why in the log.</p>{{/CLOSED}}
{{#TOO_MANY}}<p class="notice bad" role="alert">Those were many searches in a short time. Wait a minute, then try again.</p>{{/TOO_MANY}}
{{#INSTEAD}}<p class="notice">Nothing was found for “{{QUERY}}”. Did you mean <strong>{{WORDS}}</strong>? This is what was found for it.</p>{{/INSTEAD}}
{{#RESULT}}<p role="status">{{COUNT}}</p>{{/RESULT}}
{{#NOTHING}}<p class="empty">Try fewer words, or other ones, and choose “Everything” and “All communities” above. If nobody has asked it yet, ask it in one of your communities.</p>{{/NOTHING}}
{{#NARROWED}}<p><a href="{{ADDRESS}}">Look for these words everywhere</a></p>{{/NARROWED}}
{{#FACETS}}<nav aria-label="Narrow down">
{{#UNCOUNTED}}<p class="hint">The numbers are of the 400 best results.</p>{{/UNCOUNTED}}
<dl class="facts">
{{#FACET}}<dt>{{HEADING}}</dt><dd>{{#CHOICE}}<a href="{{ADDRESS}}">{{LABEL}} ({{COUNT}})</a> {{/CHOICE}}</dd>
{{/FACET}}</dl></nav>{{/FACETS}}
<ol class="cards">
{{#POST}}<li class="card"><h2 class="found" dir="auto"><a href="{{ADDRESS}}"{{#IS_SIGNPOST}} rel="nofollow noopener"{{/IS_SIGNPOST}}>{{TITLE}}</a></h2>
<p>{{#SECTION}}<strong>{{HEADING}}:</strong> {{/SECTION}}{{#PIECE}}{{#MARKED}}<mark>{{WORDS}}</mark>{{/MARKED}}{{#PLAIN}}{{WORDS}}{{/PLAIN}}{{/PIECE}}</p>
<p class="quiet">{{#IS_GUIDE}}<span class="badge">guide</span> {{/IS_GUIDE}}{{#IS_SIGNPOST}}<span class="badge">signpost to {{HOST}}</span> <a href="{{PATH}}">what members say of it</a> · {{/IS_SIGNPOST}}{{#IS_ACCEPTED}}<span class="badge good">accepted answer</span> {{/IS_ACCEPTED}}{{>BYLINE}}{{#IN}} · {{NAME}}{{/IN}}</p></li>{{/POST}}
</ol>
{{#MORE}}<p class="pager"><a rel="next" href="{{ADDRESS}}">More results</a></p>{{/MORE}}
