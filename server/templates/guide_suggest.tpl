{{%AUTOESCAPE context="HTML"}}<h1>Suggest a change</h1>
<p class="lead"><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>, version {{REVISION}}. {{AUTHOR}} ({{HOST}}) reads what you suggest and decides. Nobody else sees it.</p>
{{#OLD_VERSION}}<p class="notice">You change an older version. {{AUTHOR}} brings your change together with the newest one.</p>{{/OLD_VERSION}}
<form method="post" action="{{PATH}}/suggest">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="base" value="{{BASE}}">
{{>PARTS}}
<label for="reason">Why you would change it</label>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="reason" name="reason" rows="3" aria-describedby="reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{REASON:p}}</textarea>
<button>Send the change</button>
</form>
