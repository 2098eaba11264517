{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Consent of pupils</h1>
<p class="lead">From {{YEARS}} on pupils agree for themselves; for younger ones a parent or guardian does, and you record it. Whoever has no consent reads and does not write. None of this leaves the school.</p>
{{#NONE}}<p class="empty">There are no pupils here.</p>{{/NONE}}
<ul class="cards">
{{#PUPIL}}<li class="card"><h2><a href="{{PATH}}">{{NAME}}</a></h2>
<div class="row"><span class="quiet">{{AGE}}</span>{{#WRITES}}<span class="badge good">Agreed</span>{{/WRITES}}{{#READS}}<span class="badge">Reads only</span>{{/READS}}</div></li>{{/PUPIL}}
</ul>
