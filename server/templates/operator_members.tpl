{{%AUTOESCAPE context="HTML"}}<h1>Members</h1>
{{#LEAD}}<p class="quiet">Research lead: {{WORDS}}</p>{{/LEAD}}
{{#NO_LEAD}}<p class="notice">The office of the research lead is vacant.</p>{{/NO_LEAD}}
<p><a href="/settings/invitations">Invite somebody</a></p>
<ul class="cards">
{{#WAITING}}<li class="card"><h2><a href="{{PATH}}">{{NAME}}</a></h2>
<div class="row"><span class="badge bad">{{STATE}}</span></div>
{{#ASKED}}<p>{{WORDS}}</p>{{/ASKED}}</li>{{/WAITING}}
{{#MEMBER}}<li class="card"><h2><a href="{{PATH}}">{{NAME}}</a></h2>
<div class="row"><span class="badge">{{STATE}}</span><span class="quiet">{{CONSTITUENCY}}{{#PUPIL}} · pupil{{/PUPIL}}{{#ROLES}} · {{WORDS}}{{/ROLES}}</span></div>
{{#CONFIRMED}}<p class="quiet">Erased: {{WORDS}}</p>{{/CONFIRMED}}</li>{{/MEMBER}}
</ul>
