{{%AUTOESCAPE context="HTML"}}<h1>Safeguarding</h1>
<p class="quiet">What members told you in confidence, and what moderators handed over. Only who holds this role reads it, and each look is in the audit log.</p>
<p><a href="/safeguarding/pupils">Consent of pupils</a></p>
{{#NONE}}<p class="quiet">There are no cases.</p>{{/NONE}}
<ul class="cards">
{{#CASE}}<li class="card"><h2><a href="{{PATH}}">Case {{NUMBER}}</a></h2><p>{{OPENING}}</p>
<div class="row"><span class="quiet">{{AT}}</span>{{#OPEN}}<span class="badge">Open</span>{{/OPEN}}{{#CLOSED}}<span class="badge good">Closed</span>{{/CLOSED}}</div></li>{{/CASE}}
</ul>
{{#MORE}}<p><a href="/safeguarding/cases?page={{PAGE}}">More cases</a></p>{{/MORE}}
