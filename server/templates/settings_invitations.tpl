{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Invitations</h1>
{{#FRESH}}<section class="notice" aria-labelledby="fresh">
<h2 id="fresh">The invitation is made</h2>
<p>Give this address to those whom it is for. It is shown this one time.</p>
<p><code>{{ADDRESS}}</code></p>
</section>{{/FRESH}}
<h2>Invite somebody</h2>
<form method="post" action="/settings/invitations">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="note">For whom, for yourself</label>
<input id="note" name="note" value="{{NOTE_TYPED}}" maxlength="200">
<label for="constituency">They speak for</label>
<select id="constituency" name="constituency">
{{#CONSTITUENCY}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/CONSTITUENCY}}
</select>
<label for="belonging">They belong as</label>
<select id="belonging" name="belonging">
{{#BELONGING}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/BELONGING}}
</select>
<label class="check"><input type="checkbox" name="pupil" value="1"> Pupils: nothing of theirs leaves {{NODE_NAME}}</label>
<fieldset><legend>Roles that they get</legend>
{{#ROLE}}<label class="check"><input type="checkbox" name="role_{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/ROLE}}
</fieldset>
<label for="community">Community that they join at once</label>
<select id="community" name="community">
<option value="">None</option>
{{#COMMUNITY}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/COMMUNITY}}
</select>
<label for="uses">How many people it is for</label>
<input id="uses" name="uses" type="number" min="1" max="500" value="{{USES}}">
<label for="days">How many days it is good</label>
<input id="days" name="days" type="number" min="1" max="365" value="{{DAYS}}">
<button>Make the invitation</button>
</form>
<h2>Open invitations</h2>
<ul class="cards">
{{#OPEN}}<li class="card"><h3>{{NOTE}}</h3>
<p class="quiet">{{FOR}}{{#ROLES}} · {{WORDS}}{{/ROLES}}{{#PUPIL}} · pupils{{/PUPIL}} · for {{USES}} more until {{UNTIL}} · by {{BY}}</p>
<form method="post" action="/settings/invitations/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="id" value="{{ID}}"><button class="second">Withdraw</button></form></li>{{/OPEN}}
</ul>
