{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/operator/partners">Partners</a></p>
<h1>{{NAME}}</h1>
<p class="quiet">{{HOST}}</p>
<div class="row">
{{#BUTTON}}<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="{{DECISION}}"><button class="second">{{WORDS}}</button></form>{{/BUTTON}}
<a href="{{PATH}}/remove">Remove</a>
</div>
<form method="post" action="{{PATH}}/test"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Test the exchange</button> <span class="quiet">Asks their node about ten questions, and changes nothing.</span></form>
<h2>The exchange</h2>
<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>
<h2>Messages in two weeks</h2>
{{>DELIVERIES}}
<h2>The partner card</h2>
{{#CHANGE}}<p class="notice warn">Changed since you agreed: {{WHAT}} was “{{BEFORE}}”, and is “{{NOW}}” now.</p>{{/CHANGE}}
{{#CARD}}<dl class="facts">
{{#CARD_LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/CARD_LINE}}
</dl>
<p class="quiet">Looked at {{FETCHED}}.</p>{{/CARD}}
{{#NO_CARD}}<p class="empty">This institution has not shown a partner card yet.</p>{{/NO_CARD}}
<h2>Refused by them</h2>
<ul>
{{#REFUSED}}<li>{{WHAT}}: {{REASON}} ({{AT}})</li>{{/REFUSED}}
</ul>
{{#NONE_REFUSED}}<p class="empty">Nothing.</p>{{/NONE_REFUSED}}
