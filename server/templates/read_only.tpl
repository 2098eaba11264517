{{%AUTOESCAPE context="HTML"}}<h1>Read-only for now</h1>
<p class="problem" role="alert">Nothing was changed: this server is read-only for now. Everything can be read, and nothing can be changed.</p>
{{#KEPT}}<p>What you sent is still here. Leave this page open and send it again later.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#HIDDEN}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/HIDDEN}}
{{#SHORT}}<label for="{{NAME}}">{{LABEL}}</label>
<input id="{{NAME}}" name="{{NAME}}" value="{{VALUE}}">{{/SHORT}}
{{#LONG}}<label for="{{NAME}}">{{LABEL}}</label>
<textarea id="{{NAME}}" name="{{NAME}}" rows="12">
{{VALUE:p}}</textarea>{{/LONG}}
<button>Send it again</button>
</form>{{/KEPT}}
{{#NOT_KEPT}}<p>Go back and try again later.</p>{{/NOT_KEPT}}
<p><a href="/">Go to the start page</a></p>
