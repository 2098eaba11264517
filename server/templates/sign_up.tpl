{{%AUTOESCAPE context="HTML"}}<h1>Ask to become a member of {{NODE_NAME}}</h1>
<p class="lead">An operator reads what you write, and lets you in or turns you down.</p>
<form method="post" action="/sign-up" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="name">Name for signing in</label>
<p class="hint" id="name-hint">It is part of your address, @name@{{HOST}}, and can never change.</p>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{NAME}}" maxlength="30" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="name-hint name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<label for="asked">Who you are</label>
<p class="hint" id="asked-hint">Only operators read it.</p>
{{#ASKED_PROBLEM}}<p class="problem" id="asked-problem">{{WORDS}}</p>{{/ASKED_PROBLEM}}
<textarea id="asked" name="asked" rows="4" aria-describedby="asked-hint asked-problem"{{#ASKED_PROBLEM}} aria-invalid="true"{{/ASKED_PROBLEM}}>
{{ASKED:p}}</textarea>
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
<button>Ask to be let in</button>
</form>
