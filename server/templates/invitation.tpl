{{%AUTOESCAPE context="HTML"}}<h1>Become a member of {{NODE_NAME}}</h1>
<p class="lead">You were invited. Choose a name and a password, and you are in.</p>
<form method="post" action="/invitation/{{TOKEN}}" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="name">Name for signing in</label>
<p class="hint" id="name-hint">It is part of your address, @name@{{HOST}}, and can never change.</p>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{NAME}}" maxlength="30" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="name-hint name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<label for="display_name">The name that others read</label>
{{#DISPLAY_NAME_PROBLEM}}<p class="problem" id="display-name-problem">{{WORDS}}</p>{{/DISPLAY_NAME_PROBLEM}}
<input id="display_name" name="display_name" value="{{DISPLAY_NAME}}" maxlength="60" autocomplete="name" aria-describedby="display-name-problem"{{#DISPLAY_NAME_PROBLEM}} aria-invalid="true"{{/DISPLAY_NAME_PROBLEM}}>
<label for="password">Password</label>
<p class="hint" id="password-hint">At least 12 characters. A few words that have nothing to do with each other are easy to keep and hard to guess.</p>
{{#PASSWORD_PROBLEM}}<p class="problem" id="password-problem">{{WORDS}}</p>{{/PASSWORD_PROBLEM}}
<input id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint password-problem"{{#PASSWORD_PROBLEM}} aria-invalid="true"{{/PASSWORD_PROBLEM}}>
<label for="repeated">Password, once more</label>
<input id="repeated" name="repeated" type="password" autocomplete="new-password" required>
{{#CHARTER}}<h2>What members agree to</h2>
<div class="words card" dir="auto">{{CHARTER_WORDS:x-sanitised}}</div>
{{#CHARTER_PROBLEM}}<p class="problem" id="charter-problem">{{WORDS}}</p>{{/CHARTER_PROBLEM}}
<label class="check"><input id="charter" type="checkbox" name="charter" value="{{CHARTER_HASH}}" required aria-describedby="charter-problem"{{#CHARTER_PROBLEM}} aria-invalid="true"{{/CHARTER_PROBLEM}}> I agree</label>{{/CHARTER}}
<button>Become a member</button>
</form>
