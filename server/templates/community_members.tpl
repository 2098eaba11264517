{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{NAME}}</a></p>
{{>TABS}}
<h1>Members of {{NAME}}</h1>
{{#NOBODY}}<p class="empty">Nobody has joined yet. Invite somebody below, or tell others the address of the community.</p>{{/NOBODY}}
<ul class="cards">
{{#APPLICANT}}<li class="card"><h2>{{DISPLAY}} would like to join</h2><p class="quiet person">{{ADDRESS}}</p>
{{#REASON}}<p>{{WORDS}}</p>{{/REASON}}
<form method="post" action="{{PATH}}/members"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="person" value="{{IRI}}"><input type="hidden" name="decision" value="let-in">
<label>Until, if it is for a term <input type="date" name="until"></label>
<button>Let in</button></form>
<form method="post" action="{{PATH}}/members"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="person" value="{{IRI}}"><input type="hidden" name="decision" value="turn-down"><button class="second">Turn down</button></form></li>{{/APPLICANT}}
{{#INVITED}}<li class="card"><h2>{{DISPLAY}}</h2><p class="quiet person">{{ADDRESS}} · invited</p>
<form method="post" action="{{PATH}}/members"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="person" value="{{IRI}}"><input type="hidden" name="decision" value="dismiss"><button class="plain">Take the invitation back</button></form></li>{{/INVITED}}
{{#MEMBER}}<li class="card"><h2>{{DISPLAY}}</h2><p class="quiet person">{{ADDRESS}}{{#UNTIL}} · until {{DAY}}{{/UNTIL}}</p>
{{#DECIDE}}<form method="post" action="{{PATH}}/members"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="person" value="{{IRI}}"><input type="hidden" name="decision" value="dismiss"><button class="plain">Not a member any more</button></form>{{/DECIDE}}</li>{{/MEMBER}}
</ul>
{{#INVITE}}<h2>Invite somebody</h2>
<form method="post" action="{{PATH}}/members">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="decision" value="invite">
<label for="person">Whom</label>
<p class="hint" id="person-hint">By name, or name@institution for somebody at a partner.</p>
{{#PERSON_PROBLEM}}<p class="problem" id="person-problem">{{WORDS}}</p>{{/PERSON_PROBLEM}}
<div class="row"><input id="person" name="person" value="{{PERSON}}" autocapitalize="none" spellcheck="false" aria-describedby="person-hint person-problem"{{#PERSON_PROBLEM}} aria-invalid="true"{{/PERSON_PROBLEM}}><button>Invite</button></div>
</form>{{/INVITE}}
