{{%AUTOESCAPE context="HTML"}}<h1>Weekly mail</h1>
{{#ASK}}<p>You get a mail each week about what happened in your communities.</p>
<form method="post" action="{{PATH}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button>End the weekly mail</button>
</form>{{/ASK}}
{{#DONE}}<p role="status">You will get no more weekly mails. You can turn them on again in your settings.</p>{{/DONE}}
{{#UNKNOWN}}<p class="notice bad" role="alert">This address does not end any mails: it is incomplete, or its account is no longer here. Open the link in your newest mail, or change your settings.</p>{{/UNKNOWN}}
