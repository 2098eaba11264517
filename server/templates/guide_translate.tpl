{{%AUTOESCAPE context="HTML"}}<h1>Translate a guide</h1>
<p class="lead"><a href="{{PATH}}">{{TITLE}}</a>. Your translation is a guide of its own, with credit to this one. When this one changes, readers see that the translation is out of date.</p>
<form method="post" action="{{PATH}}/translate">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="language">Into which language</label>
<p class="hint" id="language-hint">Its short name: ar, cy, de, fr, pl, …</p>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WORDS}}</p>{{/LANGUAGE_PROBLEM}}
<input id="language" name="language" value="{{LANGUAGE}}" maxlength="35" autocapitalize="none" spellcheck="false" aria-describedby="language-hint language-problem"{{#LANGUAGE_PROBLEM}} aria-invalid="true"{{/LANGUAGE_PROBLEM}}>
<label for="translator">How</label>
<select id="translator" name="translator"><option value="human"{{#HUMAN}} selected{{/HUMAN}}>By people</option><option value="machine-checked"{{#CHECKED}} selected{{/CHECKED}}>By a machine, checked by people</option><option value="machine"{{#MACHINE}} selected{{/MACHINE}}>By a machine</option></select>
<button>Begin the translation</button>
</form>
