{{%AUTOESCAPE context="HTML"}}<ul class="cards">
{{#GUIDE}}<li class="card">
<h3><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a></h3>
<p class="quiet">{{STATE}} · Version {{REVISION}}{{#EVIDENCE}} · {{SCHEME}}: {{GRADE_WORDS}}{{/EVIDENCE}}{{#PAST_REVIEW}} · to be looked at again{{/PAST_REVIEW}}{{#WAITING}} · waiting for the community{{/WAITING}}</p>
<p lang="{{LANG}}" dir="auto">{{ABSTRACT}}</p>
<p class="quiet">{{>BYLINE}}</p>
</li>{{/GUIDE}}
</ul>
{{#NO_GUIDES}}<p class="empty">There is no guide here yet. Members can write one, or begin it from a question that was answered well.</p>{{/NO_GUIDES}}
