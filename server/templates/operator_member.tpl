{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/operator/members">Members</a></p>
<h1>{{NAME}}</h1>
<div class="row"><span class="badge">{{STATE}}</span>{{#PUPIL}}<span class="badge">Pupil</span>{{/PUPIL}}</div>
{{#FRESH}}<p class="notice">The new password is <code>{{PASSWORD}}</code>. It is shown this one time. All sign-ins, programs and passkeys of {{NAME}} have ended.</p>{{/FRESH}}
{{#REQUEST}}{{#ASKED}}<h2>Who asks to be let in</h2>
<p>{{WORDS}}</p>{{/ASKED}}
<div class="row">
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="let-in"><button>Let in</button></form>
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="turn-down"><button class="second">Turn down</button></form>
</div>{{/REQUEST}}
{{#ACCOUNT}}<h2>Roles and place</h2>
<form method="post" action="{{PATH}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="decision" value="place">
<fieldset><legend>Roles</legend>
{{#ROLE}}<label class="check"><input type="checkbox" name="role_{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/ROLE}}
</fieldset>
<label for="constituency">Speaks for</label>
<select id="constituency" name="constituency">
{{#CONSTITUENCY_CHOICE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/CONSTITUENCY_CHOICE}}
</select>
<label for="belonging">Belongs as</label>
<select id="belonging" name="belonging">
{{#BELONGING_CHOICE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/BELONGING_CHOICE}}
</select>
<button>Save</button>
</form>
<h2>Access</h2>
<p class="quiet">Who is paused or closed is signed out everywhere at once. What they wrote stays.</p>
<div class="row">
{{#STATE_BUTTON}}<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="state"><input type="hidden" name="state" value="{{STATE_NAME}}"><button class="second">{{WORDS}}</button></form>{{/STATE_BUTTON}}
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="reset-password"><button class="second">Make a new password</button></form>
{{#SECOND_FACTOR}}<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="reset-second-factor"><button class="second">Take the second factor away</button></form>{{/SECOND_FACTOR}}
</div>
<h2>Erase</h2>
<p>The account is closed and the profile emptied. All that they wrote is deleted, and each institution that had got something of it is asked to do the same. It cannot be undone.</p>
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="erase">
<label class="check"><input type="checkbox" name="sure" value="1" required> Nothing of it has to be kept</label>
<button class="second">Erase for good</button></form>{{/ACCOUNT}}
{{#ERASED}}<h2>Erased</h2>
<p>{{WHEN}}</p>
{{#CONFIRMED}}<p>{{WORDS}}</p>{{/CONFIRMED}}
{{#NOBODY}}<p>Nothing of theirs went to another institution, so there is nobody to ask.</p>{{/NOBODY}}
{{#OF_PUPIL}}<p>Of a pupil nothing ever left this school, so there is nobody to ask.</p>{{/OF_PUPIL}}
{{#LIST}}<ul class="cards">
{{#INSTITUTION}}<li class="card"><h3>{{HOST}}</h3>
{{#GIVEN}}<p>Confirmed on {{TIME}}</p>{{/GIVEN}}{{#TAKEN}}<p>Taken on {{TIME}}, no receipt</p>{{/TAKEN}}{{#WAITS}}<p>Not delivered yet; it is tried again by itself</p>{{/WAITS}}{{#TURNED_DOWN}}<p>Not taken. It can be queued again on the page of the partner.</p>{{/TURNED_DOWN}}</li>{{/INSTITUTION}}
</ul>{{/LIST}}{{/ERASED}}
