{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Language</h1>
{{#SAVED}}<p class="notice" role="status">Saved.</p>{{/SAVED}}
<form method="post" action="/settings/language" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<fieldset><legend>The language of these pages</legend>
<label class="check"><input type="radio" name="language" value=""{{#AS_BROWSER}} checked{{/AS_BROWSER}}> The one that my browser asks for</label>
{{#LANGUAGE}}<label class="check"><input type="radio" name="language" value="{{CODE}}"{{#CHOSEN}} checked{{/CHOSEN}}> <span lang="{{CODE}}" dir="{{DIRECTION}}">{{NAME}}</span></label>{{/LANGUAGE}}
</fieldset>
<p class="hint">What people wrote stays in their own language.</p>
<button>Save</button>
</form>
