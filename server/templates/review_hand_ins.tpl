{{%AUTOESCAPE context="HTML"}}{{#HAND_INS}}<h2 id="pen-names">You review under a pen name</h2>
<p class="hint">Only you see this list, and whoever runs the server of your school.</p>
{{#HAND_IN}}<div class="card">
<p><strong>{{TRACK}}</strong>{{#KNOWN_GUIDE}} of {{GUIDE_TITLE}}{{/KNOWN_GUIDE}}, as {{NAME}}</p>
<p class="badge">{{STATE}}</p>
{{#FORMER_STANDS}}<p>What you sent before is published, and stands.</p>{{/FORMER_STANDS}}
{{#WITH_REASON}}<p>{{KEPT_BY}} says why: {{REASON}}</p>{{/WITH_REASON}}
<div class="row">{{#KNOWN_GUIDE}}<a href="{{CHANGE_PATH}}">Change it</a>{{/KNOWN_GUIDE}}
<form method="post" action="/reviews/pen-name/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="of" value="{{OFFER}}"><button class="plain">Take it back</button></form></div>
</div>
{{/HAND_IN}}{{/HAND_INS}}
