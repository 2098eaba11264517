{{%AUTOESCAPE context="HTML"}}<h1>What our school has adopted</h1>
<p class="quiet">Guides that {{SCHOOL}} uses. <a href="/tools">Tools for measuring</a></p>
{{#LEAD_ADOPTS}}<p class="quiet">The research lead records this for the school.</p>{{/LEAD_ADOPTS}}
<ul class="cards">
{{#ADOPTION}}<li class="card"><h2><a href="{{GUIDE_PATH}}" lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</a></h2>
<p>{{STAGE}}</p>
<p class="quiet">Since <time datetime="{{DATETIME}}">{{TIME}}</time>. {{OUTCOME}}{{#NO_BASELINE}}; no baseline yet{{/NO_BASELINE}}</p>
{{#LAPSED}}<p class="notice">Lapsed: no word for more than a year, and no follow-up.</p>{{/LAPSED}}
{{#MAY_CHANGE}}<div class="row"><a class="button" href="{{PATH}}/measure">Baseline and follow-up</a> <a href="{{PATH}}/change">Say how it goes</a> <a href="{{PATH}}/withdraw">Take it back</a></div>{{/MAY_CHANGE}}
</li>{{/ADOPTION}}
</ul>
{{#NONE}}<p class="empty">Nothing yet. A guide is adopted from its own page.</p>{{/NONE}}
