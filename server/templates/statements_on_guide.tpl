{{%AUTOESCAPE context="HTML"}}<section aria-labelledby="what-pupils-say">
<h2 id="what-pupils-say">What pupils say</h2>
{{#NONE}}<p class="empty">No student council has said anything of this guide yet.</p>{{/NONE}}
{{#STATEMENT}}<div class="card" id="statement-{{NUMBER}}">
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>
<p class="quiet">{{COUNCIL}} ({{HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time>{{#MAY_REPORT}} · <a href="{{ADDRESS}}">Report it</a>{{/MAY_REPORT}}</p>
</div>
{{/STATEMENT}}
{{#MAY_DRAFT}}<p class="row"><a class="button" href="{{ADDRESS}}">Write a statement of {{COUNCIL}}</a> <a href="{{LIST}}">Drafts and statements</a></p>{{/MAY_DRAFT}}
</section>
