{{%AUTOESCAPE context="HTML"}}<h1>Begin a community</h1>
<p>You run it, with whom you like. How it is run can be changed afterwards.</p>
<form method="post" action="/communities/new">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<fieldset><legend>What it begins as</legend>
{{#TEMPLATE}}<label class="check"><input type="radio" name="template" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}> {{LABEL}}</label>
<p class="hint">{{HINT}}</p>{{/TEMPLATE}}
</fieldset>
<label for="display">Its name</label>
{{#DISPLAY_PROBLEM}}<p class="problem" id="display-problem">{{WORDS}}</p>{{/DISPLAY_PROBLEM}}
<input id="display" name="display" value="{{DISPLAY}}" maxlength="60" required aria-describedby="display-problem"{{#DISPLAY_PROBLEM}} aria-invalid="true"{{/DISPLAY_PROBLEM}}>
<label for="name">Its short name, for its address</label>
<p class="hint" id="name-hint">Small letters, digits and underscores. It cannot be changed.</p>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<input id="name" name="name" value="{{COMMUNITY_NAME}}" maxlength="30" autocapitalize="none" spellcheck="false" required aria-describedby="name-hint name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<label for="summary">What it is for</label>
{{#SUMMARY_PROBLEM}}<p class="problem" id="summary-problem">{{WORDS}}</p>{{/SUMMARY_PROBLEM}}
<textarea id="summary" name="summary" rows="3" aria-describedby="summary-problem"{{#SUMMARY_PROBLEM}} aria-invalid="true"{{/SUMMARY_PROBLEM}}>
{{SUMMARY_TEXT:p}}</textarea>
<label for="deputy">Who runs it with you</label>
<p class="hint" id="deputy-hint">A student council needs a second member of staff; for others you may leave it empty.</p>
{{#DEPUTY_PROBLEM}}<p class="problem" id="deputy-problem">{{WORDS}}</p>{{/DEPUTY_PROBLEM}}
<input id="deputy" name="deputy" value="{{DEPUTY}}" autocapitalize="none" spellcheck="false" aria-describedby="deputy-hint deputy-problem"{{#DEPUTY_PROBLEM}} aria-invalid="true"{{/DEPUTY_PROBLEM}}>
<button>Begin it</button>
</form>
