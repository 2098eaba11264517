{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{NAME}}</a></p>
<h1>Partner list</h1>
{{#OPEN}}<p>What {{NAME}} says of institutions, signed by it. Everyone can read it. Operators of other nodes subscribe to it with the address {{ADDRESS}}, and decide by themselves what they make of it.</p>{{/OPEN}}
{{#NARROW}}<p class="notice">This network is not for everyone, so its list is given to nobody. What it said before is seen by its facilitators only.</p>{{/NARROW}}
{{#SAVED}}<p class="notice" role="status">Kept and signed. Whoever subscribed hears of it within about an hour.</p>{{/SAVED}}
{{#OF}}<p class="quiet">Signed {{WHEN}}.</p>{{/OF}}
<ul class="cards">
{{#ENTRY}}<li class="card"><h2>{{HOST}}</h2>
<p><span class="badge">{{STATE_WORD}}</span></p>
{{#REASON}}<p>{{WORDS}}</p>{{/REASON}}
{{#TAKE_BACK}}<form method="post" action="{{PATH}}/partners"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="take_back"><input type="hidden" name="host" value="{{ENTRY_HOST}}"><button class="plain">Take it back</button></form>{{/TAKE_BACK}}</li>{{/ENTRY}}
</ul>
{{#NONE}}<p class="empty">The list is empty.</p>{{/NONE}}
{{#FORM}}<h2>Say something of an institution</h2>
<form method="post" action="{{PATH}}/partners">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="action" value="say">
<label for="host">Domain of the institution</label>
<p class="hint" id="host-hint">What the list said of it before is replaced.</p>
<input id="host" name="host" value="{{HOST_TYPED}}" placeholder="hillside.example" autocapitalize="none" spellcheck="false" required aria-describedby="host-hint">
<label for="state">What the list says</label>
<select id="state" name="state">{{#STATE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STATE}}</select>
<label for="reason">Why, in one line</label>
<p class="hint" id="reason-hint">Everyone can read it.</p>
<input id="reason" name="reason" value="{{REASON_TYPED}}" maxlength="300" aria-describedby="reason-hint">
<button>Sign it</button>
</form>{{/FORM}}
