{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COUNCIL_PATH}}">{{COUNCIL}}</a></p>
<h1>What {{COUNCIL}} says</h1>
<h2>Drafts</h2>
{{#NO_DRAFTS}}<p class="empty">There are none. To begin one, open a guide and choose to write a statement.</p>{{/NO_DRAFTS}}
<ul class="cards">
{{#DRAFT}}<li class="card"><h3 dir="auto"><a href="{{PATH}}">{{GUIDE_TITLE}}</a></h3>
<p>{{EXTRACT}}</p>
{{#WAITS}}<p class="quiet">Only whoever saved it and the sponsors read it so far.</p>{{/WAITS}}</li>{{/DRAFT}}
</ul>
<h2>Statements</h2>
{{#NOTHING_SAID}}<p class="empty">The council has said nothing of a guide yet.</p>{{/NOTHING_SAID}}
<ul class="cards">
{{#SAID}}<li class="card"><div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#MAY_WITHDRAW}}<p><a href="{{PATH}}/statement/withdraw">Take it back</a></p>{{/MAY_WITHDRAW}}</li>{{/SAID}}
</ul>
