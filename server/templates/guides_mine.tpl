{{%AUTOESCAPE context="HTML"}}<h1>Your guides and drafts</h1>
<h2>Drafts</h2>
<ul class="cards">
{{#DRAFT}}<li class="card"><h3 dir="auto"><a href="{{PATH}}">{{TITLE}}</a></h3>
<p class="quiet">{{#NEW_GUIDE}}A new guide{{/NEW_GUIDE}}{{#NEW_VERSION}}A new version of your guide{{/NEW_VERSION}}, kept <time datetime="{{DATETIME}}">{{TIME}}</time></p></li>{{/DRAFT}}
</ul>
{{#NO_DRAFTS}}<p class="empty">You have no drafts. Begin one in a community, from a question, or with somebody’s guide.</p>{{/NO_DRAFTS}}
{{#DUE}}<h2>To be looked at again</h2>
{{>ROWS}}{{/DUE}}
<h2>Changes that others suggest to you</h2>
{{>WAITING_ROWS}}
<h2>Changes that you suggested</h2>
{{>SUGGESTED_ROWS}}
