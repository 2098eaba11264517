{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/operator/partners">Partners</a></p>
<h1>Services that review</h1>
<p class="lead">Organisations outside that guides are sent to for a review, by COAR Notify. Only those in this list are asked and listened to.</p>
{{#ADDED}}<div class="notice" role="status"><p>{{NAME}} is registered. Give its operator these three lines. The token is not shown again.</p>
<dl class="facts"><dt>Name of this node</dt><dd>{{OUR_ID}}</dd><dt>Inbox</dt><dd>{{OUR_INBOX}}</dd><dt>Token</dt><dd><code>{{TOKEN}}</code></dd></dl></div>{{/ADDED}}
<ul class="cards">
{{#SERVICE}}<li class="card"><h2>{{DISPLAY}}</h2>
<dl class="facts"><dt>Asked as</dt><dd>{{ADDRESS}}</dd><dt>Calls itself</dt><dd>{{ID}}</dd><dt>Its inbox</dt><dd>{{INBOX}}</dd>{{#FROM}}<dt>Comes from</dt><dd>{{NUMBER}}</dd>{{/FROM}}{{#COMMUNITY}}<dt>What it asks for goes to</dt><dd>{{COMMUNITY_NAME}}</dd>{{/COMMUNITY}}<dt>Messages that wait</dt><dd>{{WAITING}}</dd>{{#ERROR}}<dt>Last problem</dt><dd>{{WORDS}}</dd>{{/ERROR}}</dl>
<form method="post" action="/operator/services/remove"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="name" value="{{NAME}}"><button class="plain danger">Remove {{DISPLAY}}</button></form></li>{{/SERVICE}}
</ul>
{{#NONE}}<p class="empty">There are no services. Guides are reviewed by members and partners only.</p>{{/NONE}}
<h2>Register a service, or change one</h2>
<form method="post" action="/operator/services">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="name">Name in its address here</label>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{TYPED_NAME}}" placeholder="prereview" autocapitalize="none" spellcheck="false" aria-describedby="name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<label for="display_name">Name that people read</label>
{{#DISPLAY_NAME_PROBLEM}}<p class="problem" id="display_name-problem">{{WORDS}}</p>{{/DISPLAY_NAME_PROBLEM}}
<input id="display_name" name="display_name" value="{{TYPED_DISPLAY_NAME}}" aria-describedby="display_name-problem"{{#DISPLAY_NAME_PROBLEM}} aria-invalid="true"{{/DISPLAY_NAME_PROBLEM}}>
<label for="id">What it calls itself</label>
{{#ID_PROBLEM}}<p class="problem" id="id-problem">{{WORDS}}</p>{{/ID_PROBLEM}}
<input id="id" name="id" value="{{TYPED_ID}}" placeholder="https://reviews.example/" autocapitalize="none" spellcheck="false" aria-describedby="id-problem"{{#ID_PROBLEM}} aria-invalid="true"{{/ID_PROBLEM}}>
<label for="inbox">Its inbox</label>
{{#INBOX_PROBLEM}}<p class="problem" id="inbox-problem">{{WORDS}}</p>{{/INBOX_PROBLEM}}
<input id="inbox" name="inbox" value="{{TYPED_INBOX}}" placeholder="https://reviews.example/inbox" autocapitalize="none" spellcheck="false" aria-describedby="inbox-problem"{{#INBOX_PROBLEM}} aria-invalid="true"{{/INBOX_PROBLEM}}>
<label for="addresses">Addresses from which it may come without its token, in numbers; may be empty</label>
{{#ADDRESSES_PROBLEM}}<p class="problem" id="addresses-problem">{{WORDS}}</p>{{/ADDRESSES_PROBLEM}}
<input id="addresses" name="addresses" value="{{TYPED_ADDRESSES}}" placeholder="192.0.2.7" aria-describedby="addresses-problem"{{#ADDRESSES_PROBLEM}} aria-invalid="true"{{/ADDRESSES_PROBLEM}}>
<label for="shown">The token that it wants to see from us; may be empty</label>
{{#SHOWN_PROBLEM}}<p class="problem" id="shown-problem">{{WORDS}}</p>{{/SHOWN_PROBLEM}}
<input id="shown" name="shown" value="{{TYPED_SHOWN}}" autocomplete="off" spellcheck="false" aria-describedby="shown-problem"{{#SHOWN_PROBLEM}} aria-invalid="true"{{/SHOWN_PROBLEM}}>
<label for="community">What it asks to be reviewed goes to</label>
<select id="community" name="community"><option value="">nobody: such requests are turned down</option>{{#CHOICE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/CHOICE}}</select>
<button>Register</button>
</form>
