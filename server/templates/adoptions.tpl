{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{GUIDE_PATH}}" lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</a></p>
<h1>Schools that use this guide</h1>
{{>WHAT_HAPPENED}}
<ul class="cards">
{{#ADOPTION}}<li class="card" id="adoption-{{NUMBER}}"><h2>{{SCHOOL}}</h2>
<p class="quiet">{{STAGE}}{{#OF_VERSION}}. Version {{REVISION}} of the guide{{/OF_VERSION}}. <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#LAPSED}}<p class="notice">Lapsed: no word for more than a year, and no follow-up.</p>{{/LAPSED}}
{{#NOT_COUNTED}}<p class="notice">Not counted: it does not say where the guide is used or what was changed, or it is too long.</p>{{/NOT_COUNTED}}
{{#NOT_COMPARABLE}}<p class="notice">Not counted as followed up: its two measures cannot be compared.</p>{{/NOT_COMPARABLE}}
{{#NOT_BORNE_OUT}}<p class="notice">Not counted as followed up: its figures or its reason do not bear it out.</p>{{/NOT_BORNE_OUT}}
{{#WHERE}}<h3>Where</h3>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/WHERE}}
{{#CHANGES}}<h3>What they changed</h3>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/CHANGES}}
{{#STORY}}<h3>What happened</h3>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/STORY}}
{{#BASELINE}}<p><strong>Baseline: {{FIGURE}}</strong>, {{PEOPLE}} people, {{DAY}}, <a href="{{ADDRESS}}">{{TOOL}}</a> <span class="quiet">{{NOTE}}</span></p>{{/BASELINE}}
{{#FOLLOW_UP}}<p><strong>Follow-up: {{FIGURE}}</strong>, {{PEOPLE}} people, {{DAY}}, <a href="{{ADDRESS}}">{{TOOL}}</a> <span class="quiet">{{NOTE}}</span></p>{{/FOLLOW_UP}}
{{#OUTCOME}}<h3>{{HEADING}}</h3>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/OUTCOME}}
{{#MAY_REPORT}}<p><a href="{{ADDRESS}}">Report it</a></p>{{/MAY_REPORT}}
</li>{{/ADOPTION}}
</ul>
