{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/operator/partners">Partners</a></p>
<h1>Partner lists</h1>
<p class="lead">Networks say which institutions they allow, limit and block, and sign it. What a list says is a draft until you take it, unless you chose that it happens by itself. What you decided by hand stays: a list never undoes it.</p>
{{#SAVED}}<p class="notice" role="status">Done.</p>{{/SAVED}}
{{#NONE}}<p class="empty">You read no list. Subscribe to that of a network below.</p>{{/NONE}}
{{#FOLLOWED}}<section><h2>{{LIST_NAME}}</h2>
<p class="quiet">{{LIST}}</p>
{{#READ}}<p class="quiet">The list is of {{OF}}, read {{AT}}. Its signature holds. Institutions in it: {{ENTRIES}}.</p>{{/READ}}
{{#LIST_PROBLEM}}<p class="notice bad">{{AT}}: {{WORDS}}. What you have of it stays as it is. If the network says that it has a new key, subscribe anew below.</p>{{/LIST_PROBLEM}}
<ul class="cards">
{{#DRAFT}}<li class="card"><h3>{{HOST}}</h3>
<div class="row"><span class="badge">{{SAYS}}</span><span class="badge">{{NEWS}}</span><span class="quiet">{{SINCE}}. Here: {{STANDING}}.</span></div>
{{#REASON}}<p>{{WORDS}}</p>{{/REASON}}
{{#BY_HAND}}<p class="quiet">You decided about it by hand, so nothing changes by itself.</p>{{/BY_HAND}}
<p class="quiet">{{FOLLOWS}}</p>
<div class="row"><form method="post" action="/operator/partner-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="take"><input type="hidden" name="list" value="{{LIST}}"><input type="hidden" name="host" value="{{HOST}}"><button>Take it</button></form>
<form method="post" action="/operator/partner-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="decline"><input type="hidden" name="list" value="{{LIST}}"><input type="hidden" name="host" value="{{HOST}}"><button class="second">Decline it</button></form></div></li>{{/DRAFT}}
</ul>
{{#MORE}}<p class="quiet">{{COUNT}}</p>{{/MORE}}
{{#NO_DRAFTS}}<p class="empty">Nothing waits for you.</p>{{/NO_DRAFTS}}
<form method="post" action="/operator/partner-lists">
<input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="choose"><input type="hidden" name="list" value="{{LIST}}">
<fieldset><legend>What happens by itself from now on, where you decided nothing by hand</legend>
<label class="check"><input type="checkbox" name="allowed" value="1"{{#ALLOWED}} checked{{/ALLOWED}}> Institutions that it allows are introduced</label>
<label class="check"><input type="checkbox" name="blocked" value="1"{{#BLOCKED}} checked{{/BLOCKED}}> Its limits and blocks hold</label>
<label class="check"><input type="checkbox" name="withdrawn" value="1"{{#WITHDRAWN}} checked{{/WITHDRAWN}}> What it takes back is undone, where it came from this list</label></fieldset>
<button class="second">Keep this choice</button>
</form>
<div class="row"><form method="post" action="/operator/partner-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="look"><input type="hidden" name="list" value="{{LIST}}"><button class="second">Read it now</button></form>
<form method="post" action="/operator/partner-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="action" value="drop"><input type="hidden" name="list" value="{{LIST}}"><button class="plain">Stop reading it; what came of it stays, as your own</button></form></div></section>{{/FOLLOWED}}
<h2>Subscribe to a list</h2>
<form method="post" action="/operator/partner-lists">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="action" value="follow">
<label for="network">Address of the network</label>
<p class="hint" id="network-hint">As in net@university.example. It must be at a partner. From then on only lists signed with the key that it has now are believed.</p>
{{#NETWORK_PROBLEM}}<p class="problem" id="network-problem">{{WORDS}}</p>{{/NETWORK_PROBLEM}}
<input id="network" name="network" value="{{NETWORK}}" autocapitalize="none" spellcheck="false" required aria-describedby="network-hint network-problem"{{#NETWORK_PROBLEM}} aria-invalid="true"{{/NETWORK_PROBLEM}}>
<label class="check"><input type="checkbox" name="allowed" value="1"{{#TYPED_ALLOWED}} checked{{/TYPED_ALLOWED}}> Institutions that it allows are introduced by themselves</label>
<label class="check"><input type="checkbox" name="blocked" value="1"{{#TYPED_BLOCKED}} checked{{/TYPED_BLOCKED}}> Its limits and blocks hold by themselves</label>
<label class="check"><input type="checkbox" name="withdrawn" value="1"{{#TYPED_WITHDRAWN}} checked{{/TYPED_WITHDRAWN}}> What it takes back is undone by itself, where it came from this list</label>
<button>Subscribe</button>
</form>
