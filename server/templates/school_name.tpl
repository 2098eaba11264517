{{%AUTOESCAPE context="HTML"}}<h1>Choose your name</h1>
<p>Your school knows you. Choose the name by which others find you here. You choose it once: it can never change.</p>
<form method="post" action="/sign-in/school/name" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="name">Name, in lower-case letters, digits and underscores</label>
<p class="hint" id="name-hint">Others write to you as @name@{{DOMAIN}}.</p>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{NAME}}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="30" required aria-describedby="name-hint name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<label for="display_name">Name that people read</label>
<input id="display_name" name="display_name" value="{{DISPLAY_NAME}}" autocomplete="name" maxlength="60">
<button>Go on</button>
</form>
